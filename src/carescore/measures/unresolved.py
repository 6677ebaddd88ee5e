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

from dataclasses import dataclass

from carescore.codes import Code
from carescore.measures._base import Codes, Figure, Measure, Score, not_applicable
from carescore.measures._kinds import first_a_turn, level, of_kind, one_sided, share
from carescore.text.words import telling

REPEATS = 2  # askings after the first
ALIKE = 2  # content words that make two requests one need
ANSWERS = 2  # staff turns that answer a request
LAST = 4  # patient turns that are the end


@dataclass(frozen=True, slots=True)
class _Need:
    """The askings of one need, in order, and the words they have in common."""

    asked: tuple[Code, ...]
    words: frozenset[str]


def score(codes: Codes) -> Score:
    needs, gave_up = _needs(codes), _gave_up(codes)
    if not needs and not gave_up:
        return not_applicable("unresolved", "the patient asked for nothing")
    opened = [need for need in needs if _is_open(codes, need)]
    if gave_up and not opened:
        opened = needs[-1:] or [_Need(tuple(gave_up), frozenset())]
    figures: dict[str, Figure] = {
        "open": level(len(opened), "needs"),
        "repeated": level(sum(len(need.asked) > REPEATS for need in needs), "needs"),
        "gave_up": level(len(gave_up), "endings"),
    }
    quotes = [need.asked[0].evidence("open" if need in opened else "met") for need in needs]
    quotes += [code.evidence("gave up") for code in gave_up]
    rate = share(len(opened), max(len(needs), len(opened)), "% of needs")
    return one_sided("unresolved", rate, quotes, figures, "patient")


def _needs(codes: Codes) -> list[_Need]:
    """Requests grouped by the words they share; one request a turn."""
    needs: list[_Need] = []
    for code in first_a_turn(of_kind(codes["requests"], "request")):
        words = telling(codes.text(code))
        at = next((i for i, need in enumerate(needs) if len(need.words & words) >= min(ALIKE, len(words) or 1)), None)
        if at is None:
            needs.append(_Need((code,), words))
        else:
            needs[at] = _Need((*needs[at].asked, code), needs[at].words | words)
    return needs


def _is_open(codes: Codes, need: _Need) -> bool:
    last = need.asked[-1].turn
    if _helped(codes, last):
        return False
    answers = [turn.index for turn in codes.dialogue.side("staff") if turn.index > last][:ANSWERS]
    declined = any(code.turn in answers for code in of_kind(codes["requests"], "declined"))
    return declined or len(need.asked) > REPEATS


def _helped(codes: Codes, turn: int) -> bool:
    """Whether staff name a step of their own or an option after a turn."""
    steps = [c for c in codes["next_steps"] if c.attributes["who"] in ("i", "we", "named")]
    firm = any(c.turn > turn and c.attributes["vague"] == "no" for c in steps)
    return firm or any(c.turn > turn and c.kind != "asked" for c in codes["options"])


def _gave_up(codes: Codes) -> list[Code]:
    """The patient's last words of giving up, where nothing later settles it."""
    last = {turn.index for turn in codes.dialogue.side("patient")[-LAST:]}
    ends = [code for code in of_kind(codes["requests"], "gave_up", "settled") if code.turn in last]
    return of_kind(ends[-1:], "gave_up")


MEASURE = Measure(
    name="unresolved",
    title="Unresolved needs",
    unit="% of needs",
    needs=frozenset({"roles"}),
    better="lower",
    score=score,
)
