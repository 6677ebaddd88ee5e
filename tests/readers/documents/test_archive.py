"""ZIP archives and folders with one file per speaker."""

from __future__ import annotations

from pathlib import Path

import pytest
from readers.captions.test_srt import blocks
from readers.offices import packed
from readers.visit import SPEAKERS, VISIT, Sample, clock

import carescore
from carescore.errors import ReadError


def alone(speaker: str) -> str:
    own = [(said, start, end) for who, said, start, end in VISIT if who == speaker]
    return "WEBVTT\n\n" + "".join(f"{clock(start)} --> {clock(end)}\n{said}\n\n" for said, start, end in own)


WRITTEN = {
    "visit.zip": Sample(packed({f"visit_{who}.vtt": alone(who) for who in SPEAKERS} | {"__MACOSX/._x": b"\0"})),
    "one.zip": Sample(packed({"folder/": b"", "folder/visit.srt": blocks("{}: {}")})),
}


def test_a_folder_is_read_like_an_archive(tmp_path: Path) -> None:
    for who in SPEAKERS:
        (tmp_path / f"visit_{who}.vtt").write_text(alone(who), encoding="utf-8")
    found = carescore.read(tmp_path).utterances
    assert [(u.speaker, u.text, u.start_ms, u.end_ms) for u in found] == VISIT


def test_several_recordings_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(packed({"a.srt": blocks("{}: {}"), "b.srt": blocks("{}: {}")}))
    with pytest.raises(ReadError, match="several recordings"):
        carescore.read(tmp_path / "x.zip")


def test_an_empty_one_and_nested_ones_are_refused(tmp_path: Path) -> None:
    deep = packed({"c.zip": packed({"b.zip": packed({"a.srt": blocks("{}: {}")})})})
    for name, content in {"empty.zip": packed({".x": b"a"}), "deep.zip": deep}.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(ReadError):
            carescore.read(tmp_path / name)
