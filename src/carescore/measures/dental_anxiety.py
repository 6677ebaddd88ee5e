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

from carescore.codes import Code
from carescore.measures._base import Codes, Measure, Score, not_applicable
from carescore.measures._kinds import count, covered, of_kind, once_a_turn, one_sided
from carescore.text.regex import lazy

SLOTS = ("acknowledge", "explore", "explain", "solution", "signal", "preview", "check_in")
DENTAL_TALK = 3  # dental words in all that make a conversation dental; one wisdom tooth in a history does not
_DENTAL = lazy(r"dentist|drill|tooth|teeth|\bgag", re.IGNORECASE)  # parts of words: "toothache"
_NAMES = {"fear": "fear voiced", "premature": "premature reassurance", "signal": "control signal"}


def score(codes: Codes) -> Score:
    fear = _fear(codes)
    if fear is None:
        return not_applicable("dental_anxiety", "no fear was voiced in dental talk")
    later = once_a_turn(code for code in codes["dental_anxiety"] if code.turn > fear.turn)
    found = of_kind(later, *SLOTS)
    taken = [(code.turn, code.start) for code in of_kind(found, "acknowledge", "explore")]
    early = [code for code in of_kind(later, "premature") if not taken or (code.turn, code.start) < min(taken)]
    quotes = (c.evidence(_NAMES.get(c.kind, c.kind.replace("_", "-"))) for c in (fear, *found, *early))
    slots = covered((code.kind for code in found), SLOTS, "% of 7 slots")
    return one_sided("dental_anxiety", slots, quotes, {"premature": count(early, "reassurances")})


def _fear(codes: Codes) -> Code | None:
    """The first fear that the patient side voices, where the conversation is dental."""
    found = codes["dental_anxiety"]
    dental = of_kind(found, "dental")
    near = {code.turn for code in dental}
    for code in of_kind(found, "fear"):
        if code.turn in near or len(dental) >= DENTAL_TALK or _DENTAL.search(codes.text(code)):
            return code
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
