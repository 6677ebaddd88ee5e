"""Gong's call transcripts: monologues of sentences, in ms. Speakers are ids, named where the parties are given.

Several calls in one file are no conversation, and are refused. Source: Gong API, /v2/calls/transcript.
"""

from __future__ import annotations

from typing import Any

from carescore.errors import ReadError
from carescore.readers import _json
from carescore.readers._base import JsonReader, Parsed
from carescore.readers._times import scaled_ms
from carescore.transcript import Utterance


def looks_like(data: Any) -> bool:
    return isinstance(_json.at(data, "callTranscripts", 0, "transcript"), list)


def read(data: Any) -> Parsed:
    calls = _json.objects(data, "callTranscripts")
    if len(calls) > 1:
        raise ReadError(f"{len(calls)} calls in one file: split it, one file each", line=1)
    parties = [*_json.objects(data, "parties"), *_json.objects(calls[0] if calls else None, "parties")]
    names = {str(party.get("speakerId")): party.get("name") for party in parties}
    found: list[Utterance] = []
    for monologue in _json.objects(calls, 0, "transcript"):
        who = str(monologue.get("speakerId"))
        label = _json.label(names.get(who) or (who if monologue.get("speakerId") is not None else None))
        for sentence in _json.objects(monologue, "sentences"):
            start, end = scaled_ms(sentence.get("start"), 1), scaled_ms(sentence.get("end"), 1)
            if said := _json.said(sentence.get("text")):
                found.append(Utterance(label, said, start, end, (), len(found) + 1))
    if not found:
        raise ReadError("no sentence holds speech", line=1)
    return found, []


READER = JsonReader(
    name="gong",
    title="Gong call transcript JSON",
    extensions=(".json",),
    export="Gong: the answer of calls/transcript for one call",
    looks_like=looks_like,
    read=read,
)
