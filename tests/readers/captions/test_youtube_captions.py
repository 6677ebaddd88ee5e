"""YouTube's captions."""

from __future__ import annotations

import json
from typing import Any

import pytest
from readers.visit import VISIT, WORDED, Sample, words

from carescore.errors import ReadError
from carescore.readers.captions.youtube_captions import READER


def event(said: str, start: int, end: int) -> dict[str, Any]:
    segs = [{"utf8": f"{' ' if s > start else ''}{w}", "tOffsetMs": s - start} for w, s, _ in words(said, start, end)]
    return {"tStartMs": start, "dDurationMs": end - start, "wWinId": 1, "segs": segs}


NEW_LINE = {"tStartMs": 2000, "dDurationMs": 900, "wWinId": 1, "aAppend": 1, "segs": [{"utf8": "\n"}]}
EVENTS = [{"tStartMs": 0, "dDurationMs": 9000, "id": 1}, *(event(*row[1:]) for row in VISIT)]
WRITTEN = {
    "auto.json3": Sample(json.dumps({"wireMagic": "pb3", "events": [*EVENTS, NEW_LINE]}), WORDED - {"speaker"}),
    "auto.json": Sample(json.dumps({"events": EVENTS}), WORDED - {"speaker"}),
}
BAD: list[Any] = [{}, {"events": 3}, {"events": [3, NEW_LINE, {"segs": [3]}]}]


def test_an_event_ends_where_the_next_begins() -> None:
    found, _ = READER.read({"events": [event("so what", 0, 5000), event("well", 1500, 2000)]})
    assert [(u.start_ms, u.end_ms) for u in found] == [(0, 1500), (1500, 2000)]
    assert found[0].words[-1].end_ms == 1500


@pytest.mark.parametrize("data", BAD)
def test_what_holds_no_speech_is_refused(data: Any) -> None:
    with pytest.raises(ReadError):
        READER.read(data)
