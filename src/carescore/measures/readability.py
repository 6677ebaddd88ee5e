"""Readability: how hard the words of each side are to take in.

Definition. textstat's figures over each side's joined words.
Formula. Flesch-Kincaid grade = 0.39 · words/sentences + 11.8 · syllables/words − 15.59; Flesch reading ease =
206.835 − 1.015 · words/sentences − 84.6 · syllables/words; polysyllables: words of three or more syllables / words.
Unit. US school grade. figures: flesch_reading_ease (0 hard to 100 easy), syllables_per_word, polysyllable_share (%).
Source. Kincaid et al. 1975; Flesch 1948; syllables from the CMU pronouncing dictionary.
Limits. None of these is validated for speech, where sentence ends are the transcriber's; syllables_per_word and
polysyllable_share do not depend on them. Under 100 words there is no figure.
"""

from __future__ import annotations

from collections.abc import Iterable

from carescore.measures._base import SIDES, Figure, Measure, Sample, Score, missing, whole, words_of
from carescore.nlp import Signals
from carescore.nlp.readability import of_text
from carescore.segmentation import Dialogue, Turn

MIN_WORDS = 100


def score(dialogue: Dialogue, signals: Signals) -> Score:
    sides = {side: dialogue.side(side) for side in SIDES}
    if words_of(sides["staff"]) < MIN_WORDS:
        return missing("readability", f"fewer than {MIN_WORDS} staff words")
    read = {side: of_text(_joined(turns)) for side, turns in sides.items() if words_of(turns) >= MIN_WORDS}
    by_role: dict[str, Figure] = {side: Sample((r.flesch_kincaid_grade,), "US grade") for side, r in read.items()}
    staff = read["staff"]
    figures: dict[str, Figure] = {
        "flesch_reading_ease": Sample((staff.flesch_reading_ease,), "0 to 100"),
        "syllables_per_word": Sample((staff.syllables_per_word,), "syllables"),
        "polysyllable_share": Sample((staff.polysyllable_share,), "% of words"),
    }
    longest = max(sides["staff"], key=lambda turn: len(turn.text))
    return Score("readability", by_role["staff"], by_role, figures, (whole(longest, "longest staff turn"),))


def _joined(turns: Iterable[Turn]) -> str:
    return " ".join(turn.text for turn in turns)


MEASURE = Measure(
    name="readability",
    title="Readability of staff talk",
    unit="US school grade",
    needs=frozenset({"staff"}),
    better="lower",
    source="Kincaid et al. 1975; Flesch 1948; textstat",
    score=score,
    counts=False,
)
