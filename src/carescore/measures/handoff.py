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

from carescore.measures._base import Codes, Measure, Score, not_applicable
from carescore.measures._kinds import count, first_a_turn, of_kind, one_sided, share

SLOTS = 4


def score(codes: Codes) -> Score:
    found = first_a_turn(of_kind(codes["handoff"], "transfer", "cold"))
    if not found:
        return not_applicable("handoff", "nobody was passed on")
    told = [code.attributes["told"].split() for code in found]
    rate = share(sum(map(len, told)), SLOTS * len(found), "% of 4 slots")
    labels = (f"{c.kind}: {', '.join(slots) or 'nothing told'}" for c, slots in zip(found, told, strict=True))
    quotes = (code.evidence(label) for code, label in zip(found, labels, strict=True))
    figures = {"handoffs": count(found, "hand-offs"), "cold": count(of_kind(found, "cold"), "hand-offs")}
    return one_sided("handoff", rate, quotes, figures)


MEASURE = Measure(
    name="handoff",
    title="Hand-off",
    unit="% of 4 slots",
    better="higher",
    score=score,
)
