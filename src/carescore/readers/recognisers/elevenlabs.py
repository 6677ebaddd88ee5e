"""ElevenLabs Scribe: words, spacings and audio events with a speaker each; several channels are several transcripts.

Audio events such as "(coughs)" stay in the text as the recogniser wrote them. Source: ElevenLabs API reference.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from carescore.errors import ReadError
from carescore.readers import _json
from carescore.readers._base import JsonReader, Parsed


def looks_like(data: Any) -> bool:
    first = _json.at(data, "words", 0) or _json.at(data, "transcripts", 0, "words", 0)
    return _json.at(first, "type") in ("word", "spacing", "audio_event")


def read(data: Any) -> Parsed:
    channels = _json.objects(data, "transcripts")
    found = _json.by_channel([list(_words(channel, bool(channels))) for channel in channels or [data]])
    if not found:
        raise ReadError("no word holds speech", line=1)
    return found, []


def _words(channel: Any, several: bool) -> Iterator[_json.Spoken]:
    for item in _json.objects(channel, "words"):
        if item.get("type") != "spacing" and _json.said(item.get("text")):
            own = _json.label(item.get("speaker_id"))
            label = f"Channel {_json.at(channel, 'channel_index')} {own or ''}".strip() if several else own
            yield label, _json.word(item, "text", "start", "end")


READER = JsonReader(
    name="elevenlabs",
    title="ElevenLabs Scribe JSON",
    extensions=(".json",),
    export="ElevenLabs: the response of speech to text with diarize=true",
    looks_like=looks_like,
    read=read,
)
