"""Options: how many different ways forward were staff's to choose from at once?

Definition. An alternative is one of several feasible ways that staff name together: "either … or", "two ways",
"another option is", "or we could", waiting or doing nothing. Alternatives within APART turns belong to one choice.
Two dates of the same visit are one way ("slots"); a threat ("either you calm down or …") and "… or what?" are none. A
choice exists when staff name one, decline a request, or the patient asks for another way; otherwise the measure does
not apply.
Formula. overall: the most alternatives offered in one choice (0 where a choice existed and none was offered).
Unit. Alternatives; two are enough. figures: choices (how many choices offered two or more).
Source. OPTION-12 and OPTION-5, item 1 (Elwyn).
Limits. That one way is better than none to this patient is not judged; a choice that nobody mentions is not seen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from carescore.annotate import Signals
from carescore.codes.requests import declines
from carescore.measures._base import Codes, Evidence, Level, Measure, Score, not_applicable, phrases, quote
from carescore.segmentation import Dialogue

APART = 3  # turns between alternatives of one choice
BEFORE = 60  # characters before an alternative in which a threat may begin
_OR = re.compile(r"\bor\b(?!\s+(?:not|no|anything|something|so|whatever|two|more|less)\b)", re.IGNORECASE)
_STARTS = re.compile(r"(?:^|[.?!:]|\b(?:so|well|okay))\s*$", re.IGNORECASE)
_OR_WHAT = re.compile(r"\bor what\W*$", re.IGNORECASE)
_ENDS = re.compile(r"[.?!](?:\s|$)")
_CHOICE = re.compile(r"(?:do|did|would|are|should|shall|either)\b", re.IGNORECASE)
_THREAT = re.compile(
    r"either (?:you|he|she) (?:calm|stop|pay|behave|listen|lower|sit|open|hold|let|start)[^.?!]{0,60}\bor\b",
    re.IGNORECASE,
)
_SLOT = (
    r"(?:\d[\d:/.]*(?:st|nd|rd|th|am|pm)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:this|next) week|morning"
    r"|afternoon|evening|a\.?m|p\.?m"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirty|fifteen|half|past|quarter|tomorrow"
    r"|today|early|late"
    r"|earlier|later|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|o'clock|noon)"
)
_SLOTS = re.compile(
    rf"^\W*(?:(?:to come|come|to be seen|it|to have|have|to do|do|on|at|in|the|a|an|is|are|of|or|and|there"
    rf"|appointment|slot|time|for|with|first)\W+)*"
    rf"(?:{_SLOT}\W+(?:(?:on|at|in|the|of|or|and|a|to|is|for)\W+)*)+$",
    re.IGNORECASE,
)
_COUNTS = {"two": 2.0, "three": 3.0, "four": 4.0, "2": 2.0, "3": 3.0}


def score(codes: Codes) -> Score:
    dialogue, signals = codes.dialogue, codes.signals
    found = [item for offer in _offers(dialogue, signals) if (item := _checked(dialogue, offer))]
    if not found and not _due(dialogue, signals):
        return not_applicable("options", "nobody spoke of a choice, and no request was declined")
    sizes = [_size(dialogue, choice) for choice in _choices(found)]
    most = Level(max(sizes, default=0.0), "alternatives")
    figures = {"choices": Level(float(sum(size >= 2 for size in sizes)), "choices of two or more")}
    return Score("options", most, {"staff": most}, figures, tuple(found))


def _offers(dialogue: Dialogue, signals: Signals) -> list[Evidence]:
    return [item for item in phrases(dialogue, signals, "options", "staff") if item.label != "asked"]


def _due(dialogue: Dialogue, signals: Signals) -> bool:
    asked = any(item.label == "asked" for item in phrases(dialogue, signals, "options", "patient"))
    return asked or bool(declines(dialogue, signals))


def _checked(dialogue: Dialogue, item: Evidence) -> Evidence | None:
    """The offer with its words to the end of the sentence, None where they are no offer."""
    turn = dialogue.turns[item.turn]
    cut = _ENDS.search(turn.text, item.end)
    said = turn.text[item.start : cut.start() if cut else len(turn.text)].replace("’", "'")
    rest = said[item.end - item.start :]
    if _OR_WHAT.search(said) or _THREAT.search(turn.text[max(0, item.start - BEFORE) : item.start] + said):
        return None
    if said[:6].lower() == "either" and not _STARTS.search(turn.text[: item.start][-BEFORE:]):
        return None
    if item.label == "either" and _CHOICE.match(said) and not _OR.search(rest):
        return None
    slots = item.label in ("either", "set") and _SLOTS.match(rest.lstrip(" :,") + " ")
    return quote(turn, item.start, item.start + len(said), "slots" if slots else item.label)


def _choices(found: Sequence[Evidence]) -> list[list[Evidence]]:
    """The alternatives of one choice stand close together."""
    choices: list[list[Evidence]] = []
    for item in found:
        if choices and item.turn - choices[-1][-1].turn <= APART:
            choices[-1].append(item)
        else:
            choices.append([item])
    return choices


def _size(dialogue: Dialogue, choice: Sequence[Evidence]) -> float:
    labels = [item.label for item in choice]
    further = labels.count("other") + ("wait" in labels)
    named = [_named(dialogue, item) for item in choice if item.label == "set"]
    return max([*named, 2.0 if "either" in labels else 1.0, 1.0 + further])


def _named(dialogue: Dialogue, item: Evidence) -> float:
    """How many ways a sentence announces: its number; "several" is two when they are named there, else one."""
    said = dialogue.turns[item.turn].text[item.start : item.end]
    return _COUNTS.get(said.split()[0].lower(), 2.0 if _OR.search(said) else 1.0)


MEASURE = Measure(
    name="options",
    title="Options offered",
    unit="alternatives in one choice",
    needs=frozenset({"staff"}),
    better="higher",
    source="OPTION-12; OPTION-5 (Elwyn)",
    score=score,
    counts=False,
)
