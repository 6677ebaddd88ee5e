"""Need check: did staff say back what the patient needs, and did the patient confirm, before the first solution?

Definition. Restated: a staff phrase that hands the request back ("so the main thing is", "let me make sure I
understand", "did I get that right"). Confirmed: the patient side's next turn begins by agreeing, or a listener signal.
The first solution is the first step or option that staff name. Cause or urgency: a staff question such as "what have
you tried", "when do you need it". Checking identity is no need check.
Formula. 1 when a restatement is confirmed before the first solution, + 1 when cause or urgency is asked.
Unit. Level 0 to 2. figures: restated (how often in all), in_time (1 when confirmed before the first solution).
Source. Calgary-Cambridge (Silverman, Kurtz & Draper: confirm, screen); service recovery: listen before solving.
Limits. No published norm. A restatement without one of the phrases is not heard. Fewer than 3 staff turns: too little.
"""

from __future__ import annotations

from carescore.measures._base import Codes, Measure, Score, missing
from carescore.measures._kinds import PLACE, accepted, count, level, of_kind, one_sided

FEWEST_TURNS = 3
GREETING = 1  # the last turn that belongs to the greeting: a step so early solves nothing


def score(codes: Codes) -> Score:
    if len(codes.dialogue.side("staff")) < FEWEST_TURNS:
        return missing("needs_check", f"staff spoke fewer than {FEWEST_TURNS} times: too little to judge")
    found, first, agreed = codes["needs_check"], _first_solution(codes), accepted(codes)
    restated = of_kind(found, "restate")
    early = [code for code in restated if PLACE(code) < first and code.turn in agreed]
    value = level(bool(early) + bool(of_kind(found, "cause")), "level 0 to 2")
    figures = {
        "restated": count(restated, "restatements"),
        "in_time": level(bool(early), "1 when confirmed before the first solution"),
    }
    return one_sided("needs_check", value, (c.evidence("confirmed" if c in early else None) for c in found), figures)


def _first_solution(codes: Codes) -> tuple[int, int]:
    """Where the first step or option stands; after the conversation when there is none."""
    steps = [code for code in codes["next_steps"] if code.kind != "safety_net" and code.turn > GREETING]
    named = of_kind(codes["options"], "set", "other", "wait")
    return min(map(PLACE, (*steps, *named)), default=(len(codes.dialogue.turns), 0))


MEASURE = Measure(
    name="needs_check",
    title="Need confirmed before solving",
    unit="level 0 to 2",
    needs=frozenset({"roles"}),
    better="higher",
    score=score,
)
