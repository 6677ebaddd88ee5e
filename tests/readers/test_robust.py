"""Bad input, for every format: each ends in a Transcript, with notes, or in a ReadError; never in a traceback."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from readers.offices import packed
from readers.refused import put, read_or_refused
from readers.samples import IDS, SAMPLES
from readers.visit import VISIT, Sample, clock

import carescore
from carescore.errors import ReadError, UsageError
from carescore.readers import _decode
from carescore.readers._detect import envelope

TEXTS = [(found, name, sample) for found, name, sample in SAMPLES if envelope(sample.data) is None]
TEXT_IDS = [f"{found}-{name}" for found, name, _ in TEXTS]


@pytest.mark.parametrize(("found", "name", "sample"), SAMPLES, ids=IDS)
def test_bytes_that_changed(tmp_path: Path, found: str, name: str, sample: Sample) -> None:
    dice = random.Random(name)
    for _ in range(40):
        data = bytearray(sample.data)
        for _ in range(dice.randint(1, 4)):
            data[dice.randrange(len(data))] = dice.choice(b'\0\xff\n"<>[]{}:,-0 9&\xed')
        read_or_refused(put(tmp_path, name, bytes(data)))


@pytest.mark.parametrize("sample", [sample for _, name, sample in TEXTS if not name.endswith(".json")])
def test_cut_at_every_byte(tmp_path: Path, sample: Sample) -> None:
    for cut in range(len(sample.data)):
        read_or_refused(put(tmp_path, "x.dat", sample.data[:cut]))


@pytest.mark.parametrize(("found", "name", "sample"), TEXTS, ids=TEXT_IDS)
def test_lines_lost_doubled_or_out_of_order(tmp_path: Path, found: str, name: str, sample: Sample) -> None:
    lines = _decode.decode(sample.data)[0].split("\n")
    for i in range(min(len(lines), 40)):
        for changed in (lines[:i] + lines[i + 1 :], lines[: i + 1] + lines[i:], lines[i:] + lines[:i]):
            if "".join(changed).strip():
                read_or_refused(put(tmp_path, name, "\n".join(changed)))


def seen(transcript: carescore.Transcript) -> list[tuple[object, ...]]:
    return [(u.speaker, u.text, u.start_ms, u.end_ms) for u in transcript.utterances]


DRESSES: dict[str, Callable[[str], bytes]] = {
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "lone CR": lambda text: text.replace("\n", "\r").encode(),
    "mark": lambda text: text.encode("utf-8-sig"),
    "two marks": lambda text: b"\xef\xbb\xbf" + text.encode("utf-8-sig"),
    "marks inside": lambda text: text.replace("Good", "\ufeffGo\ufeffod").encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16 without mark": lambda text: text.encode("utf-16-le"),
    "direction marks": lambda text: text.replace("Sam Hill", "\u202bSam Hill\u202c").encode(),
}


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize(("found", "name", "sample"), TEXTS, ids=TEXT_IDS)
def test_the_same_talk_in_other_bytes(tmp_path: Path, found: str, name: str, sample: Sample, dress: str) -> None:
    text, _ = _decode.decode(sample.data)
    if text.startswith("<?xml") and "UTF-16" in dress:
        text = text.partition("?>")[2]
    plain = carescore.read(put(tmp_path, name, text))
    assert seen(carescore.read(put(tmp_path, name, DRESSES[dress](text)))) == seen(plain)


def test_nul_characters_are_left_out_and_said(tmp_path: Path) -> None:
    talk = "".join(f"{who}: {said} {'And so on, as before. ' * 40}\n" for who, said, _, _ in VISIT)
    transcript = carescore.read(put(tmp_path, "x.txt", talk.replace("stiff", "st\0iff")))
    assert "just stiff" in transcript.utterances[1].text
    assert transcript.notes == ("NUL characters were left out",)


def test_names_written_from_right_to_left(tmp_path: Path) -> None:
    talk = "\u200fדוקטור כהן: מה שלומך?\n\u200fמרים לוי: טוב, תודה.\n" * 2
    assert carescore.read(put(tmp_path, "x.txt", talk)).speakers == ("דוקטור כהן", "מרים לוי")


def test_half_characters_in_json_become_marks(tmp_path: Path) -> None:
    line = '{"speaker": "A\\ud83d", "text": "so\\uDE00 so", "words": [{"text": "so\\uDE00"}, {"text": "so"}]}'
    found = carescore.read(put(tmp_path, "x.jsonl", line)).utterances[0]
    assert (found.speaker, found.text, found.words[0].text) == ("A\ufffd", "so\ufffd so", "so\ufffd")


def test_skipped_cues_are_counted_in_one_note(tmp_path: Path) -> None:
    visits = [*VISIT, *((who, said, start + 9000, end + 9000) for who, said, start, end in VISIT)]
    cues = "".join(f"{clock(s)} --> {clock(e)}\n{said}\n\n99 --> x\nlost\n\n" for _, said, s, e in visits)
    transcript = carescore.read(put(tmp_path, "x.vtt", f"WEBVTT\n\n{cues}"))
    assert len(transcript.utterances) == 6
    assert transcript.notes == ("a cue without readable times was skipped (6 times, first at line 6)",)


def test_times_beyond_a_day_and_backwards(tmp_path: Path) -> None:
    cues = "30:00:00.000 --> 30:00:01.000\nlate\n\n00:00:05.000 --> 00:00:02.000\nearly\n\n"
    transcript = carescore.read(put(tmp_path, "x.vtt", f"WEBVTT\n\n{cues}"))
    assert seen(transcript) == [(None, "early", 5000, None), (None, "late", 108_000_000, 108_001_000)]
    assert transcript.notes == ("line 6: an end before its start was dropped",)


def test_paths_that_are_no_readable_files(tmp_path: Path) -> None:
    loop = tmp_path / "loop.txt"
    loop.symlink_to(loop)
    with (sparse := tmp_path / "sparse.txt").open("wb") as stream:
        stream.truncate(2 * 1024**3)
    os.mkfifo(pipe := tmp_path / "pipe.txt")
    (empty_folder := tmp_path / "folder").mkdir()
    for path, reason in {
        loop: "cannot be read",
        sparse: "larger than",
        pipe: "no file",
        Path(os.devnull): "no file",
        empty_folder: "holds no file",
        tmp_path / "absent.vtt": "cannot be read",
        put(tmp_path, "empty.txt", ""): "empty",
        put(tmp_path, "marks.txt", "\ufeff\u200b\n "): "empty",
    }.items():
        error = read_or_refused(path)
        assert isinstance(error, ReadError) and reason in error.reason


def test_talk_in_the_place_of_a_path_is_not_repeated() -> None:
    for text in ("Ann: secretword\nBo: hi\n", "secretword " * 1000):
        with pytest.raises(UsageError) as caught:
            carescore.read(text)
        assert "secretword" not in str(caught.value)


NO_TRANSCRIPTS: list[tuple[bytes, str]] = [
    (b"%PDF-1.7 x", "a PDF: export"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Word"),
    (b"\x00\x00\x00\x20ftypM4A ", "transcribe it"),
    (b"\x00\x00\x00\x14moov", "transcribe it"),
    (b"ID3\x04", "transcribe it"),
    (b"\xff\xf3\x84", "transcribe it"),
    (b"#!AMR\n", "transcribe it"),
    (b"RIFFxxxxWAVE", "transcribe it"),
    (b"\x1aE\xdf\xa3", "transcribe it"),
    (b"\x89PNG\r\n", "a picture"),
    (b"\x1f\x8b\x08", "unpack it"),
    (b"SQLite format 3\0", "a database"),
    (packed({"ppt/presentation.xml": "<x/>"}), "slides"),
    (packed({"Index/Document.iwa": "x"}), "Pages"),
]


@pytest.mark.parametrize(("content", "reason"), NO_TRANSCRIPTS, ids=[reason for _, reason in NO_TRANSCRIPTS])
def test_what_is_no_transcript_is_named_with_the_way_out(tmp_path: Path, content: bytes, reason: str) -> None:
    error = read_or_refused(put(tmp_path, "x.txt", content + b"\0" * 20 if not content.startswith(b"PK") else content))
    assert isinstance(error, ReadError) and reason in error.reason


@pytest.mark.parametrize("text", ["free text of a visit", "The wide world", "BZ said: hello", "FORMS were signed"])
def test_talk_that_begins_like_something_else_is_talk(tmp_path: Path, text: str) -> None:
    assert carescore.read(put(tmp_path, "x.txt", text)).utterances[0].text == text
