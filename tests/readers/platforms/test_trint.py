"""Trint and its kin."""

from __future__ import annotations

import json
from typing import Any

import pytest
from readers.visit import VISIT, WORDED, Sample, words

from carescore.errors import ReadError
from carescore.readers.platforms.trint import READER

WORDS = [word for row in VISIT for word in words(*row[1:])]
PARAGRAPHS = [{"speaker": w, "time": s, "duration": e - s} for w, _, s, e in VISIT]
TRINT = {"words": [{"value": w, "time": s, "duration": e - s} for w, s, e in WORDS], "paragraphs": PARAGRAPHS}
EDITOR = {
    "words": [{"id": i, "text": w, "start": s / 1000, "end": e / 1000} for i, (w, s, e) in enumerate(WORDS)],
    "paragraphs": [{"speaker": w, "start": s / 1000, "end": e / 1000} for w, _, s, e in VISIT],
}
WRITTEN = {
    "trint.json": Sample(json.dumps({"transcript": TRINT}), WORDED),
    "editor.json": Sample(json.dumps(EDITOR), WORDED),
}
BAD: list[Any] = [{}, {"words": 3, "paragraphs": 3}, {"words": [3, {"value": None}], "paragraphs": [3]}]


def test_words_before_the_first_paragraph_are_its_own() -> None:
    early = {"words": [{"value": "So", "time": 0, "duration": 9}], "paragraphs": [{"speaker": "Ann", "time": 5}]}
    assert [(u.speaker, u.text, u.start_ms) for u in READER.read(early)[0]] == [("Ann", "So", 0)]


@pytest.mark.parametrize("data", BAD)
def test_what_holds_no_speech_is_refused(data: Any) -> None:
    with pytest.raises(ReadError):
        READER.read(data)
