"""Gong."""

from __future__ import annotations

import json
from typing import Any

import pytest
from readers.visit import VISIT, Sample

from carescore.errors import ReadError
from carescore.readers.platforms.gong import READER

IDS = {"Dr. Fox": "501", "Sam Hill": "502"}
TRANSCRIPT = [
    {"speakerId": IDS[who], "topic": None, "sentences": [{"start": start, "end": end, "text": said}]}
    for who, said, start, end in VISIT
]
PARTIES = [{"speakerId": value, "name": name, "affiliation": "Unknown"} for name, value in IDS.items()]
CALL = {"callId": "77", "transcript": TRANSCRIPT}
WRITTEN = {
    "named.json": Sample(json.dumps({"callTranscripts": [CALL], "parties": PARTIES})),
    "ids.json": Sample(json.dumps({"requestId": "x", "callTranscripts": [CALL]}), frozenset({"start", "end"})),
}
BAD: list[Any] = [{}, {"callTranscripts": 3}, {"callTranscripts": [{"transcript": [3, {"sentences": [3]}]}]}]


def test_ids_are_the_labels_of_who_has_no_name() -> None:
    found, _ = READER.read({"callTranscripts": [CALL], "parties": PARTIES[:1]})
    assert [u.speaker for u in found] == ["Dr. Fox", "Speaker 502", "Dr. Fox"]
    unnamed = {"transcript": [{"sentences": [{"text": "Hi."}]}]}
    assert READER.read({"callTranscripts": [unnamed]})[0][0].speaker is None


def test_several_calls_are_no_conversation() -> None:
    with pytest.raises(ReadError, match="2 calls"):
        READER.read({"callTranscripts": [CALL, CALL]})


@pytest.mark.parametrize("data", BAD)
def test_what_holds_no_speech_is_refused(data: Any) -> None:
    with pytest.raises(ReadError):
        READER.read(data)
