"""Dental anxiety: when fear of treatment is voiced in the dental chair, do staff take the steps that calm it?

Definition. Only where the patient side voices fear (not denied, not reported) in dental talk: the same turn names
something dental, or the talk does at least three times. Slots in staff talk after it: acknowledge, explore, explain,
solution (the interview), control signal ("raise your hand and I stop"), preview of sensations, check-ins (encounter).
Formula. Slots / 7 · 100. figures.premature: reassurances ("nothing to be scared of", "just relax") before the fear
was acknowledged or explored; quoted, and no slot.
Unit. Percent of seven slots; not applicable where no dental fear was voiced.
Source. Friedman's iatrosedative process; about one adult in five has marked dental fear (Swedish survey).
Limits. Fear that is shown and not said is not heard; what was done before the fear was voiced is not counted.
"""

from __future__ import annotations

import re

from carescore.annotate import Signals
from carescore.codes import first_of_each, phrases
from carescore.measures._base import Codes, Evidence, Level, Measure, Rate, Score, not_applicable
from carescore.segmentation import Dialogue
from carescore.text.context import negated

SLOTS = ("acknowledge", "explore", "explain", "solution", "signal", "preview", "check_in")
DENTAL_TALK = 3  # dental words in all that make a talk dental; one wisdom tooth in a history does not
_DENTAL = re.compile(r"dentist|drill|tooth|teeth|\bgag", re.IGNORECASE)
_EXCUSE = re.compile(
    r"\W*(?:not|so|we|that we|i (?:lost|forgot|missed|left|have to|need to|only|(?:ca|do|did|have)n['’]t|cannot))\b",
    re.IGNORECASE,
)


def score(codes: Codes) -> Score:
    dialogue, signals = codes.dialogue, codes.signals
    fear = _fear(dialogue, signals)
    if fear is None:
        return not_applicable("dental_anxiety", "no fear was voiced in dental talk")
    staff = [item for item in phrases(dialogue, signals, "dental_anxiety", "staff") if item.turn > fear.turn]
    found = first_of_each(item for item in staff if item.label in SLOTS)
    taken = min((e.turn, e.start) for e in [*_of(found, "acknowledge", "explore"), _last(dialogue)])
    early = [item for item in first_of_each(_of(staff, "premature")) if (item.turn, item.start) < taken]
    rate = Rate(len({item.label for item in found}), len(SLOTS), 100, "% of 7 slots")
    figures = {"premature": Level(float(len(early)), "reassurances")}
    evidence = [fear, *found, *early]
    shown = sorted((_shown(item) for item in evidence), key=lambda e: (e.turn, e.start))
    return Score("dental_anxiety", rate, {"staff": rate}, figures, tuple(shown))


def _of(items: tuple[Evidence, ...] | list[Evidence], *labels: str) -> list[Evidence]:
    return [item for item in items if item.label in labels]


def _last(dialogue: Dialogue) -> Evidence:
    return Evidence(len(dialogue.turns), 0, 0, "end")


def _shown(item: Evidence) -> Evidence:
    names = {"fear": "fear voiced", "premature": "premature reassurance", "signal": "control signal"}
    return Evidence(item.turn, item.start, item.end, names.get(item.label, item.label.replace("_", "-")), item.start_ms)


def _fear(dialogue: Dialogue, signals: Signals) -> Evidence | None:
    """The first fear that the patient side voices, where the talk is dental."""
    patient = phrases(dialogue, signals, "dental_anxiety", "patient")
    words = [*_of(patient, "dental"), *_of(list(phrases(dialogue, signals, "dental_anxiety", "staff")), "dental")]
    near = {item.turn for item in words}
    for item in _of(patient, "fear"):
        text = dialogue.turns[item.turn].text
        if negated(text, item.start) or _EXCUSE.match(text, item.end):
            continue
        if item.turn in near or _DENTAL.search(text, item.start, item.end) or len(words) >= DENTAL_TALK:
            return item
    return None


MEASURE = Measure(
    name="dental_anxiety",
    title="Dental anxiety met",
    unit="% of 7 slots",
    needs=frozenset({"roles"}),
    better="higher",
    source="Friedman (iatrosedation)",
    score=score,
    counts=False,
)
