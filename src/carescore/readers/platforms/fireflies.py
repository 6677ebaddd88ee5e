"""Fireflies: sentences in seconds, with a speaker's name, or only an id where nobody was named.

Source: Fireflies GraphQL API, transcript.
"""

from __future__ import annotations

from typing import Any

from carescore.errors import ReadError
from carescore.readers import _json
from carescore.readers._base import JsonReader, Parsed
from carescore.readers._times import scaled_ms
from carescore.transcript import Utterance


def looks_like(data: Any) -> bool:
    return {"speaker_name", "text"} <= _json.keys(_sentences(data), 0)


def _sentences(data: Any) -> Any:
    """The sentences of the answer, of its data, or of the transcript in it."""
    for wrapper in ("data", "transcript"):
        data = _json.at(data, wrapper) or data
    return _json.at(data, "sentences")


def read(data: Any) -> Parsed:
    found: list[Utterance] = []
    for number, item in enumerate(_json.objects(_sentences(data)), start=1):
        name = item.get("speaker_name")
        label = _json.label(item.get("speaker_id") if name in (None, "") else name)
        start, end = scaled_ms(item.get("start_time"), 1000), scaled_ms(item.get("end_time"), 1000)
        if said := _json.said(item.get("text")) or _json.said(item.get("raw_text")):
            found.append(Utterance(label, said, start, end, (), number))
    if not found:
        raise ReadError("no sentence holds speech", line=1)
    return found, []


READER = JsonReader(
    name="fireflies",
    title="Fireflies JSON",
    extensions=(".json",),
    export="Fireflies: the transcript of a meeting from its API, with sentences",
    looks_like=looks_like,
    read=read,
)
