"""Deepgram."""

from __future__ import annotations

import json
from typing import Any

import pytest
from readers.visit import VISIT, WORDED, Sample, words

from carescore.errors import ReadError
from carescore.readers.recognisers.deepgram import READER


def spoken(row: tuple[str, str, int, int]) -> list[dict[str, Any]]:
    who, said, start, end = row
    return [
        {"word": w.lower(), "punctuated_word": w, "start": s / 1000, "end": e / 1000, "speaker": who}
        for w, s, e in words(said, start, end)
    ]


def response(**results: Any) -> str:
    return json.dumps({"metadata": {"channels": 1}, "results": results})


CHANNEL = {"alternatives": [{"transcript": "x", "words": [word for row in VISIT for word in spoken(row)]}]}
UTTERANCES = [
    {"speaker": r[0], "transcript": r[1], "start": r[2] / 1000, "end": r[3] / 1000, "words": spoken(r)} for r in VISIT
]
CALLS = [[w for r in VISIT if r[0] == who for w in spoken(r)] for who in dict.fromkeys(r[0] for r in VISIT)]
SPLIT = [{"alternatives": [{"words": [w | {"speaker": 0} for w in call]}]} for call in CALLS]
PARAGRAPHS = [
    {"speaker": w, "start": s / 1000, "end": e / 1000, "sentences": [{"text": t, "start": s / 1000, "end": e / 1000}]}
    for w, t, s, e in VISIT
]
WRITTEN = {
    "channels.json": Sample(response(channels=SPLIT), WORDED - {"speaker"}),
    "words.json": Sample(response(channels=[CHANNEL]), WORDED),
    "paragraphs.json": Sample(response(channels=[{"alternatives": [{"paragraphs": {"paragraphs": PARAGRAPHS}}]}])),
    "utterances.json": Sample(response(utterances=UTTERANCES), WORDED),
}
BAD: list[Any] = [{}, {"results": 3}, {"results": {"channels": [3, {"alternatives": [{"words": [3]}]}]}}]


def test_speaker_zero_is_a_speaker_and_channels_count_anew() -> None:
    one = {"alternatives": [{"words": [{"word": "hi", "start": 0.1, "end": 0.4, "speaker": 0}]}]}
    two = {"alternatives": [{"words": [{"word": "ho", "start": 0.5, "end": 0.9, "speaker": 1}]}]}
    found, _ = READER.read(json.loads(response(channels=[one])))
    assert found[0].speaker == "Speaker 0"
    found, _ = READER.read(json.loads(response(channels=[one, two])))
    assert [u.speaker for u in found] == ["Channel 0", "Channel 1 Speaker 1"]


@pytest.mark.parametrize("data", BAD)
def test_what_holds_no_speech_is_refused(data: Any) -> None:
    with pytest.raises(ReadError):
        READER.read(data)
