"""Agenda: were all concerns asked for early, and was their order agreed?

Definition. Asked with "some" ("is there something else you want to cover?"), with an open list ("what else is on your
list?") or with "any" ("anything else?"). Early: before the first step that staff announce and in the first half of the
talk; otherwise at the close. Questions for understanding ("any questions?") and of the history ("anything else that
makes it worse?") are no agenda. Slots: the concerns are listed, ranked, and the order is agreed.
Formula. overall: 2 "some" or list early, 1 "any" early or "some" late, 0.5 "any" late only, 0 not asked.
Unit. Level 0 to 2. figures: slots (of 3).
Source. Heritage et al. 2007 ("something" cut unmet concerns by 78 %, "anything" did not); Four Habits;
Calgary-Cambridge.
Limits. Evidence from US primary care; agreed is heard only where an order was proposed. Fewer than 4 staff turns: too
little.
"""

from __future__ import annotations

from carescore.measures._base import Codes, Figure, Measure, Score, missing
from carescore.measures._kinds import accepted, level, of_kind, one_sided

FEWEST_TURNS = 4
EARLY = 0.5  # of the turns
GREETING = 3  # the last turn in which a step solves nothing yet
ASKED = {("some", True): 2.0, ("list", True): 2.0, ("any", True): 1.0, ("some", False): 1.0, ("list", False): 1.0}


def score(codes: Codes) -> Score:
    if len(codes.dialogue.side("staff")) < FEWEST_TURNS:
        return missing("agenda", f"staff spoke fewer than {FEWEST_TURNS} times: too little to judge")
    found, late, agreed = codes["agenda"], _late(codes), accepted(codes)
    asked = of_kind(found, "some", "any", "list")
    value = max((ASKED.get((code.kind, code.turn < late), 0.5) for code in asked), default=0.0)
    slots = [code for code in of_kind(found, "listed", "ranked") if code.turn < late]
    ranked = {code.turn for code in of_kind(found, "ranked")}
    slots += [code for code in of_kind(found, "agreed") if code.turn in ranked & agreed]
    figures: dict[str, Figure] = {"slots": level(len({code.kind for code in slots}), "of listed, ranked, agreed")}
    quotes = [code.evidence(f"{code.kind} {'early' if code.turn < late else 'late'}") for code in asked]
    quotes += [code.evidence() for code in slots]
    return one_sided("agenda", level(value, "level 0 to 2"), quotes, figures)


def _late(codes: Codes) -> float:
    """The turn from which asking is late: the first step with a when, or the second half."""
    steps = [code.turn for code in codes["next_steps"] if _solves(code.kind, code.attributes["timed"])]
    return min([EARLY * len(codes.dialogue.turns), *(turn for turn in steps if turn > GREETING)])


def _solves(kind: str, timed: str) -> bool:
    return kind != "safety_net" and timed == "yes"


MEASURE = Measure(
    name="agenda",
    title="Agenda",
    unit="level 0 to 2",
    needs=frozenset({"staff"}),
    better="higher",
    source="Heritage et al. 2007; Frankel & Stein (Four Habits)",
    score=score,
    counts=False,
)
