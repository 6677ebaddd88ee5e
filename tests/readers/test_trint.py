"""Trint and its kin."""

from __future__ import annotations

import json
from typing import Any

import pytest
from readers.visit import VISIT, WORDED, Sample, words

from carescore.errors import ReadError
from carescore.readers.trint import READER

PARAGRAPHS = [{"speaker": w, "time": s, "duration": e - s} for w, _, s, e in VISIT]
WORDS = [{"value": w, "time": s, "duration": e - s} for r in VISIT for w, s, e in words(*r[1:])]
SECONDS = {
    "words": [
        {"text": w["value"], "start": w["time"] / 1000, "end": (w["time"] + w["duration"]) / 1000} for w in WORDS
    ],
    "paragraphs": [
        {"speaker": p["speaker"], "start": p["time"] / 1000, "end": (p["time"] + p["duration"]) / 1000}
        for p in PARAGRAPHS
    ],
}
WRITTEN = {
    "trint.json": Sample(json.dumps({"transcript": {"words": WORDS, "paragraphs": PARAGRAPHS}}), WORDED),
    "editor.json": Sample(json.dumps(SECONDS), WORDED),
}
BAD: list[Any] = [{}, {"words": 3, "paragraphs": 3}, {"words": [3, {"value": None}], "paragraphs": [3]}]


def test_words_before_the_first_paragraph_are_its_own() -> None:
    early = {"words": [{"value": "So", "time": 0, "duration": 9}], "paragraphs": [{"speaker": "Ann", "time": 5}]}
    assert [(u.speaker, u.text, u.start_ms) for u in READER.read(early)[0]] == [("Ann", "So", 0)]


@pytest.mark.parametrize("data", BAD)
def test_what_holds_no_speech_is_refused(data: Any) -> None:
    with pytest.raises(ReadError):
        READER.read(data)
