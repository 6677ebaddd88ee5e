"""Podcasting 2.0 JSON transcripts: segments in seconds; a segment without speaker goes on with the one before.

Source: Podcast Namespace, transcript formats (application/json).
"""

from __future__ import annotations

from typing import Any

from carescore.errors import ReadError
from carescore.readers import _json
from carescore.readers._base import JsonReader, Parsed
from carescore.readers._times import scaled_ms
from carescore.transcript import Utterance


def looks_like(data: Any) -> bool:
    return {"startTime", "body"} <= _json.keys(data, "segments", 0)


def read(data: Any) -> Parsed:
    found: list[Utterance] = []
    label: str | None = None
    for number, segment in enumerate(_json.objects(data, "segments"), start=1):
        label = _json.label(segment.get("speaker")) if segment.get("speaker") is not None else label
        start, end = scaled_ms(segment.get("startTime"), 1000), scaled_ms(segment.get("endTime"), 1000)
        if said := _json.said(segment.get("body")):
            found.append(Utterance(label, said, start, end, (), number))
    if not found:
        raise ReadError("no segment holds speech", line=1)
    return found, []


READER = JsonReader(
    name="podcast_json",
    title="Podcasting 2.0 JSON transcript",
    extensions=(".json",),
    export="podcast hosts: transcript as JSON",
    looks_like=looks_like,
    read=read,
)
