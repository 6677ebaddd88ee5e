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

import re
from dataclasses import dataclass

from carescore.annotate import Signals
from carescore.codes.next_steps import steps
from carescore.codes.requests import declines, requests
from carescore.measures._base import (
    Codes,
    Evidence,
    Figure,
    Level,
    Measure,
    Rate,
    Score,
    not_applicable,
    phrases,
    quote,
)
from carescore.segmentation import Dialogue

REPEATS = 2  # askings after the first
ALIKE = 2  # content words that make two requests one need
LAST = 4  # patient turns that are the end
_ENDS = re.compile(r"[.?!](?:\s|$)")
_WORD = re.compile(r"[a-z]{4,}")
_COMMON = frozenset(
    "that this with have will your what when just then them they from would could should there here want need like "
    "know please some been calling called help about really still trying hoping wondering today maybe anything "
    "something someone somebody because".split()
)


@dataclass(frozen=True, slots=True)
class _Need:
    """The askings of one need, in order."""

    asked: tuple[Evidence, ...]
    words: frozenset[str]


def score(codes: Codes) -> Score:
    dialogue, signals = codes.dialogue, codes.signals
    said = phrases(dialogue, signals, "unresolved", "patient")
    needs = _needs(dialogue, requests(dialogue, signals))
    gave_up = _gave_up(dialogue, said)
    if not needs and gave_up is None:
        return not_applicable("unresolved", "the patient asked for nothing")
    opened = [need for need in needs if _is_open(dialogue, signals, need)]
    if gave_up is not None and not opened:
        opened = needs[-1:] or [_Need((gave_up,), frozenset())]
    rate = Rate(len(opened), max(len(needs), len(opened)), 100, "% of needs")
    figures: dict[str, Figure] = {
        "open": Level(float(len(opened)), "needs"),
        "repeated": Level(float(sum(len(need.asked) > REPEATS for need in needs)), "needs"),
        "gave_up": Level(float(gave_up is not None), "endings"),
    }
    return Score("unresolved", rate, {"patient": rate}, figures, _quotes(needs, opened, gave_up))


def _quotes(needs: list[_Need], opened: list[_Need], gave_up: Evidence | None) -> tuple[Evidence, ...]:
    found = {need.asked[0]: "open" if need in opened else "met" for need in needs}
    if gave_up is not None:
        found[gave_up] = "gave up"
    quotes = [Evidence(e.turn, e.start, e.end, label, e.start_ms) for e, label in found.items()]
    return tuple(sorted(quotes, key=lambda e: (e.turn, e.start)))


def _needs(dialogue: Dialogue, asked: list[Evidence]) -> list[_Need]:
    """Requests grouped by the words they share; one request a turn."""
    needs: list[_Need] = []
    for item in _first_of_each_turn(asked):
        whole = _sentence(dialogue, item)
        words = frozenset(_WORD.findall(dialogue.turns[item.turn].text[whole.start : whole.end].lower())) - _COMMON
        at = next((i for i, need in enumerate(needs) if len(need.words & words) >= min(ALIKE, len(words) or 1)), None)
        if at is None:
            needs.append(_Need((whole,), words))
        else:
            needs[at] = _Need((*needs[at].asked, whole), needs[at].words | words)
    return needs


def _first_of_each_turn(asked: list[Evidence]) -> list[Evidence]:
    return list({item.turn: item for item in reversed(asked)}.values())[::-1]


def _sentence(dialogue: Dialogue, item: Evidence) -> Evidence:
    """A request with its words to the end of the sentence."""
    turn = dialogue.turns[item.turn]
    cut = _ENDS.search(turn.text, item.end)
    return quote(turn, item.start, cut.start() if cut else len(turn.text), item.label)


def _is_open(dialogue: Dialogue, signals: Signals, need: _Need) -> bool:
    last = need.asked[-1].turn
    if _helped(dialogue, signals, last):
        return False
    answers = {turn.index for turn in [t for t in dialogue.turns[last + 1 :] if t.side == "staff"][:2]}
    declined = any(e.turn in answers for e in declines(dialogue, signals))
    return declined or len(need.asked) > REPEATS


def _helped(dialogue: Dialogue, signals: Signals, turn: int) -> bool:
    """Whether staff name a step or an option after a turn, or the patient accepts one."""
    step = any(s.turn > turn and s.who in ("i", "we", "named") and not s.vague for s in steps(dialogue, signals))
    offered = any(e.turn > turn and e.label != "asked" for e in phrases(dialogue, signals, "options", "staff"))
    return step or offered


def _gave_up(dialogue: Dialogue, said: tuple[Evidence, ...]) -> Evidence | None:
    """The patient's last words of giving up, where nothing later settles it."""
    last = {turn.index for turn in dialogue.side("patient")[-LAST:]}
    ends = [item for item in said if item.label in ("gave up", "settled") and item.turn in last]
    return ends[-1] if ends and ends[-1].label == "gave up" else None


MEASURE = Measure(
    name="unresolved",
    title="Unresolved needs",
    unit="% of needs",
    needs=frozenset({"roles"}),
    better="lower",
    source="Stokoe, Sikveland & Symonds 2016",
    score=score,
    counts=False,
)
