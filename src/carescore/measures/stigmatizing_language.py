"""Stigmatizing language: words that put a label, blame or doubt on people, where person-first words exist.

Definition. Phrases of the lexicon in staff talk, in the senses that hurt: "clean teeth", "failed filling", "denied
claim", "diabetic shoes" are none. A word that the patient side used before is an echo: shown, not counted. Dictation to
a chart ("a 60 year old male who denies ...") is not talk with the patient.
Formula. Phrases / staff words · 1000. figures: echoed (words of the patient taken over).
Unit. Phrases per 1000 staff words.
Source. Kinds: Goddu et al. 2018; Park et al. 2021. Words: NIDA; Himmelstein et al. 2022. Published norms are for notes,
not for speech.
Limits. Most such words hurt only in context, and context reaches as far as the phrase. The report gives a person-first
wording in the lexicon's column `plain`.
"""

from __future__ import annotations

from carescore.measures._base import Codes, Measure, Score, per_words
from carescore.measures._kinds import count, having, one_sided


def score(codes: Codes) -> Score:
    found = codes["stigmatizing_language"]
    echoes = having(found, echo="yes")
    rate = per_words(len(found) - len(echoes), codes.dialogue.side("staff"), 1000.0)
    quotes = (code.evidence("echo" if code in echoes else None) for code in found)
    return one_sided("stigmatizing_language", rate, quotes, {"echoed": count(echoes, "words")})


MEASURE = Measure(
    name="stigmatizing_language",
    title="Stigmatizing language",
    unit="phrases per 1000 staff words",
    better="lower",
    score=score,
)
