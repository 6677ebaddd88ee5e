"""Fireflies."""

from __future__ import annotations

import json
from typing import Any

import pytest
from readers.visit import VISIT, Sample

from carescore.errors import ReadError
from carescore.readers.platforms.fireflies import READER

SENTENCES = [
    {
        "index": i,
        "speaker_name": w,
        "speaker_id": 0,
        "text": t,
        "raw_text": t,
        "start_time": s / 1000,
        "end_time": e / 1000,
    }
    for i, (w, t, s, e) in enumerate(VISIT)
]
TEXTS = [row | {"start_time": str(row["start_time"]), "end_time": str(row["end_time"])} for row in SENTENCES]
WRITTEN = {
    "answer.json": Sample(json.dumps({"data": {"transcript": {"title": "x", "sentences": SENTENCES}}})),
    "transcript.json": Sample(json.dumps({"id": "1", "sentences": TEXTS})),
}
BAD: list[Any] = [{}, {"sentences": 3}, {"data": {"transcript": {"sentences": [3, {"text": "", "raw_text": None}]}}}]


def test_who_was_not_named_is_called_by_the_id() -> None:
    rows = [{"speaker_name": name, "speaker_id": i, "text": "Hi."} for i, name in enumerate([None, "", "Ann"])]
    assert [u.speaker for u in READER.read({"sentences": rows})[0]] == ["Speaker 0", "Speaker 1", "Ann"]


@pytest.mark.parametrize("data", BAD)
def test_what_holds_no_speech_is_refused(data: Any) -> None:
    with pytest.raises(ReadError):
        READER.read(data)
