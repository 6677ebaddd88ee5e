"""IBM Watson."""

from __future__ import annotations

import json
from typing import Any

import pytest
from readers.visit import VISIT, WORDED, Sample, words

from carescore.errors import ReadError
from carescore.readers.recognisers.ibm_watson import READER

TIMED = [(r[0], [[w, s / 1000, e / 1000] for w, s, e in words(*r[1:])]) for r in VISIT]
RESULTS = [{"final": True, "alternatives": [{"transcript": "x ", "timestamps": timed}]} for _, timed in TIMED]
LABELS = [{"from": w[1], "to": w[2], "speaker": who, "final": True} for who, timed in TIMED for w in timed]
PLAIN = [{"final": True, "alternatives": [{"transcript": f"{r[1]} "}]} for r in VISIT]
WRITTEN = {
    "speakers.json": Sample(json.dumps({"result_index": 0, "results": RESULTS, "speaker_labels": LABELS}), WORDED),
    "words.json": Sample(json.dumps({"result_index": 0, "results": RESULTS}), WORDED - {"speaker"}),
    "plain.json": Sample(json.dumps({"results": PLAIN}), frozenset()),
}
BAD: list[Any] = [{}, {"results": 3}, {"results": [3, {"final": False, "alternatives": [{"transcript": "Hi."}]}]}]


def test_hesitations_are_spoken_and_speakers_are_numbers() -> None:
    best = {"timestamps": [["%HESITATION", 0.1, 0.3], ["no", 0.4, 0.6]]}
    labels = [{"from": 0.1, "speaker": 0}, {"from": 0.4, "speaker": 1}]
    found, _ = READER.read({"results": [{"final": True, "alternatives": [best]}], "speaker_labels": labels})
    assert [(u.speaker, u.text, u.start_ms) for u in found] == [("Speaker 0", "um", 100), ("Speaker 1", "no", 400)]


@pytest.mark.parametrize("data", BAD)
def test_what_holds_no_speech_is_refused(data: Any) -> None:
    with pytest.raises(ReadError):
        READER.read(data)
