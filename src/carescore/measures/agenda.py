"""Agenda: were all concerns asked for early, and was their order agreed?

Definition. Asked with "some" ("is there something else you want to cover?"), with an open list ("what else is on your
list?") or with "any" ("anything else?"). Early: before the first step that staff announce and in the first half of the
talk; otherwise at the close. Questions for understanding ("any questions?") and of the history ("anything else that
makes it worse?") are no agenda. Slots: the concerns are listed, ranked, and the order is agreed.
Formula. overall: 2 "some" or list early, 1 "any" early or "some" late, 0.5 "any" late only, 0 not asked.
Unit. Level 0 to 2. figures: slots (of 3).
Source. Heritage et al. 2007 ("something" cut unmet concerns by 78 %, "anything" did not); Four Habits (Frankel &
Stein); Calgary-Cambridge.
Limits. Evidence from US primary care; agreed is heard only where an order was proposed. Fewer than 4 staff turns: too
little.
"""

from __future__ import annotations

from carescore.measures._base import Codes, Measure, Score, missing
from carescore.measures._kinds import accepted, count, having, level, of_kind, one_sided

FEWEST_TURNS = 4
LEVELS = {
    **{"some early": 2.0, "list early": 2.0, "any early": 1.0},
    **{"some late": 1.0, "list late": 1.0, "any late": 0.5},
}
WHEN = {"yes": "early", "no": "late"}


def score(codes: Codes) -> Score:
    if len(codes.dialogue.side("staff")) < FEWEST_TURNS:
        return missing("agenda", f"staff spoke fewer than {FEWEST_TURNS} times: too little to judge")
    found, agreed = codes["agenda"], accepted(codes)
    asked = of_kind(found, "some", "any", "list")
    quotes = [code.evidence(f"{code.kind} {WHEN[code.attributes['early']]}") for code in asked]
    value = level(max((LEVELS[quote.label] for quote in quotes), default=0.0), "level 0 to 2")
    ranked = {code.turn for code in of_kind(found, "ranked")}
    slots = having(of_kind(found, "listed", "ranked"), early="yes")
    slots += [code for code in of_kind(found, "agreed") if code.turn in ranked & agreed]
    figures = {"slots": count({code.kind for code in slots}, "of listed, ranked, agreed")}
    return one_sided("agenda", value, [*quotes, *slots], figures)


MEASURE = Measure(
    name="agenda",
    title="Agenda",
    unit="level 0 to 2",
    better="higher",
    score=score,
)
