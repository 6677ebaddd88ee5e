"""Amazon Call Analytics and Contact Lens."""

from __future__ import annotations

import json
from typing import Any

import pytest
from readers.visit import ALL, VISIT, WORDED, Sample, words

from carescore.errors import ReadError
from carescore.readers.platforms.amazon_call_analytics import READER


def turn(who: str, said: str, start: int, end: int) -> dict[str, Any]:
    spoken = [
        {"Type": "pronunciation", "Content": w, "BeginOffsetMillis": s, "EndOffsetMillis": e}
        for w, s, e in words(said, start, end)
    ]
    times = {"BeginOffsetMillis": start, "EndOffsetMillis": end}
    return {"ParticipantRole": who, "Content": said, **times, "LoudnessScores": [78.1, None], "Items": spoken}


def lens(who: str, said: str, start: int, end: int) -> dict[str, Any]:
    return {"ParticipantId": f"id {who}", "Content": said, "BeginOffsetMillis": start, "EndOffsetMillis": end}


PEOPLE = [{"ParticipantId": f"id {row[0]}", "ParticipantRole": row[0]} for row in VISIT]
WRITTEN = {
    "analytics.json": Sample(
        json.dumps({"JobStatus": "COMPLETED", "Transcript": [turn(*row) for row in VISIT]}), WORDED
    ),
    "lens.json": Sample(
        json.dumps({"Version": "1.1.0", "Participants": PEOPLE, "Transcript": [lens(*r) for r in VISIT]}), ALL
    ),
}
BAD: list[Any] = [{}, {"Transcript": 3}, {"Transcript": [3]}, {"Transcript": [{"Content": 3, "ParticipantId": []}]}]


def test_chat_counts_from_the_first_message() -> None:
    rows = [
        {"Type": "EVENT", "AbsoluteTime": "2026-03-04T09:00:00.000Z", "Content": "joined"},
        {"Type": "MESSAGE", "AbsoluteTime": "2026-03-04T09:00:02.120Z", "Content": "Hi", "ParticipantRole": "CUSTOMER"},
    ]
    found, _ = READER.read({"Version": "2019-08-26", "Transcript": rows})
    assert [(u.speaker, u.text, u.start_ms, u.end_ms) for u in found] == [("CUSTOMER", "Hi", 2120, None)]


@pytest.mark.parametrize("data", BAD)
def test_what_holds_no_speech_is_refused(data: Any) -> None:
    with pytest.raises(ReadError):
        READER.read(data)
