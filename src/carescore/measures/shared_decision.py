"""Shared decision: when there is a choice, do staff show it, weigh it, ask for preferences and build on them?

Definition. The five items of OPTION-5 in staff talk: options exist, support to deliberate, pros and cons, preferences
asked, preferences built in. "What do you think?" asks for a preference only within two staff turns of an option;
"Does that sound okay?" after the decision counts for nothing, nor do times of an appointment ("morning or afternoon").
Formula. Item level: one turn 2 (moderate effort), two turns 3, more 4; sum of five levels · 5. figures: items (how
many of the five occur at all).
Unit. OPTION-5 points, 0 to 100; not applicable where neither side speaks of a choice.
Source. Elwyn et al. 2013 (OPTION-5), 2017 (three-talk); usual care 12 to 23 (Kölker 2018, Couët 2015).
Limits. Levels stand for how often, not how well; the steps from turns to levels are a proposal. Whether a choice had
equipoise is not judged.
"""

from __future__ import annotations

from carescore.measures._base import Codes, Measure, Score, not_applicable
from carescore.measures._kinds import level, of_kind, once_a_turn, one_sided, share

ITEMS = ("choice", "team", "trade_offs", "preference", "integrate")
LEVEL = (0, 2, 3, 4)  # by turns that hold the item


def score(codes: Codes) -> Score:
    found = of_kind(once_a_turn(codes["shared_decision"]), *ITEMS)
    kinds = [code.kind for code in found]
    if not {"choice", "preference"} & set(kinds) and not of_kind(codes["shared_decision"], "asked"):
        return not_applicable("shared_decision", "nobody spoke of a choice to be made")
    levels = [LEVEL[min(kinds.count(item), 3)] for item in ITEMS]
    points = share(sum(levels), 4 * len(ITEMS), "points")
    figures = {"items": level(len(set(kinds)), "of 5 items")}
    return one_sided("shared_decision", points, found, figures)


MEASURE = Measure(
    name="shared_decision",
    title="Shared decision",
    unit="points, 0 to 100",
    better="higher",
    score=score,
)
