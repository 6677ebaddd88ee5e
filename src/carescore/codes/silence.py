"""Stretches in which nobody speaks, and what staff say before or after they fall silent.

Definition. Of staff: "hold", "looking" ("one moment while I open your chart"), "acting" on the patient, "inviting" time
("take your time"). "silence": a gap of at least 3 s between the end of all talk so far
and the next start, where most turns have times, at the words before it.
Near-misses. "Give me a moment's rest" is none of these. Words without times may fill a gap.
Attributes. Of a silence, ms: how long; sort: how staff announce it in the 200 characters before it (hold, looking,
acting, inviting), else feeling (the patient's side voices one just before), else dead_air.
Source. Hold etiquette: Physicians Practice 2015; office telephone guides; 3 s: Amazon Contact Lens.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from carescore.codes._base import Code, Coder, Codes, Evidence, phrases, quote
from carescore.segmentation import Dialogue, Turn

SILENCE_MS = 3000
REACH = 200  # characters of staff talk before the silence that may announce it
ANNOUNCED = ("hold", "looking", "acting", "inviting")


def find(codes: Codes) -> Iterator[Code]:
    said = phrases(codes.dialogue, codes.signals, "silence")
    for item in said:
        yield Code.of(item)
    if not codes.dialogue.has_clock:
        return
    for turn, end, ms in _silences(codes.dialogue):
        start = max((offset for offset, _ in turn.anchors if offset < end), default=0)
        yield Code.of(quote(turn, start, end, "silence"), ms=str(ms), sort=_sort(codes, said, turn, end))


def _silences(dialogue: Dialogue) -> Iterator[tuple[Turn, int, int]]:
    """(turn spoken before it, character offset where it was heard, ms) of every silence, in order."""
    until = 0
    last: tuple[Turn, int] | None = None
    placed = {part: (turn, turn.part(place)[1]) for turn in dialogue.turns for place, part in enumerate(turn.parts)}
    for part, spoken in enumerate(dialogue.utterances):
        if spoken.start_ms is None or spoken.end_ms is None or part in dialogue.estimated:
            last = None  # it may fill the gap
            continue
        if last and spoken.start_ms - until >= SILENCE_MS:
            yield (*last, spoken.start_ms - until)
        if spoken.end_ms >= until:
            until, last = spoken.end_ms, placed.get(part, last)  # a listener's signal has no place in a turn


def _sort(codes: Codes, said: Sequence[Evidence], turn: Turn, end: int) -> str:
    """How staff announced a silence after turn.text[:end], in that turn or the one before; else what it is."""
    for near in codes.dialogue.turns[max(0, turn.index - 1) : turn.index + 1][::-1]:
        until = end if near is turn else len(near.text)
        own = (item for item in said if item.label in ANNOUNCED and item.turn == near.index)
        if announced := next((item for item in own if until - REACH <= item.start < until), None):
            return announced.label
    felt = any(code.turn == turn.index and code.start < end for code in codes["feelings"])
    return "feeling" if felt else "dead_air"


CODER = Coder(
    name="silence",
    kinds={
        **{key: {} for key in ANNOUNCED},
        "silence": {"ms": (), "sort": (*ANNOUNCED, "feeling", "dead_air")},
    },
    find=find,
    source="Physicians Practice 2015; Amazon Contact Lens",
)
