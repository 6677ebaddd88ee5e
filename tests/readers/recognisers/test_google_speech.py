"""Google Speech-to-Text."""

from __future__ import annotations

import json
from typing import Any

import pytest
from readers.visit import VISIT, WORDED, Sample, words

from carescore.errors import ReadError
from carescore.readers.recognisers.google_speech import READER


def spoken(*, tagged: bool) -> list[dict[str, Any]]:
    return [
        {"word": w, "startTime": f"{s / 1000:.3f}s", "endTime": f"{e / 1000:.3f}s"}
        | ({"speakerLabel": r[0]} if tagged else {})
        for r in VISIT
        for w, s, e in words(*r[1:])
    ]


V2 = [
    {
        "word": w,
        "startOffset": f"{s / 1000}s",
        "endOffset": {"seconds": e // 1000, "nanos": e % 1000 * 1_000_000},
        "speakerLabel": r[0],
    }
    for r in VISIT
    for w, s, e in words(*r[1:])
]
FIRST = {"alternatives": [{"transcript": "x", "words": spoken(tagged=False)}], "resultEndTime": "4.8s"}
LAST = {"alternatives": [{"words": spoken(tagged=True)}]}
BATCH = {
    "results": {"gs://x/y.wav": {"inlineResult": {"transcript": {"results": [{"alternatives": [{"words": V2}]}]}}}}
}
PLAIN = [
    {"alternatives": [{"transcript": said, "confidence": 0.9}], "resultEndTime": f"{end / 1000}s"}
    for _, said, _, end in VISIT
]
ALONE = [{"alternatives": [{"transcript": said}]} for _, said, *_ in VISIT]
WRITTEN = {
    "v1.json": Sample(json.dumps({"results": [FIRST, LAST], "totalBilledTime": "15s"}), WORDED),
    "operation.json": Sample(json.dumps({"name": "1", "done": True, "response": {"results": [LAST]}}), WORDED),
    "plain.json": Sample(json.dumps({"results": PLAIN}), frozenset({"end"})),
    "alone.json": Sample(json.dumps({"results": ALONE}), frozenset()),
    "v2.json": Sample(json.dumps(BATCH), WORDED),
}
BAD: list[Any] = [{}, {"results": 3}, {"results": [{"alternatives": [{}]}, {"alternatives": [{"words": [3]}]}]}]


def test_channels_and_missing_starts() -> None:
    word = {"word": "hi", "endOffset": "0.4s", "speakerLabel": "1"}
    found, _ = READER.read({"results": [{"alternatives": [{"words": [word]}], "channelTag": 2}]})
    assert [(u.speaker, u.start_ms, u.end_ms) for u in found] == [("Channel 2 Speaker 1", 0, 400)]


@pytest.mark.parametrize("data", BAD)
def test_what_holds_no_speech_is_refused(data: Any) -> None:
    with pytest.raises(ReadError):
        READER.read(data)
