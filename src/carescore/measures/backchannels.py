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

from carescore.measures._base import SIDES, Codes, Evidence, Figure, Measure, Rate, Score, missing
from carescore.segmentation import Dialogue

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
    evidence = (Evidence(t.index, *t.part_at(s.start_ms), f"“{s.text}”", s.start_ms) for t, s in staff)
    return Score("backchannels", by_role["staff"], by_role, _per_minute(dialogue, len(staff)), tuple(evidence))


def _per_minute(dialogue: Dialogue, count: int) -> dict[str, Figure]:
    ms = sum(turn.talk_ms or 0 for turn in dialogue.side("patient"))
    return {"per_minute": Rate(count, ms, 60_000, "per minute of patient talk")} if dialogue.has_clock else {}


MEASURE = Measure(
    name="backchannels",
    title="Listener signals",
    unit="per 10 patient turns",
    needs=frozenset({"roles"}),
    better="higher",
    score=score,
    counts=True,
)
