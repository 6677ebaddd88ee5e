"""Hugging Face speech pipelines."""

from __future__ import annotations

import json
from typing import Any

import pytest
from readers.visit import VISIT, WORDED, Sample, words

from carescore.errors import ReadError
from carescore.readers.recognisers.transformers_chunks import READER

CHUNKS = [{"speaker": w, "text": f" {t}", "timestamp": [s / 1000, e / 1000]} for w, t, s, e in VISIT]
PLAIN = [{key: chunk[key] for key in ("text", "timestamp")} for chunk in CHUNKS]
WORDS = [
    {"speaker": r[0], "text": f" {w}", "timestamp": (s / 1000, e / 1000)} for r in VISIT for w, s, e in words(*r[1:])
]
WRITTEN = {
    "speakers.json": Sample(json.dumps({"speakers": CHUNKS, "chunks": PLAIN, "text": "x"})),
    "chunks.json": Sample(json.dumps({"speakers": [], "chunks": PLAIN, "text": "x"}), frozenset({"start", "end"})),
    "list.json": Sample(json.dumps(CHUNKS)),
    "words.json": Sample(json.dumps({"text": "x", "chunks": WORDS}), WORDED),
}
BAD: list[Any] = [{}, {"chunks": 3}, {"chunks": [3, {"text": " ", "timestamp": [0, 1]}]}]


def test_the_last_end_may_be_missing() -> None:
    found, _ = READER.read({"chunks": [{"text": "Hi.", "timestamp": [0.29, None]}]})
    assert [(u.start_ms, u.end_ms, u.words) for u in found] == [(290, None, ())]


@pytest.mark.parametrize("data", BAD)
def test_what_holds_no_speech_is_refused(data: Any) -> None:
    with pytest.raises(ReadError):
        READER.read(data)
