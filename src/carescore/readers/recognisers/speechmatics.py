"""Speechmatics' json-v2: words and punctuation with a speaker each, or a channel where channels were told apart.

Punctuation is put where attaches_to says; the speaker "UU" is unknown. Source: Speechmatics API reference.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from carescore.errors import ReadError
from carescore.readers import _json
from carescore.readers._base import JsonReader, Parsed
from carescore.readers._times import scaled_ms
from carescore.transcript import Word

_TYPES = ("word", "punctuation", "entity")


def looks_like(data: Any) -> bool:
    known = _json.at(data, "results", 0, "type") in _TYPES
    return known and "alternatives" in _json.keys(data, "results", 0)


def read(data: Any) -> Parsed:
    items = _json.objects(data, "results")
    several = len({str(item["channel"]) for item in items if item.get("channel")}) > 1
    channels: dict[str, list[_json.Spoken]] = {}
    opening = ""
    for item in items:
        words = channels.setdefault(str(item.get("channel")), [])
        content = _json.said(_json.at(item, "alternatives", 0, "content"))
        if not content or item.get("type") not in _TYPES:
            continue
        attached = item.get("attaches_to", "previous") if item["type"] == "punctuation" else None
        if attached == "next":
            opening += content
        elif attached in ("previous", "both"):
            _json.glued(words, content)
        else:
            start, end = scaled_ms(item.get("start_time"), 1000), scaled_ms(item.get("end_time"), 1000)
            words.append((_label(item, several), Word(opening + content, start, end)))
            opening = ""
    found = _json.by_channel(list(channels.values()))
    if not found:
        raise ReadError("no result holds speech", line=1)
    return found, []


def _label(item: Mapping[str, Any], several: bool) -> str | None:
    """The speaker, in the channel where there are several; the channel alone where nobody is told."""
    own, channel = _json.label(_json.at(item, "alternatives", 0, "speaker")), _json.label(item.get("channel"))
    return f"{channel} {own}" if several and channel and own else own or channel


READER = JsonReader(
    name="speechmatics",
    title="Speechmatics JSON",
    extensions=(".json",),
    export="Speechmatics: the transcript as json-v2, with diarization",
    looks_like=looks_like,
    read=read,
)
