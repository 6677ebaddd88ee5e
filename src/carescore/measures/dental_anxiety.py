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

from carescore.measures._base import Codes, Measure, Score, not_applicable
from carescore.measures._kinds import PLACE, count, covered, having, of_kind, once_a_turn, one_sided

SLOTS = ("acknowledge", "explore", "explain", "solution", "signal", "preview", "check_in")
LABELS = {
    "fear": "fear voiced",
    "premature": "premature reassurance",
    "signal": "control signal",
    "check_in": "check-in",
}


def score(codes: Codes) -> Score:
    fear = next(iter(having(codes["dental_anxiety"], dental="yes")), None)
    if fear is None:
        return not_applicable("dental_anxiety", "no fear was voiced in dental talk")
    later = once_a_turn(code for code in codes["dental_anxiety"] if code.turn > fear.turn)
    steps = of_kind(later, *SLOTS)
    taken_up = min(map(PLACE, of_kind(steps, "acknowledge", "explore")), default=(len(codes.dialogue.turns), 0))
    early = [code for code in of_kind(later, "premature") if PLACE(code) < taken_up]
    quotes = (code.evidence(LABELS.get(code.kind)) for code in (fear, *steps, *early))
    figures = {"premature": count(early, "reassurances")}
    return one_sided("dental_anxiety", covered(steps, SLOTS, "% of 7 slots"), quotes, figures)


MEASURE = Measure(
    name="dental_anxiety",
    title="Dental anxiety met",
    unit="% of 7 slots",
    needs=frozenset({"roles"}),
    better="higher",
    score=score,
)
