"""Patient's perspective: were ideas, concerns, expectations and the impact on life asked for?

Definition. Staff questions that ask what patients think it is (ideas), what worries them (concerns), what they hope
for or what matters to them (expectations), and how it affects their life (impact). A bare "any concerns?" is half a
slot; concerns about an organ, a pregnancy or a home are screening and none.
Formula. Slots asked / 4 · 100; figures.asked: how many such questions there were, each kind once per turn.
Unit. Percent of four slots.
Source. Calgary-Cambridge guide; Four Habits (Krupat et al. 2006); ICE after Matthys 2009.
Limits. Whether the answer was taken up is another measure's; what patients tell unasked is not counted.
"""

from __future__ import annotations

import re

from carescore.codes import first_of_each, phrases
from carescore.measures._base import Codes, Evidence, Level, Measure, Rate, Score, quote
from carescore.text.context import asked

SLOTS = ("ideas", "concerns", "expectations", "impact")
BARE = "concerns_bare"
HALF = 0.5  # "Do you have concerns?" alone
_BARE_ENDS = re.compile(
    r"\W*(?:$|[?.!]|(?:at all|today|that you|you|for (?:me|us|today)|right now|before|on your|about (?:that|this|it|any"
    r"|the (?:plan|treatment|medication|procedure|surgery))|with (?:that|this|the plan))\b)",
    re.IGNORECASE,
)
_LIFE = re.compile(
    r"\W*(?:you|them|things|(?:\w+\s+(?:\w+[ -]+){0,3}?)??(?:life|lives|living|work\w*|job|sleep\w*|school|activit\w+"
    r"|abilit\w+|functio\w+|family|mood|routine|daily|home|relationship\w*|studies|sports?|day to day|doing"
    r"|going|playing|being|eating|enjoying|exercising))\b",
    re.IGNORECASE,
)
_SCREENING = re.compile(r"\b(?:growth|development\w*|milestones?|pregnan\w+|birth|delivery)\b", re.IGNORECASE)
_YOU = re.compile(r"you\b", re.IGNORECASE)
_CALL_WITH = re.compile(r"\b(?:with|for|if (?:you|he|she|they) have|in case of)\W*$", re.IGNORECASE)
_DIRECT = re.compile(r"\b(?:how|what)\b", re.IGNORECASE)


def score(codes: Codes) -> Score:
    dialogue, signals = codes.dialogue, codes.signals
    heard = phrases(dialogue, signals, "patient_perspective", "staff")
    found = first_of_each(item for item in heard if _counts(dialogue.turns[item.turn].text, item))
    labels = {item.label for item in found}
    half = HALF if BARE in labels and "concerns" not in labels else 0.0
    rate = Rate(len(labels & set(SLOTS)) + half, len(SLOTS), 100, "% of 4 slots")
    figures = {"asked": Level(float(len(found)), "questions")}
    evidence = tuple(quote(dialogue.turns[e.turn], e.start, e.end, e.label.replace("_", ", ")) for e in found)
    return Score("patient_perspective", rate, {"staff": rate}, figures, evidence)


def _counts(text: str, item: Evidence) -> bool:
    if item.label == BARE:
        if _CALL_WITH.search(text, max(0, item.start - 20), item.start):
            return False
        return bool(_BARE_ENDS.match(text, item.end)) and not _SCREENING.search(
            text, max(0, item.start - 80), item.start
        )
    if item.label == "impact" and not _DIRECT.match(text, item.start):
        return asked(text, item.start, item.end) and bool(_LIFE.match(text, _object(text, item)))
    return item.label != "concerns" or not _YOU.match(text, item.start) or asked(text, item.start, item.end)


def _object(text: str, item: Evidence) -> int:
    """Where the last word of a phrase starts: from there on it says what is affected."""
    return text.rfind(" ", 0, item.end) + 1


MEASURE = Measure(
    name="patient_perspective",
    title="Patient's perspective asked for",
    unit="% of 4 slots",
    needs=frozenset({"staff"}),
    better="higher",
    source="Calgary-Cambridge; Krupat et al. 2006",
    score=score,
    counts=False,
)
