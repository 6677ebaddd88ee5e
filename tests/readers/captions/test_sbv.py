"""SBV captions."""

from __future__ import annotations

import pytest
from readers.visit import VISIT, Sample, clock

from carescore.errors import ReadError
from carescore.readers.captions.sbv import READER

WRITTEN = {
    "visit.sbv": Sample("".join(f"{clock(s)[1:]},{clock(e)[1:]}\n{who}: {said}\n\n" for who, said, s, e in VISIT)),
}


def test_lines_and_breaks_inside_a_cue() -> None:
    found, _ = READER.read("0:00:01.000,0:00:03.400\nAny\npain[br]today?\n\n0:00:03.400,0:00:04.000\n\n")
    assert [(u.speaker, u.text, u.start_ms, u.end_ms) for u in found] == [(None, "Any pain today?", 1000, 3400)]


@pytest.mark.parametrize("head", ["0:00:01 Dr. Fox: x\n", "start,end\n0:00:01.000,0:00:03.400\n", "1,2\nx\n"])
def test_near_misses(head: str) -> None:
    assert not READER.looks_like(head)


def test_cues_without_text_are_refused() -> None:
    with pytest.raises(ReadError):
        READER.read("0:00:01.000,0:00:03.400\n\n")
