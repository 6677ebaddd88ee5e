"""AWS HealthScribe."""

from __future__ import annotations

import json
from typing import Any

import pytest
from readers.visit import VISIT, WORDED, Sample, words

from carescore.errors import ReadError
from carescore.readers.recognisers.amazon_healthscribe import READER

ITEMS = [
    {"Alternatives": [{"Content": w}], "BeginAudioTime": s / 1000, "EndAudioTime": e / 1000, "Type": "PRONUNCIATION"}
    for row in VISIT
    for w, s, e in words(*row[1:])
]
SEGMENTS = [
    {
        "Content": said,
        "BeginAudioTime": s / 1000,
        "EndAudioTime": e / 1000,
        "ParticipantDetails": {"ParticipantRole": who},
    }
    for who, said, s, e in VISIT
]
TALK = {"Conversation": {"ConversationId": "v", "TranscriptItems": ITEMS, "TranscriptSegments": SEGMENTS}}
WRITTEN = {"transcript.json": Sample(json.dumps(TALK), WORDED)}
BAD: list[Any] = [{}, {"Conversation": {"TranscriptSegments": [3, {"Content": 3}]}}]


def test_the_summary_is_refused() -> None:
    summary: dict[str, Any] = {"ClinicalDocumentation": {"Sections": []}}
    assert READER.looks_like(summary)
    with pytest.raises(ReadError, match=r"transcript\.json"):
        READER.read(summary)


@pytest.mark.parametrize("data", BAD)
def test_what_holds_no_speech_is_refused(data: Any) -> None:
    with pytest.raises(ReadError):
        READER.read(data)
