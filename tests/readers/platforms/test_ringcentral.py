"""RingCentral."""

from __future__ import annotations

import json
from typing import Any

import pytest
from readers.visit import VISIT, WORDED, Sample, words

from carescore.errors import ReadError
from carescore.readers.platforms.ringcentral import READER

IDS = {"Dr. Fox": "1", "Sam Hill": "2"}
SENSE = [{"speakerId": IDS[w], "text": t, "start": s / 1000, "end": e / 1000} for w, t, s, e in VISIT]
PEOPLE = [{"speakerId": value, "name": name} for name, value in IDS.items()]
UTTERANCES = [
    {"speakerId": r[0], "text": r[1], "start": r[2] / 1000, "end": r[3] / 1000, "confidence": 0.9}
    | {"wordTimings": [{"word": w, "start": s / 1000, "end": e / 1000} for w, s, e in words(*r[1:])]}
    for r in VISIT
]
WRITTEN = {
    "sense.json": Sample(json.dumps({"title": "x", "speakerInfo": PEOPLE, "insights": {"Transcript": SENSE}})),
    "speech.json": Sample(json.dumps({"status": "Success", "response": {"utterances": UTTERANCES}}), WORDED),
}
BAD: list[Any] = [{}, {"utterances": 3}, {"insights": {"Transcript": [3, {"text": None}]}}]


def test_ids_are_the_labels_of_who_has_no_name() -> None:
    found, _ = READER.read({"insights": {"Transcript": SENSE}, "speakerInfo": PEOPLE[1:]})
    assert [u.speaker for u in found] == ["Speaker 1", "Sam Hill", "Speaker 1"]


@pytest.mark.parametrize("data", BAD)
def test_what_holds_no_speech_is_refused(data: Any) -> None:
    with pytest.raises(ReadError):
        READER.read(data)
