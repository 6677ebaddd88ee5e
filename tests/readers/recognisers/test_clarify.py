"""Clarify."""

from __future__ import annotations

import json
from typing import Any

import pytest
from readers.visit import SPEAKERS, VISIT, WORDED, Sample, words

from carescore.errors import ReadError
from carescore.readers.recognisers.clarify import READER


def segments(speaker: str) -> list[dict[str, Any]]:
    own = [words(*row[1:]) for row in VISIT if row[0] == speaker]
    return [{"terms": [{"term": w, "start": s / 1000, "dur": (e - s) / 1000} for w, s, e in said]} for said in own]


PEOPLE = [{"name": speaker, "transcript": {"segments": segments(speaker)}} for speaker in SPEAKERS]
WRITTEN = {"call.json": Sample(json.dumps({"participants": PEOPLE}), WORDED)}
BAD: list[Any] = [{}, {"participants": 3}, {"participants": [3, {"transcript": {"segments": [3, {"terms": [3]}]}}]}]


def test_a_length_that_is_missing_gives_no_end() -> None:
    terms = [{"term": "so", "start": 1}]
    found, _ = READER.read({"participants": [{"transcript": {"segments": [{"terms": terms}]}}]})
    assert [(u.speaker, u.start_ms, u.end_ms) for u in found] == [(None, 1000, None)]


@pytest.mark.parametrize("data", BAD)
def test_what_holds_no_speech_is_refused(data: Any) -> None:
    with pytest.raises(ReadError):
        READER.read(data)
