"""Need check: did staff say back what the patient needs, and did the patient confirm, before the first solution?

Definition. Restated: a staff phrase that hands the request back ("so the main thing is", "let me make sure I
understand", "did I get that right"). Confirmed: the patient side's next turn begins by agreeing, or a listener signal.
The first solution is the first step or option that staff name. Cause or urgency: a staff question such as "what have
you tried", "when do you need it". Checking identity is no need check.
Formula. 1 when a restatement is confirmed before the first solution, + 1 when cause or urgency is asked.
Unit. Level 0 to 2. figures: restated (how often in all), in_time (1 when confirmed before the first solution).
Source. Calgary-Cambridge (confirm, screen); service recovery: listen before solving.
Limits. No published norm. A restatement without one of the phrases is not heard. Fewer than 3 staff turns: too little.
"""

from __future__ import annotations

import re

from carescore.annotate import Signals
from carescore.codes.next_steps import steps
from carescore.codes.replies import accepts
from carescore.measures._base import Codes, Evidence, Level, Measure, Score, missing, phrases
from carescore.segmentation import Dialogue

FEWEST_TURNS = 3
NEAR = 80  # characters before a check that say what is checked
_WHO = re.compile(
    r"\b(?:name|date of birth|birthday|dob|born|address|phone|number|e-?mail|zip|post ?code|years? old"
    r"|your age|spell)\b",
    re.I,
)
Place = tuple[int, int]


def score(codes: Codes) -> Score:
    dialogue, signals = codes.dialogue, codes.signals
    if len(dialogue.side("staff")) < FEWEST_TURNS:
        return missing("needs_check", f"staff spoke fewer than {FEWEST_TURNS} times: too little to judge")
    found = [e for e in phrases(dialogue, signals, "needs_check", "staff") if not _identity(dialogue, e)]
    first = _first_solution(dialogue, signals)
    restated = [item for item in found if item.label == "restate"]
    early = [item for item in restated if _place(item) < first and accepts(dialogue, item.turn)]
    asked = [item for item in found if item.label == "cause"]
    value = Level(float(bool(early)) + float(bool(asked)), "level 0 to 2")
    figures = {
        "restated": Level(float(len(restated)), "restatements"),
        "in_time": Level(float(bool(early)), "1 when confirmed before the first solution"),
    }
    evidence = tuple(_labelled(item, item in early) for item in found)
    return Score("needs_check", value, {"staff": value}, figures, evidence)


def _identity(dialogue: Dialogue, item: Evidence) -> bool:
    """Whether a check follows a name, a date of birth or a number: that confirms who calls, not what for."""
    return bool(_WHO.search(dialogue.turns[item.turn].text[max(0, item.start - NEAR) : item.end]))


def _place(item: Evidence) -> Place:
    return item.turn, item.start


def _first_solution(dialogue: Dialogue, signals: Signals) -> Place:
    """Where the first step or option stands; after the talk when there is none."""
    places = [(step.turn, step.start) for step in steps(dialogue, signals) if not step.safety and step.turn > 1]
    named = phrases(dialogue, signals, "options", "staff")
    places += [_place(item) for item in named if item.label in ("set", "other", "wait")]
    return min(places, default=(len(dialogue.turns), 0))


def _labelled(item: Evidence, confirmed: bool) -> Evidence:
    return Evidence(item.turn, item.start, item.end, "confirmed" if confirmed else item.label, item.start_ms)


MEASURE = Measure(
    name="needs_check",
    title="Need confirmed before solving",
    unit="level 0 to 2",
    needs=frozenset({"roles"}),
    better="higher",
    source="Calgary-Cambridge guide (Silverman, Kurtz & Draper)",
    score=score,
    counts=False,
)
