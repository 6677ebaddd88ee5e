"""Fillers: how often do staff say "um" and "uh"?

Definition. Phrases of the lexicon in staff talk.
Formula. Fillers / staff words · 100.
Unit. Per 100 staff words.
Source. Clark & Fox Tree 2002.
Limits. Most transcripts leave fillers out; none found does not mean that none was spoken.
"""

from carescore.measuring import Codes, Measure, Score, one_sided, per_words, phrases


def score(codes: Codes) -> Score:
    found = phrases(codes.dialogue, codes.signals, "fillers", "staff")
    return one_sided("fillers", per_words(len(found), codes.dialogue.side("staff")), found)


MEASURE = Measure(
    name="fillers",
    title="Fillers",
    unit="per 100 staff words",
    better="lower",
    score=score,
    counts=True,
)
