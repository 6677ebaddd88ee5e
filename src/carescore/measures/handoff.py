"""Hand-off: when staff pass the patient on, does the patient know to whom and why, and is the story passed on too?

Definition. A hand-off is a phrase that transfers the patient ("let me connect you with") or sends them away to another
number or office ("call the number on your card": cold). Slots, in the turn or the staff turns next to it: who (a named
person or department), why (the reason), context (what was said is passed on), fallback (what if the line drops).
Formula. overall: slots filled / (4 · hand-offs) · 100; a cold one fills none.
Unit. Percent of 4 slots; does not apply without a hand-off. figures: handoffs, cold (how many).
Source. AHRQ warm handoff; SQM (a warm transfer beats a cold one); one hand-off a turn is counted.
Limits. Whether the patient had to tell it all again is in the next call's transcript, not in this one.
"""

from __future__ import annotations

from carescore.codes import Code
from carescore.measures._base import Codes, Figure, Measure, Score, not_applicable
from carescore.measures._kinds import count, first_a_turn, level, of_kind, one_sided, share

SLOTS = ("who", "why", "context", "fallback")
HERE = ("who", "why")  # told in the turn of the hand-off itself
NEAR = 2  # turns before and after it in which the others may be told


def score(codes: Codes) -> Score:
    found = first_a_turn(of_kind(codes["handoff"], "transfer", "cold"))
    if not found:
        return not_applicable("handoff", "nobody was passed on")
    filled = [_filled(codes, code) for code in found]
    figures: dict[str, Figure] = {
        "handoffs": count(found, "hand-offs"),
        "cold": level(len(of_kind(found, "cold")), "hand-offs"),
    }
    rate = share(sum(map(len, filled)), len(SLOTS) * len(found), "% of 4 slots")
    named = (f"{code.kind}: {', '.join(slots) or 'nothing told'}" for code, slots in zip(found, filled, strict=True))
    return one_sided("handoff", rate, (c.evidence(label) for c, label in zip(found, named, strict=True)), figures)


def _filled(codes: Codes, code: Code) -> list[str]:
    """The slots that a hand-off fills; a cold one fills none."""
    if code.kind == "cold":
        return []
    here = {c.kind for c in codes["handoff"] if c.turn == code.turn}
    near = {c.kind for c in codes["handoff"] if abs(c.turn - code.turn) <= NEAR}
    return [slot for slot in SLOTS if slot in (here if slot in HERE else near)]


MEASURE = Measure(
    name="handoff",
    title="Hand-off",
    unit="% of 4 slots",
    needs=frozenset({"staff"}),
    better="higher",
    source="AHRQ warm handoff; SQM",
    score=score,
    counts=False,
)
