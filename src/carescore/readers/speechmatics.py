"""Speechmatics' json-v2: words and punctuation with a speaker each, or a channel where channels were told apart.

Punctuation is put behind the word before it; the speaker "UU" is unknown. Source: Speechmatics API reference.
"""

from __future__ import annotations

from typing import Any

from carescore.errors import ReadError
from carescore.readers import _json
from carescore.readers._base import JsonReader, Parsed
from carescore.readers._times import scaled_ms
from carescore.transcript import Word



def looks_like(data: Any) -> bool:
    first = _json.at(data, "results", 0)
    return _json.at(first, "type") in ("word", "punctuation", "entity") and "alternatives" in first


def read(data: Any) -> Parsed:
    words: list[tuple[str | None, Word]] = []
    for item in _json.objects(data, "results"):
        best = _json.at(item, "alternatives", 0)
        content = _json.said(_json.at(best, "content"))
        if not content or item.get("type") not in ("word", "punctuation", "entity"):
            continue
        if item["type"] == "punctuation" and item.get("attaches_to", "previous") in ("previous", "both"):
            _json.glued(words, content)
            continue
        speaker = _json.label(_json.at(best, "speaker") or item.get("channel"))
        start, end = scaled_ms(item.get("start_time"), 1000), scaled_ms(item.get("end_time"), 1000)
        words.append((speaker, Word(content, start, end)))
    if not words:
        raise ReadError("no result holds speech", line=1)
    return _json.by_speaker(words), []


READER = JsonReader(
    name="speechmatics",
    title="Speechmatics JSON",
    extensions=(".json",),
    export="Speechmatics: the transcript as json-v2, with diarization",
    looks_like=looks_like,
    read=read,
)
