"""Amazon Transcribe Call Analytics and Contact Lens, voice and chat: turns with a participant's role, in ms.

Contact Lens names the participant by an id, joined here to its role. In a chat the times are clock times and have no
end: they count from the first message. Source: Amazon Transcribe and Amazon Connect developer guides.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from carescore.errors import ReadError
from carescore.readers import _json
from carescore.readers._base import JsonReader, Parsed
from carescore.readers._times import instant_ms, scaled_ms
from carescore.transcript import Utterance, Word

Item = Mapping[str, Any]


def looks_like(data: Any) -> bool:
    first = _json.at(data, "Transcript", 0)
    if not isinstance(first, Mapping) or ("Content" not in first and "Type" not in first):
        return False
    return "BeginOffsetMillis" in first or "AbsoluteTime" in first


def read(data: Any) -> Parsed:
    people = {str(p.get("ParticipantId")): p.get("ParticipantRole") for p in _json.objects(data, "Participants")}
    turns = _json.objects(data, "Transcript")
    clocks = [clock for turn in turns if (clock := _clock(turn)) is not None]
    found = []
    for number, turn in enumerate(turns, start=1):
        said = _json.said(turn.get("Content"))
        if not said or turn.get("Type", "MESSAGE") != "MESSAGE":
            continue
        role = turn.get("ParticipantRole") or _named(people, turn.get("ParticipantId"))
        start, end = (scaled_ms(turn.get(f"{edge}OffsetMillis"), 1) for edge in ("Begin", "End"))
        if start is None and (clock := _clock(turn)) is not None:
            start = clock - min(clocks)
        found.append(Utterance(_json.label(role), said, start, end, _words(turn), number))
    if not found:
        raise ReadError("no turn holds speech", line=1)
    return found, []


def _named(people: Mapping[Any, Any], key: Any) -> Any:
    return (people.get(str(key)) or key) if isinstance(key, str | int) else None


def _clock(turn: Item) -> int | None:
    """A message's clock time in ms since 1970."""
    return instant_ms(str(turn.get("AbsoluteTime")))


def _words(turn: Item) -> tuple[Word, ...]:
    words: list[tuple[str | None, Word]] = []
    for item in _json.objects(turn, "Items"):
        if item.get("Type") == "punctuation":
            _json.glued(words, _json.said(item.get("Content")))
        else:
            words.append((None, _json.word(item, "Content", "BeginOffsetMillis", "EndOffsetMillis", 1)))
    return tuple(word for _, word in words)


READER = JsonReader(
    name="amazon_call_analytics",
    title="Amazon Call Analytics and Contact Lens JSON",
    extensions=(".json",),
    export="Amazon Transcribe Call Analytics, Amazon Connect Contact Lens: the analysis file of a call or chat",
    looks_like=looks_like,
    read=read,
)
