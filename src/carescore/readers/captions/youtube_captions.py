"""YouTube's own captions: json3 events of segments, in ms. Events overlap the next one on the screen, so a word ends
where the next begins. There are no speakers. Source: the player's caption format as downloaders store it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from carescore.errors import ReadError
from carescore.readers import _json
from carescore.readers._base import JsonReader, Parsed
from carescore.readers._times import scaled_ms
from carescore.transcript import Utterance, Word

Event = Mapping[str, Any]


def looks_like(data: Any) -> bool:
    events = _json.objects(data, "events")
    return any("tStartMs" in event for event in events) and any("segs" in event for event in events)


def read(data: Any) -> Parsed:
    shown = [(number, e) for number, e in enumerate(_json.objects(data, "events"), start=1) if _text(e)]
    starts = [scaled_ms(event.get("tStartMs"), 1) for _, event in shown]
    found: list[Utterance] = []
    for (number, event), start, following in zip(shown, starts, [*starts, None][1:], strict=True):
        length = scaled_ms(event.get("dDurationMs"), 1)
        own = None if start is None or length is None else start + length
        end = min((ms for ms in (own, following) if ms is not None), default=None)
        found.append(Utterance(None, _text(event), start, end, _words(event, start, end), number))
    if not found:
        raise ReadError("no event holds speech", line=1)
    return found, []


def _text(event: Event) -> str:
    return _json.said("".join(str(seg.get("utf8") or "") for seg in _json.objects(event, "segs")))


def _words(event: Event, start: int | None, end: int | None) -> tuple[Word, ...]:
    segs = [seg for seg in _json.objects(event, "segs") if _json.said(seg.get("utf8"))]
    if start is None or len(segs) != len(_text(event).split()):
        return ()
    begins = [start + (scaled_ms(seg.get("tOffsetMs"), 1) or 0) for seg in segs]
    return tuple(
        Word(_json.said(seg.get("utf8")), begin, stop)
        for seg, begin, stop in zip(segs, begins, [*begins, end][1:], strict=True)
    )


READER = JsonReader(
    name="youtube_captions",
    title="YouTube captions (json3)",
    extensions=(".json3", ".json"),
    export="caption downloaders write .json3",
    looks_like=looks_like,
    read=read,
)
