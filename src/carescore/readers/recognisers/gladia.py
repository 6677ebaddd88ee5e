"""Gladia: utterances with words, in seconds; speakers are counted anew in every channel.

People keep the whole answer, or only its result or transcription. Source: Gladia API reference, version 2.
"""

from __future__ import annotations

from typing import Any

from carescore.errors import ReadError
from carescore.readers import _json
from carescore.readers._base import JsonReader, Parsed
from carescore.readers._times import scaled_ms
from carescore.transcript import Utterance


def looks_like(data: Any) -> bool:
    return "full_transcript" in _json.keys(_transcription(data))


def _transcription(data: Any) -> Any:
    """The transcription, also inside the answer and its result."""
    data = _json.at(data, "result") or data
    return _json.at(data, "transcription") or data


def read(data: Any) -> Parsed:
    items = _json.objects(_transcription(data), "utterances")
    several = len({str(item.get("channel")) for item in items}) > 1
    found: list[Utterance] = []
    for number, item in enumerate(items, start=1):
        own = _json.label(item.get("speaker"))
        label = f"Channel {item.get('channel')} {own or ''}".strip() if several else own
        start, end = scaled_ms(item.get("start"), 1000), scaled_ms(item.get("end"), 1000)
        words = tuple(_json.word(word, "word", "start", "end") for word in _json.objects(item, "words"))
        if said := _json.said(item.get("text")):
            found.append(Utterance(label, said, start, end, words, number))
    if not found and (said := _json.said(_json.at(_transcription(data), "full_transcript"))):
        found.append(Utterance(None, said, line=1))
    if not found:
        raise ReadError("no utterance holds speech", line=1)
    return found, []


READER = JsonReader(
    name="gladia",
    title="Gladia JSON",
    extensions=(".json",),
    export="Gladia: the result of a transcription with diarization",
    looks_like=looks_like,
    read=read,
)
