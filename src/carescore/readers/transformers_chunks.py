"""Chunks of a Hugging Face speech pipeline: {"timestamp": [start, end], "text": …}, also with speakers (WhisperX-like
wrappers such as insanely-fast-whisper). The last end may be missing. Source: the pipeline's return value.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from carescore.errors import ReadError
from carescore.readers import _json
from carescore.readers._base import JsonReader, Parsed
from carescore.readers._times import scaled_ms
from carescore.transcript import Utterance


def _chunks(data: Any) -> list[Mapping[str, Any]]:
    if isinstance(data, list):
        return _json.objects(data)
    return _json.objects(data, "speakers") or _json.objects(data, "chunks")


def looks_like(data: Any) -> bool:
    first = next(iter(_chunks(data)), None)
    return isinstance(_json.at(first, "timestamp"), list) and "text" in (first or {})


def read(data: Any) -> Parsed:
    found = []
    for number, chunk in enumerate(_chunks(data), start=1):
        start, end = (scaled_ms(_json.at(chunk, "timestamp", edge), 1000) for edge in (0, 1))
        if said := _json.said(chunk.get("text")):
            found.append(Utterance(_json.label(chunk.get("speaker")), said, start, end, (), number))
    if not found:
        raise ReadError("no chunk holds speech", line=1)
    return found, []


READER = JsonReader(
    name="transformers_chunks",
    title="Hugging Face speech pipeline JSON",
    extensions=(".json",),
    export="transformers pipeline with return_timestamps=True, insanely-fast-whisper",
    looks_like=looks_like,
    read=read,
)
