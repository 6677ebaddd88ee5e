"""Dialpad."""

from __future__ import annotations

import json
from typing import Any

import pytest
from readers.visit import VISIT, Sample

from carescore.errors import ReadError
from carescore.readers.platforms.dialpad import READER

LINES = [
    {"type": "transcript", "name": who, "content": said, "time": f"2026-03-05T09:00:{start / 1000:06.3f}000"}
    for who, said, start, _ in VISIT
]
MARK = {"type": "moment", "name": "Dr. Fox", "content": "price_inquiry", "time": "2026-03-05T09:00:01.100000"}
# the times count from the first line, so they are not the visit's
WRITTEN = {
    "call.json": Sample(json.dumps({"call_id": "7", "lines": [LINES[0], MARK, *LINES[1:]]}), frozenset({"speaker"}))
}
BAD: list[Any] = [{}, {"lines": 3}, {"lines": [3, MARK, {"type": "transcript", "content": None}]}]


def test_dates_count_from_the_first_line_and_have_no_end() -> None:
    found, _ = READER.read({"lines": [MARK, *LINES]})
    assert [(u.start_ms, u.end_ms, u.line) for u in found] == [(0, None, 2), (1700, None, 3), (3200, None, 4)]


def test_who_has_no_name_is_called_by_an_id() -> None:
    line = {"type": "transcript", "content": "Hi.", "time": None}
    found, _ = READER.read({"lines": [line | {"contact_id": "c1"}, line | {"user_id": 5}, line]})
    assert [u.speaker for u in found] == ["c1", "Speaker 5", None]


@pytest.mark.parametrize("data", BAD)
def test_what_holds_no_speech_is_refused(data: Any) -> None:
    with pytest.raises(ReadError):
        READER.read(data)
