"""Alibaba DashScope."""

from __future__ import annotations

import json
from typing import Any

import pytest
from readers.visit import VISIT, WORDED, Sample, words

from carescore.errors import ReadError
from carescore.readers.recognisers.dashscope import READER

SENTENCES = [
    {
        "begin_time": start,
        "end_time": end,
        "text": said,
        "speaker_id": who,
        "words": [
            {"begin_time": s, "end_time": e, "text": w.rstrip("?.,"), "punctuation": w[len(w.rstrip("?.,")) :] + " "}
            for w, s, e in words(said, start, end)
        ],
    }
    for who, said, start, end in VISIT
]
WRITTEN = {
    "result.json": Sample(
        json.dumps({"file_url": "x", "transcripts": [{"channel_id": 0, "sentences": SENTENCES}]}), WORDED
    )
}
BAD: list[Any] = [{}, {"transcripts": 3}, {"transcripts": [3, {"sentences": [3, {"text": " "}]}]}]


def test_channels_count_their_speakers_anew() -> None:
    rows = [{"channel_id": c, "sentences": [{"begin_time": 0, "end_time": 9, "text": "Hi.", **s}]} for c, s in CHANNELS]
    found, _ = READER.read({"transcripts": rows})
    assert [u.speaker for u in found] == ["Channel 0 Speaker 0", "Channel 1"]


CHANNELS: list[tuple[int, dict[str, int]]] = [(0, {"speaker_id": 0}), (1, {})]


@pytest.mark.parametrize("data", BAD)
def test_what_holds_no_speech_is_refused(data: Any) -> None:
    with pytest.raises(ReadError):
        READER.read(data)
