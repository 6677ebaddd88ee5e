"""Gladia."""

from __future__ import annotations

import json
from typing import Any

import pytest
from readers.visit import VISIT, WORDED, Sample, words

from carescore.errors import ReadError
from carescore.readers.recognisers.gladia import READER

UTTERANCES = [
    {"text": r[1], "speaker": r[0], "channel": 0, "start": r[2] / 1000, "end": r[3] / 1000}
    | {"words": [{"word": f" {w}", "start": s / 1000, "end": e / 1000} for w, s, e in words(*r[1:])]}
    for r in VISIT
]
TRANSCRIPTION = {"full_transcript": "x", "languages": ["en"], "utterances": UTTERANCES}
RESULT = {"metadata": {"audio_duration": 4.8}, "transcription": TRANSCRIPTION}
WRITTEN = {
    "answer.json": Sample(json.dumps({"id": "g1", "version": 2, "status": "done", "result": RESULT}), WORDED),
    "result.json": Sample(json.dumps(RESULT), WORDED),
    "transcription.json": Sample(json.dumps(TRANSCRIPTION), WORDED),
}
BAD: list[Any] = [{}, {"result": 3}, {"transcription": {"full_transcript": "", "utterances": [3, {"text": None}]}}]


def test_channels_count_their_speakers_anew() -> None:
    rows = [{"text": "Hi.", "channel": c, "speaker": 0, "start": 0, "end": 1} for c in (0, 1)]
    found, _ = READER.read({"full_transcript": "x", "utterances": rows})
    assert [u.speaker for u in found] == ["Channel 0 Speaker 0", "Channel 1 Speaker 0"]


def test_the_text_alone_is_nobodys() -> None:
    found, _ = READER.read({"full_transcript": "Any pain?", "utterances": []})
    assert [(u.speaker, u.text, u.start_ms) for u in found] == [(None, "Any pain?", None)]


@pytest.mark.parametrize("data", BAD)
def test_what_holds_no_speech_is_refused(data: Any) -> None:
    with pytest.raises(ReadError):
        READER.read(data)
