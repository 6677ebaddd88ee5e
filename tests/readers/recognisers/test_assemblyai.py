"""AssemblyAI."""

from __future__ import annotations

import json
from typing import Any

import pytest
from readers.visit import VISIT, WORDED, Sample, words

from carescore.errors import ReadError
from carescore.readers.recognisers.assemblyai import READER


def spoken(row: tuple[str, str, int, int]) -> list[dict[str, Any]]:
    who, said, start, end = row
    return [{"text": w, "start": s, "end": e, "confidence": 0.9, "speaker": who} for w, s, e in words(said, start, end)]


def done(**fields: Any) -> str:
    return json.dumps({"id": "x", "status": "completed", "audio_duration": 5, **fields})


FLAT = [word for row in VISIT for word in spoken(row)]
UTTERANCES = [{"speaker": r[0], "text": r[1], "start": r[2], "end": r[3], "words": spoken(r)} for r in VISIT]
WRITTEN = {
    "utterances.json": Sample(done(text="x", words=FLAT, utterances=UTTERANCES), WORDED),
    "words.json": Sample(done(text="x", words=FLAT, utterances=None), WORDED),
}
SENTENCES = [{key: row[key] for key in ("text", "start", "end", "words")} for row in UTTERANCES]
WRITTEN["sentences.json"] = Sample(json.dumps({"id": "x", "audio_duration": 5, "sentences": SENTENCES}), WORDED)
WRITTEN["paragraphs.json"] = Sample(json.dumps({"id": "x", "audio_duration": 5, "paragraphs": SENTENCES}), WORDED)
BAD: list[Any] = [
    {},
    {"status": "error", "error": "x"},
    {"status": "completed", "words": [3], "utterances": [{"text": 3}]},
]


@pytest.mark.parametrize(("status", "reason"), [("error", "failed"), ("queued", "later"), ("processing", "later")])
def test_what_is_not_finished_says_so(status: str, reason: str) -> None:
    answer = {"id": "x", "status": status, "audio_url": "x", "words": None}
    assert READER.looks_like(answer)
    with pytest.raises(ReadError, match=reason):
        READER.read(answer)


@pytest.mark.parametrize("data", BAD)
def test_what_holds_no_speech_is_refused(data: Any) -> None:
    with pytest.raises(ReadError):
        READER.read(data)
