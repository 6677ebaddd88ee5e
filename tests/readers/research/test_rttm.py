"""RTTM: read with words, refused without."""

from __future__ import annotations

import pytest
from readers.visit import VISIT, Sample, words

from carescore.errors import ReadError
from carescore.readers.research.rttm import READER

SPEAKERS = "".join(
    f"SPEAKER visit 1 {start / 1000} {(end - start) / 1000} <NA> <NA> {who.split()[1]} <NA> <NA>\n"
    for who, _, start, end in VISIT
)
LEXEMES = "".join(
    f"LEXEME visit 1 {at / 1000:.3f} {(end - at) / 1000:.3f} {word} lex {who.split()[1]} 0.9\n"
    for who, said, start, stop in VISIT
    for word, at, end in words(said, start, stop)
)
WRITTEN = {"visit.rttm": Sample(SPEAKERS + LEXEMES, frozenset({"start", "end", "words"}))}


def test_speakers_of_the_words() -> None:
    found, _ = READER.read(LEXEMES)
    assert [(u.speaker, u.text) for u in found] == [
        ("Fox", "Any pain today?"),
        ("Hill", "No, just stiff."),
        ("Fox", "Good."),
    ]


def test_times_alone_are_known_and_refused_with_what_to_do() -> None:
    assert READER.looks_like(";; made by hand\n" + SPEAKERS)
    with pytest.raises(ReadError, match="use a transcript with the speakers in it") as caught:
        READER.read(SPEAKERS)
    assert "Fox" not in str(caught.value)


def test_other_lines_are_skipped_and_said() -> None:
    assert READER.read(LEXEMES + "stiff\n")[1] == ["line 8: a line that is no RTTM was skipped"]


def test_several_recordings_are_refused() -> None:
    with pytest.raises(ReadError, match="2 recordings"):
        READER.read(LEXEMES + LEXEMES.replace("visit", "other"))


@pytest.mark.parametrize(
    "head", ["SPEAKER 1: I took 2 of them\n", "SPEAKER visit 1 some 1 2 3 4\n", "Speaker x 1 0.1 0.2 a b c\n"]
)
def test_near_misses(head: str) -> None:
    assert not READER.looks_like(head)
