"""Unresolved: which of the patient's needs are still open at the end?

Definition. A need is a request of the patient side; requests that share content words are one need. It is open when
staff decline it and name no step or option afterwards, when the patient asks for it again twice or more and no step
follows the last time, or when the talk ends with the patient giving up ("forget it", "I'll go elsewhere"). Giving up
opens the last need, and makes one where no request was heard. Thanks after a refusal settle nothing; accepting a step
does.
Formula. overall: open needs / needs · 100.
Unit. Percent of needs; does not apply without a request or a giving up. figures: open, repeated (needs asked for three
times or more), gave_up (0 or 1).
Source. Service recovery and complaint handling; Stokoe, Sikveland & Symonds 2016 (callers who must push).
Limits. A need that is answered by plain information counts as met; whether the answer was right is not judged.
"""

from __future__ import annotations

from collections.abc import Sequence

from carescore.codes import Code
from carescore.codes.requests import OWN
from carescore.measures._base import Codes, Measure, Score, not_applicable
from carescore.measures._kinds import count, first_a_turn, having, of_kind, one_sided, share

REPEATS = 2  # askings after the first
ANSWERS = 2  # staff turns that answer a request


def score(codes: Codes) -> Score:
    gave_up = having(codes["requests"], final="yes")
    needs: dict[str, list[Code]] = {}
    for code in first_a_turn(of_kind(codes["requests"], "request")):
        needs.setdefault(code.attributes["need"], []).append(code)
    if not needs and not gave_up:
        return not_applicable("unresolved", "the patient asked for nothing")
    opened = [name for name, asked in needs.items() if _is_open(codes, asked)]
    if gave_up and not opened:
        opened = list(needs)[-1:] or ["no request was heard"]
    figures = {
        "open": count(opened, "needs"),
        "repeated": count([asked for asked in needs.values() if len(asked) > REPEATS], "needs"),
        "gave_up": count(gave_up, "endings"),
    }
    quotes = [asked[0].evidence("open" if name in opened else "met") for name, asked in needs.items()]
    quotes += [code.evidence("gave up") for code in gave_up]
    rate = share(len(opened), max(len(needs), len(opened)), "% of needs")
    return one_sided("unresolved", rate, quotes, figures, "patient")


def _is_open(codes: Codes, asked: Sequence[Code]) -> bool:
    """Whether staff neither name a step of their own nor an option after the last asking, and decline it or hear it too
    often."""
    last = asked[-1].turn
    helps = [c for c in having(codes["next_steps"], vague="no") if c.attributes["who"] in OWN]
    helps += [c for c in codes["options"] if c.kind != "asked"]
    if any(code.turn > last for code in helps):
        return False
    answers = [turn.index for turn in codes.dialogue.side("staff") if turn.index > last][:ANSWERS]
    return len(asked) > REPEATS or any(code.turn in answers for code in of_kind(codes["requests"], "declined"))


MEASURE = Measure(
    name="unresolved",
    title="Unresolved needs",
    unit="% of needs",
    needs=frozenset({"roles"}),
    better="lower",
    score=score,
)
