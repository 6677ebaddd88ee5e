"""RingCentral: RingSense insights (transcript and a list of speakers) and the speech-to-text answer with word times.

Speakers are ids, joined to their names where given. Source: RingCentral developer guide, RingSense and AI API.
"""

from __future__ import annotations

from typing import Any

from carescore.errors import ReadError
from carescore.readers import _json
from carescore.readers._base import JsonReader, Parsed
from carescore.readers._times import scaled_ms
from carescore.transcript import Utterance


def looks_like(data: Any) -> bool:
    sense = _json.at(data, "insights", "Transcript")
    return isinstance(sense, list) or "wordTimings" in _json.keys(data, "utterances", 0)


def read(data: Any) -> Parsed:
    people = {str(p.get("speakerId")): p.get("name") for p in _json.objects(data, "speakerInfo")}
    found = []
    rows = _json.objects(data, "insights", "Transcript") or _json.objects(data, "utterances")
    for number, row in enumerate(rows, start=1):
        who = row.get("speakerId")
        start, end = scaled_ms(row.get("start"), 1000), scaled_ms(row.get("end"), 1000)
        words = tuple(_json.word(item, "word", "start", "end") for item in _json.objects(row, "wordTimings"))
        if said := _json.said(row.get("text")):
            found.append(Utterance(_json.label(people.get(str(who)) or who), said, start, end, words, number))
    if not found:
        raise ReadError("no utterance holds speech", line=1)
    return found, []


READER = JsonReader(
    name="ringcentral",
    title="RingCentral transcript JSON",
    extensions=(".json",),
    export="RingCentral: RingSense insights of a call, or the speech-to-text answer",
    looks_like=looks_like,
    read=read,
)
