"""JSON lists of utterances and messages."""

from __future__ import annotations

import json
from typing import Any

import pytest
from readers.visit import ALL, VISIT, WORDED, Sample, clock, words

from carescore.errors import ReadError
from carescore.readers.tables.json_records import READER


def day(ms: int) -> str:
    """The time of a day, with nine digits as Google writes it."""
    return f"2026-03-05T09:00:{ms / 1000:06.3f}000000Z"


ROWS = [{"speaker": who, "text": said, "start_ms": start, "end_ms": end} for who, said, start, end in VISIT]
SECONDS = [{"who": who, "body": said, "begin": start / 1000, "stop": end / 1000} for who, said, start, end in VISIT]
SEGLST = [
    {"session_id": "v7", "speaker": w, "words": t, "start_time": s / 1000, "end_time": e / 1000} for w, t, s, e in VISIT
]
INTERCOM = [
    {"start_time": str(s / 1000), "end_time": str(e / 1000), "content": t, "speaker_label": w, "speaker_type": "user"}
    for w, t, s, e in VISIT
]
WEBEX = [
    {"id": "x", "text": t, "personName": w, "personEmail": "x", "offsetMillisecond": s, "durationMillisecond": e - s}
    for w, t, s, e in VISIT
]
TWILIO = [
    {"media_channel": r[0], "sentence_index": i, "transcript": r[1], "confidence": 0.9, "sid": "x"}
    | {"start_time": f"{r[2] / 1000}", "end_time": f"{r[3] / 1000}"}
    | {"words": [{"word": w, "start_time": s / 1000, "end_time": e / 1000} for w, s, e in words(*r[1:])]}
    for i, r in enumerate(VISIT)
]
FATHOM = [
    {"speaker": {"display_name": w, "matched_calendar_invitee_email": None}, "text": t, "timestamp": clock(s)}
    for w, t, s, _ in VISIT
]
MEET = [{"name": "x", "participant": w, "text": t, "startTime": day(s), "endTime": day(e)} for w, t, s, e in VISIT]
RECALL = [
    {
        "participant": {"id": 1, "name": r[0]},
        "words": [
            {"text": w, "start_timestamp": {"relative": s / 1000}, "end_timestamp": {"relative": e / 1000}}
            for w, s, e in words(*r[1:])
        ],
    }
    for r in VISIT
]
SHAREGPT = [{"from": who, "value": said} for who, said, *_ in VISIT]
SPOKEN = frozenset({"speaker"})
WRITTEN = {
    "seglst.json": Sample(json.dumps(SEGLST)),
    "intercom.json": Sample(json.dumps(INTERCOM)),
    "webex.json": Sample(json.dumps({"items": WEBEX})),
    "twilio.json": Sample(json.dumps({"sentences": TWILIO, "meta": {"page": 0}}), WORDED),
    "fathom.json": Sample(json.dumps({"transcript": FATHOM}), ALL - {"end"}),
    "fathom_meetings.json": Sample(json.dumps({"items": [{"title": "x", "transcript": FATHOM}]}), ALL - {"end"}),
    "meet.json": Sample(json.dumps({"transcriptEntries": MEET, "nextPageToken": "x"}), SPOKEN),
    "recall.json": Sample(json.dumps(RECALL), WORDED),
    "sharegpt.json": Sample(json.dumps({"id": "x", "conversations": SHAREGPT}), SPOKEN),
    "list.json": Sample(json.dumps(ROWS)),
    "inside.json": Sample(json.dumps({"title": "x", "utterances": ROWS}, indent=1)),
    "wrapped.json": Sample(json.dumps({"data": {"messages": SECONDS}})),
}


def test_chat_messages() -> None:
    found, _ = READER.read([{"role": "patient", "content": "Hi"}, {"role": "staff", "content": "Hello"}])
    assert [(u.speaker, u.text) for u in found] == [("patient", "Hi"), ("staff", "Hello")]


def test_dates_count_from_the_first_of_them() -> None:
    found, _ = READER.read({"transcriptEntries": MEET})
    assert [(u.start_ms, u.end_ms) for u in found] == [(0, 1500), (1700, 3000), (3200, 3800)]


def test_a_text_alone_is_one_utterance_of_nobody() -> None:
    plain = {"text": " Any pain today? No, just stiff.", "usage": {"type": "duration"}}
    assert READER.looks_like(plain)
    found, _ = READER.read(plain)
    assert [(u.speaker, u.text, u.start_ms) for u in found] == [(None, "Any pain today? No, just stiff.", None)]
    assert not READER.looks_like({"text": "x", "other": [{"x": 1}]})


@pytest.mark.parametrize("key", ["segments", "utterances"])
def test_a_diarization_without_words_is_known_and_refused(key: str) -> None:
    rows = [{"speaker": who, "start": start, "end": end} for who, _, start, end in VISIT]
    for data in (rows, {key: rows}):
        assert READER.looks_like(data)
        with pytest.raises(ReadError, match="who spoke when, but not what"):
            READER.read(data)
    assert not READER.looks_like([{"title": "x", "start": 1, "end": 2}])


@pytest.mark.parametrize(
    ("data", "failed"),
    [
        ({"error": {"message": "x", "type": "y"}}, True),
        ({"err_code": "Bad Request", "err_msg": "x", "request_id": "y"}, True),
        ({"error": None, "title": "x"}, False),
        ({"error": "x", "lines": [3]}, False),
        ({"error": 0}, False),
    ],
)
def test_a_services_error_message_is_known_and_refused(data: Any, failed: bool) -> None:
    assert READER.looks_like(data) is failed
    with pytest.raises(ReadError, match="error message" if failed else "no list"):
        READER.read(data)


def test_several_meetings_in_one_list_are_no_conversation() -> None:
    meeting = {"title": "x", "transcript": FATHOM}
    assert READER.looks_like({"items": [meeting, meeting]})
    with pytest.raises(ReadError, match="2 recordings"):
        READER.read({"items": [meeting, meeting]})


def test_several_recordings_are_no_conversation() -> None:
    with pytest.raises(ReadError, match="2 recordings"):
        READER.read([{"call_id": 1, "text": "a"}, {"call_id": 2, "text": "b"}])


@pytest.mark.parametrize("data", [{}, [], [3], {"messages": [3]}, [{"text": ""}], "x"])
def test_what_holds_no_speech_is_refused(data: Any) -> None:
    with pytest.raises(ReadError):
        READER.read(data)
