"""Audacity labels."""

from __future__ import annotations

import pytest
from readers.visit import VISIT, Sample

from carescore.errors import ReadError
from carescore.readers.research.audacity_labels import READER


def labels(form: str, comma: bool = False) -> str:
    rows = [(f"{s / 1000:.6f}\t{e / 1000:.6f}\t", form.format(who, said)) for who, said, s, e in VISIT]
    return "".join((times.replace(".", ",") if comma else times) + said + "\n" for times, said in rows)


WRITTEN = {
    "colon.txt": Sample(labels("{}: {}")),
    "double.aud": Sample(labels("[[{}]] {}")),
    "comma.txt": Sample(labels("{}: {}\n\\\t100.0\t2000.0", comma=True)),
}


def test_without_labels_nobody_speaks() -> None:
    found, notes = READER.read("0.29\t1.95\tAny pain?\n2.0\t2.5\t\nstiff\n")
    assert notes == ["line 3: a line that is no label was skipped"]
    assert [(u.speaker, u.text, u.start_ms, u.end_ms) for u in found] == [(None, "Any pain?", 290, 1950)]


@pytest.mark.parametrize("text", ["0.1\t1.9\tSpeaker 1\n2.0\t2.5\tSPEAKER_00\n", "0.1\t1.9\n"])
def test_labels_without_speech_are_refused(text: str) -> None:
    with pytest.raises(ReadError):
        READER.read(text)


@pytest.mark.parametrize(
    "head", ["start\tend\ttext\n0\t1\tx\n", "Doctor\tAny pain?\n", "0.1 1.9 x\n", "0:01\t0:02\tx\n"]
)
def test_near_misses(head: str) -> None:
    assert not READER.looks_like(head)
