"""LRC: timed lines."""

from __future__ import annotations

import pytest
from readers.visit import VISIT, Sample

from carescore.errors import ReadError
from carescore.readers.captions.lrc import READER
from carescore.transcript import Word


def stamp(ms: int) -> str:
    return f"{ms // 60000:02}:{ms // 1000 % 60:02}.{ms // 10 % 100:02}"


WRITTEN = {
    "visit.lrc": Sample(
        "[by:whisper.cpp]\n" + "".join(f"[{stamp(start)}]{who}: {said}\n" for who, said, start, _ in VISIT),
        frozenset({"speaker", "start"}),
    )
}


def test_words_with_times() -> None:
    found, _ = READER.read("[00:01.00] <00:01.00> Any <00:01.50> pain?\n[00:02.00] No, two <00:02.50> words\n")
    assert found[0].words == (Word("Any", 1000, 1500), Word("pain?", 1500, None))
    assert (found[1].text, found[1].words) == ("No, two words", ())


def test_several_times_repeat_a_line() -> None:
    found, _ = READER.read("[ti:x]\n[00:09.00][00:01.20] Good.\n[00:03.00]\n[re:y]\n")
    assert [(u.text, u.start_ms, u.line) for u in found] == [("Good.", 1200, 2), ("Good.", 9000, 2)]


def test_a_line_without_a_time_goes_on() -> None:
    found, _ = READER.read("[00:01.20] Ann Fox: Any\npain?\n[00:03.00] Bo Hill: No.\n")
    assert [(u.speaker, u.text) for u in found] == [("Ann Fox", "Any pain?"), ("Bo Hill", "No.")]


HEADS = [
    ("[00:01.20] x\n", True),
    ("[ti:x]\n[al:y]\n[00:01.20] x\n", True),
    ("[00:00:01] Dr. Fox: x\n[00:00:02] Sam: y\n", False),
    ("[00:01.200] Dr. Fox: x\n", False),
    ("[00:00.000 --> 00:02.100]  x\n", False),
    ("Dr. Fox: x\nSam: y\n[00:01.20] z\n", False),
    ("[by:hand] Dr. Fox: x\n", False),
]


@pytest.mark.parametrize(("head", "yes"), HEADS)
def test_looks(head: str, yes: bool) -> None:
    assert READER.looks_like(head) is yes


def test_times_without_text_are_refused() -> None:
    with pytest.raises(ReadError):
        READER.read("[00:01.20]\n[00:02.20]\n")
