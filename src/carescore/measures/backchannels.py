"""Backchannels: the listener's "mm-hm", "right", "go on" that keep the other one talking.

Definition. Short acknowledgements that do not take the floor: the speaker goes on, and they answer no question.
Formula. by_role: backchannels by that side / turns of the other side · 10; overall is the staff's. figures:
per_minute (staff backchannels per minute of patient talk, where there are times).
Unit. Per 10 patient turns.
Source. Dhillon et al. 2004 (MRDA manual); about 14 % of utterances in meetings; in hospital consultations two of
three "interruptions" were backchannels (Mulder-Vos et al. 2023).
Limits. Recognisers leave many out: a transcript without a single one says nothing. More is better only up to a point.
"""

from __future__ import annotations

from collections.abc import Sequence

from carescore.measures._base import SIDES, Codes, Evidence, Figure, Measure, Rate, Score, missing
from carescore.segmentation import Dialogue, Turn
from carescore.transcript import Utterance

ENOUGH_TURNS = 20  # so many turns without one backchannel by anybody: the recogniser does not write them


def score(codes: Codes) -> Score:
    dialogue = codes.dialogue
    found = [(dialogue.side_of(signal), turn, signal) for turn in dialogue.turns for signal in turn.backchannels]
    if not found and len(dialogue.turns) >= ENOUGH_TURNS:
        return missing("backchannels", "this transcript holds no listener signals at all: its recogniser left them out")
    by_role: dict[str, Figure] = {}
    for side, other in zip(SIDES, SIDES[::-1], strict=True):
        own = sum(who == side and turn.side == other for who, turn, _ in found)
        by_role[side] = Rate(own, len(dialogue.side(other)), 10, f"per 10 {other} turns")
    staff = [(turn, signal) for who, turn, signal in found if who == "staff" and turn.side == "patient"]
    evidence = tuple(_evidence(turn, signal) for turn, signal in staff)
    return Score("backchannels", by_role["staff"], by_role, _per_minute(dialogue, len(staff)), evidence)


def _per_minute(dialogue: Dialogue, count: int) -> dict[str, Figure]:
    ms = sum(turn.talk_ms or 0 for turn in dialogue.side("patient"))
    return {"per_minute": Rate(count, ms, 60_000, "per minute of patient talk")} if dialogue.has_clock else {}


def _evidence(turn: Turn, signal: Utterance) -> Evidence:
    """The words of the host's utterance that the signal supports."""
    place = _place(turn.anchors, signal.start_ms)
    start = turn.anchors[place][0] if turn.anchors else 0
    end = turn.anchors[place + 1][0] - 1 if place + 1 < len(turn.anchors) else len(turn.text)
    return Evidence(turn.index, start, end, f"“{signal.text}”", signal.start_ms)


def _place(anchors: Sequence[tuple[int, int | None]], at: int | None) -> int:
    """Which of a turn's utterances had begun at that time; the last without times."""
    if at is None or any(ms is None for _, ms in anchors):
        return len(anchors) - 1
    return max((i for i, (_, ms) in enumerate(anchors) if ms is not None and ms <= at), default=0)


MEASURE = Measure(
    name="backchannels",
    title="Listener signals",
    unit="per 10 patient turns",
    needs=frozenset({"roles"}),
    better="higher",
    source="Dhillon et al. 2004; Mulder-Vos et al. 2023",
    score=score,
)
