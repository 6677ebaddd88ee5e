"""Podcasting 2.0."""

from __future__ import annotations

import json
from typing import Any

import pytest
from readers.visit import VISIT, Sample

from carescore.errors import ReadError
from carescore.readers.platforms.podcast_json import READER

SEGMENTS = [
    {"speaker": who, "startTime": start / 1000, "endTime": end / 1000, "body": said} for who, said, start, end in VISIT
]
WRITTEN = {"episode.json": Sample(json.dumps({"version": "1.0.0", "segments": SEGMENTS}))}
BAD: list[Any] = [{}, {"segments": 3}, {"segments": [3, {"body": " "}]}]


def test_a_segment_without_speaker_goes_on_with_the_one_before() -> None:
    rows = [{"startTime": 0, "body": "Oh."}, {"speaker": "Ann", "startTime": 1, "body": "Hi."}]
    found, _ = READER.read({"segments": [*rows, {"startTime": 2, "body": "there."}]})
    assert [u.speaker for u in found] == [None, "Ann", "Ann"]


@pytest.mark.parametrize("data", BAD)
def test_what_holds_no_speech_is_refused(data: Any) -> None:
    with pytest.raises(ReadError):
        READER.read(data)
