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

import re
from collections.abc import Iterator

from carescore.annotate import Signals
from carescore.codes import first_of_each, phrases
from carescore.measures._base import Codes, Evidence, Level, Measure, Rate, Score, not_applicable, quote
from carescore.segmentation import Dialogue
from carescore.text.context import asked, negated, reported

_FIRST = re.compile(r"\b(?:we|you|i) (?:can|could|['’]d)\b|\beither\b|\boption|\bone way\b", re.IGNORECASE)
_WEIGHED = re.compile(r"\bbut (?:it|they|that|you|the|then|not|with|has|have|takes?|costs?|needs?)\b", re.IGNORECASE)
ITEMS = ("choice", "team", "trade_offs", "preference", "integrate")
LEVEL = (0, 2, 3, 4)  # by turns that hold the item
NEAR = 160  # characters between two options, and between an option and the "but" that weighs it
WITHIN = 2  # staff turns after an option in which an open question asks for a preference
_CALENDAR = re.compile(
    r"[^.!?]{0,60}\b(?:mornings?|afternoons?|evenings?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|o['’]clock|[ap]\.?m"
    r"|tomorrow|next week|dates?|times?|slots?|pharmacy|appointments?)\b",
    re.IGNORECASE,
)


def score(codes: Codes) -> Score:
    dialogue, signals = codes.dialogue, codes.signals
    found = _items(dialogue, signals)
    labels = {item.label for item in found}
    if not labels & {"choice", "preference"} and not _patient_asks(dialogue, signals):
        return not_applicable("shared_decision", "nobody spoke of a choice to be made")
    levels = [LEVEL[min(sum(item.label == name for item in found), 3)] for name in ITEMS]
    rate = Rate(sum(levels), 4 * len(ITEMS), 100, "points")
    figures = {"items": Level(float(len(labels)), "of 5 items")}
    return Score("shared_decision", rate, {"staff": rate}, figures, found)


def _items(dialogue: Dialogue, signals: Signals) -> tuple[Evidence, ...]:
    heard = [e for e in _heard(dialogue, signals) if _stands(dialogue, e)]
    order = {turn.index: place for place, turn in enumerate(dialogue.side("staff"))}
    options = [(order[e.turn], e.start) for e in heard if e.label == "choice"]
    kept: list[Evidence] = []
    for item in heard:
        place = order[item.turn]
        if item.label != "view":
            kept.append(item)
        elif any(turn <= place <= turn + WITHIN and (turn, at) < (place, item.start) for turn, at in options):
            kept.append(quote(dialogue.turns[item.turn], item.start, item.end, "preference"))
    kept += [weighed for e in heard if e.label == "choice" and (weighed := _weighed(dialogue, e))]
    return tuple(sorted(first_of_each(item for item in kept if item.label in ITEMS), key=lambda e: (e.turn, e.start)))


def _heard(dialogue: Dialogue, signals: Signals) -> Iterator[Evidence]:
    """What staff said, an alternative ("or we could …") being a choice where a first option precedes it."""
    for item in phrases(dialogue, signals, "shared_decision", "staff"):
        turn = dialogue.turns[item.turn]
        if item.label != "alternative":
            yield item
        elif _FIRST.search(turn.text, max(0, item.start - NEAR), item.start) and not asked(
            turn.text, item.start, item.end
        ):
            yield quote(turn, item.start, item.end, "choice")


def _weighed(dialogue: Dialogue, option: Evidence) -> Evidence | None:
    """A "but" after an option in the same turn: it weighs one against the other."""
    turn = dialogue.turns[option.turn]
    match = _WEIGHED.search(turn.text, option.end, option.end + NEAR)
    return quote(turn, match.start(), match.end(), "trade_offs") if match else None


def _stands(dialogue: Dialogue, item: Evidence) -> bool:
    text = dialogue.turns[item.turn].text
    if item.label in ("choice", "team") and negated(text, item.start):
        return False
    if text[item.start : item.start + 6].lower() == "which " and not asked(text, item.start, item.end):
        return False
    return item.label not in ("choice", "preference", "view") or not _CALENDAR.match(text, item.start)


def _patient_asks(dialogue: Dialogue, signals: Signals) -> bool:
    found = phrases(dialogue, signals, "shared_decision", "patient")
    return any(item.label == "asked" and not reported(dialogue.turns[item.turn].text, item.start) for item in found)


MEASURE = Measure(
    name="shared_decision",
    title="Shared decision",
    unit="points, 0 to 100",
    needs=frozenset({"staff"}),
    better="higher",
    source="Elwyn et al. 2013, 2017",
    score=score,
    counts=False,
)
