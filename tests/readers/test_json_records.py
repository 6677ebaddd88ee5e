"""JSON lists of utterances and messages."""

from __future__ import annotations

import json
from typing import Any

import pytest
from readers.visit import VISIT, Sample

from carescore.errors import ReadError
from carescore.readers.json_records import READER

ROWS = [{"speaker": who, "text": said, "start_ms": start, "end_ms": end} for who, said, start, end in VISIT]
SECONDS = [{"who": who, "body": said, "begin": start / 1000, "stop": end / 1000} for who, said, start, end in VISIT]
WRITTEN = {
    "list.json": Sample(json.dumps(ROWS)),
    "inside.json": Sample(json.dumps({"title": "x", "utterances": ROWS}, indent=1)),
    "wrapped.json": Sample(json.dumps({"data": {"messages": SECONDS}})),
}


def test_chat_messages() -> None:
    found, _ = READER.read([{"role": "patient", "content": "Hi"}, {"role": "staff", "content": "Hello"}])
    assert [(u.speaker, u.text) for u in found] == [("patient", "Hi"), ("staff", "Hello")]


def test_several_recordings_are_no_conversation() -> None:
    with pytest.raises(ReadError, match="2 recordings"):
        READER.read([{"call_id": 1, "text": "a"}, {"call_id": 2, "text": "b"}])


@pytest.mark.parametrize("data", [{}, [], [3], {"messages": [3]}, [{"text": ""}], "x"])
def test_what_holds_no_speech_is_refused(data: Any) -> None:
    with pytest.raises(ReadError):
        READER.read(data)
