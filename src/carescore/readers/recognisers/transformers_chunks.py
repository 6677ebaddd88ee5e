"""Chunks of a Hugging Face speech pipeline: {"timestamp": [start, end], "text": …}; insanely-fast-whisper's speakers.

The last end may be missing. Chunks of one word each (return_timestamps="word") are put together by speaker.
Source: the pipeline's return value.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from carescore.errors import ReadError
from carescore.readers import _json
from carescore.readers._base import JsonReader, Parsed
from carescore.readers._times import scaled_ms
from carescore.transcript import Utterance, Word

_SINGLE = 4  # so many chunks, each of one word, are words and not utterances


def _chunks(data: Any) -> list[Mapping[str, Any]]:
    if isinstance(data, list):
        return _json.objects(data)
    return _json.objects(data, "speakers") or _json.objects(data, "chunks")


def looks_like(data: Any) -> bool:
    first = _chunks(data)[:1]
    return isinstance(_json.at(first, 0, "timestamp"), list) and "text" in first[0]


def read(data: Any) -> Parsed:
    chunks = [chunk for chunk in _chunks(data) if _json.said(chunk.get("text"))]
    if not chunks:
        raise ReadError("no chunk holds speech", line=1)
    spoken = [(_json.label(chunk.get("speaker")), _word(chunk)) for chunk in chunks]
    if len(chunks) >= _SINGLE and all(" " not in word.text for _, word in spoken):
        return _json.by_speaker(spoken), []
    numbered = enumerate(spoken, start=1)
    return [Utterance(label, w.text, w.start_ms, w.end_ms, (), number) for number, (label, w) in numbered], []


def _word(chunk: Mapping[str, Any]) -> Word:
    start, end = (scaled_ms(_json.at(chunk, "timestamp", edge), 1000) for edge in (0, 1))
    return Word(_json.said(chunk.get("text")), start, end)


READER = JsonReader(
    name="transformers_chunks",
    title="Hugging Face speech pipeline JSON",
    extensions=(".json",),
    export="transformers pipeline with return_timestamps=True, insanely-fast-whisper",
    looks_like=looks_like,
    read=read,
)
