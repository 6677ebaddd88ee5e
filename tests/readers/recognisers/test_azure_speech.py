"""Azure Speech."""

from __future__ import annotations

import json
from typing import Any

import pytest
from readers.visit import VISIT, WORDED, Sample, words

from carescore.errors import ReadError
from carescore.readers.recognisers.azure_speech import READER


def ticks(start: int, end: int) -> dict[str, float]:
    return {"offsetInTicks": start * 10_000.0, "durationInTicks": (end - start) * 10_000.0}


def ms(start: int, end: int) -> dict[str, int]:
    return {"offsetMilliseconds": start, "durationMilliseconds": end - start}


def phrase(who: str, said: str, start: int, end: int) -> dict[str, Any]:
    lexical = [{"word": w, **ticks(s, e)} for w, s, e in words(said, start, end)]
    best = {"confidence": 0.9, "lexical": "x", "display": said, "words": lexical}
    return {"recognitionStatus": "Success", "channel": 0, "speaker": who, **ticks(start, end), "nBest": [best]}


FAST = [
    {"speaker": r[0], "text": r[1], **ms(*r[2:]), "words": [{"text": w, **ms(s, e)} for w, s, e in words(*r[1:])]}
    for r in VISIT
]
PASCAL = [{key[0].upper() + key[1:]: value for key, value in phrase(*row).items()} for row in VISIT]
WRITTEN = {
    "batch.json": Sample(json.dumps({"source": "x", "recognizedPhrases": [phrase(*row) for row in VISIT]}), WORDED),
    "pascal.json": Sample(json.dumps({"RecognizedPhrases": PASCAL}), WORDED),
    "fast.json": Sample(json.dumps({"durationMilliseconds": 5000, "phrases": FAST}), WORDED),
}
BAD: list[Any] = [{}, {"phrases": 3}, {"recognizedPhrases": [3, {"recognitionStatus": "NoMatch"}, {"nBest": [3]}]}]


def test_channels_count_their_speakers_anew() -> None:
    rows = [{"channel": c, "offset": "PT0.07S", "duration": "PT1.2S", "nBest": [{"display": "Hi."}]} for c in (0, 1)]
    found, _ = READER.read({"recognizedPhrases": rows})
    assert [(u.speaker, u.start_ms, u.end_ms) for u in found] == [("Channel 0", 70, 1270), ("Channel 1", 70, 1270)]


@pytest.mark.parametrize("data", BAD)
def test_what_holds_no_speech_is_refused(data: Any) -> None:
    with pytest.raises(ReadError):
        READER.read(data)
