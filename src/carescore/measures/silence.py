"""Silence: stretches in which nobody speaks, and whether the patient was told why.

Definition. A gap of at least 3 s between the end of all talk so far and the next start. Announced: the staff's talk
just before it says why ("one moment while I open your chart", "may I put you on hold?"), acts on the patient, or
invites time ("take your time"). After a feeling: the patient's talk just before it voices one; such a silence can be
the kindest answer and is not held against anybody. The rest is dead air.
Formula. overall: dead air / stretches of silence · 100. figures: dead_air_time (% of the recording), per_10_minutes
(dead air), longest (s), holds (stretches announced as a hold). Evidence: every stretch, at the words before it.
Unit. Percent of silences.
Source. 3 s: Amazon Contact Lens; connectional silence: Durieux 2018, Gramling 2021 (92 % of silences of 2 s and more
are none); hold etiquette: Physicians Practice 2015.
Limits. Needs times with ends; noise, hold music and typing are silence here. On a visit silence is ordinary.
"""

from __future__ import annotations

from collections.abc import Iterator

from carescore.measures._base import Codes, Evidence, Figure, Measure, Rate, Score, not_applicable, quote
from carescore.measures._kinds import level, of_kind, share
from carescore.segmentation import Dialogue, Turn

SILENCE_MS = 3000
REACH = 200  # characters of staff talk before the silence that may announce it
ANNOUNCED = ("hold", "looking", "acting", "inviting")


def score(codes: Codes) -> Score:
    dialogue = codes.dialogue
    found = [(ms, _evidence(codes, turn, end, ms)) for turn, end, ms in _silences(dialogue)]
    if not found:
        return not_applicable("silence", "nobody was silent for 3 s")
    dead = [ms for ms, item in found if item.label.startswith("dead air")]
    length = dialogue.length_ms
    figures: dict[str, Figure] = {
        "dead_air_time": share(sum(dead), length, "% of the recording"),
        "per_10_minutes": Rate(len(dead), length, 600_000, "per 10 minutes"),
        "longest": level(max(ms for ms, _ in found) / 1000, "s"),
        "holds": level(sum(item.label.startswith("hold") for _, item in found), "stretches"),
    }
    return Score(
        "silence", share(len(dead), len(found), "% of silences"), {}, figures, tuple(item for _, item in found)
    )


def _silences(dialogue: Dialogue) -> Iterator[tuple[Turn, int, int]]:
    """(turn spoken before it, character offset where it was heard, ms) of every silence, in order."""
    until = 0
    last: tuple[Turn, int] | None = None
    for turn in dialogue.turns:
        for place, part in enumerate(turn.parts):
            said = dialogue.utterances[part]
            if said.start_ms is None or said.end_ms is None:
                last = None  # it may fill the gap
                continue
            if last and said.start_ms - until >= SILENCE_MS:
                yield (*last, said.start_ms - until)
            if said.end_ms >= until:
                after = turn.anchors[place + 1][0] - 1 if place + 1 < len(turn.anchors) else len(turn.text)
                until, last = said.end_ms, (turn, after)


def _evidence(codes: Codes, turn: Turn, end: int, ms: int) -> Evidence:
    start = max((offset for offset, _ in turn.anchors if offset < end), default=0)
    return quote(turn, start, end, f"{_kind(codes, turn, end)}, {ms / 1000:.1f} s")


def _kind(codes: Codes, turn: Turn, end: int) -> str:
    """How staff announced a silence after turn.text[:end], in that turn or the one before; else what it is."""
    for near in codes.dialogue.turns[max(0, turn.index - 1) : turn.index + 1][::-1]:
        until = end if near is turn else len(near.text)
        said = (code for code in of_kind(codes["silence"], *ANNOUNCED) if code.turn == near.index)
        if announced := next((code for code in said if until - REACH <= code.start < until), None):
            return announced.kind
    felt = any(code.turn == turn.index and code.start < end for code in codes["feelings"])
    return "after a feeling" if felt else "dead air"


MEASURE = Measure(
    name="silence",
    title="Dead air",
    unit="% of silences of 3 s and more",
    needs=frozenset({"clock", "roles"}),
    better="lower",
    score=score,
)
