"""Clarify: one participant a channel, segments of terms with a start and a length, in seconds.

Source: transcripts as the service stored them.
"""

from __future__ import annotations

from typing import Any

from carescore.errors import ReadError
from carescore.readers import _json
from carescore.readers._base import JsonReader, Parsed
from carescore.readers._times import scaled_ms
from carescore.transcript import Utterance, Word


def looks_like(data: Any) -> bool:
    people = _json.objects(data, "participants")
    return any("terms" in _json.keys(person, "transcript", "segments", 0) for person in people)


def read(data: Any) -> Parsed:
    found: list[Utterance] = []
    for person in _json.objects(data, "participants"):
        for segment in _json.objects(person, "transcript", "segments"):
            words = [word for word in map(_word, _json.objects(segment, "terms")) if word.text]
            found += _json.from_words(_json.label(person.get("name")), words, len(found) + 1)
    if not found:
        raise ReadError("no segment holds speech", line=1)
    return found, []


def _word(item: Any) -> Word:
    start, length = scaled_ms(item.get("start"), 1000), scaled_ms(item.get("dur"), 1000)
    return Word(_json.said(item.get("term")), start, None if start is None or length is None else start + length)


READER = JsonReader(
    name="clarify",
    title="Clarify JSON",
    extensions=(".json",),
    export="Clarify: the stored transcript of a call",
    looks_like=looks_like,
    read=read,
)
