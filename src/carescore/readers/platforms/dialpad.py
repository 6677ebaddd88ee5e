"""Dialpad's call transcripts: lines with a clock time and a name; lines that Dialpad's own analysis added are left out.

A line has a start and no end; times count from the first line. Source: Dialpad API, transcripts.
"""

from __future__ import annotations

from typing import Any

from carescore.errors import ReadError
from carescore.readers import _json, _records
from carescore.readers._base import JsonReader, Parsed
from carescore.readers._times import scaled_ms
from carescore.transcript import Utterance


def looks_like(data: Any) -> bool:
    return any({"type", "content", "time"} <= set(line) for line in _json.objects(data, "lines")[:20])


def read(data: Any) -> Parsed:
    found = []
    for number, line in enumerate(_json.objects(data, "lines"), start=1):
        said = _json.said(line.get("content"))
        if said and line.get("type") == "transcript":
            label = _json.label(line.get("name") or line.get("contact_id") or line.get("user_id"))
            found.append(Utterance(label, said, scaled_ms(line.get("time"), 1), None, (), number))
    if not found:
        raise ReadError("no line of the transcript holds speech", line=1)
    return _records.from_first(found), []


READER = JsonReader(
    name="dialpad",
    title="Dialpad transcript JSON",
    extensions=(".json",),
    export="Dialpad: the transcript of a call from its API",
    looks_like=looks_like,
    read=read,
)
