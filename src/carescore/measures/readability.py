"""Readability: how hard the words are that each side explains with.

Definition. Words in sentences that are no question, of turns of at least fifteen words: the turns that explain.
Sentence ends in speech are the transcriber's, so only words are looked at; of text messages also the school grade.
Formula. Words of three or more syllables / words · 100; syllables / words; words outside the everyday table / words.
Of messages, over all that staff wrote: Flesch-Kincaid grade and Flesch reading ease, Coleman-Liau and automated
readability index.
Unit. Percent of words of three or more syllables. figures: polysyllable_share (the same, staff), syllables_per_word,
unfamiliar_share (%); in messages flesch_kincaid_grade, coleman_liau, automated_readability (US school grades),
flesch_reading_ease (0 hard to 100 easy).
Source. Kincaid et al. 1975; Flesch 1948; Coleman & Liau 1975; Smith & Senter 1967 (both by textstat);
syllables: CMU pronouncing dictionary, and a rule for others.
Limits. None of these is validated for speech. Under 100 explaining words there is no figure.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from carescore.annotate import Signals
from carescore.measures._base import SIDES, Codes, Figure, Level, Measure, Rate, Score, missing, whole, words_of
from carescore.segmentation import Dialogue, Turn
from carescore.text.readability import Words, ease, grade, letter_grades

MIN_WORDS = 100
EXPLAINS = 15  # words of a turn that can explain something: our choice


def score(codes: Codes) -> Score:
    dialogue, signals = codes.dialogue, codes.signals
    if _brief(dialogue.side("staff")):
        return missing("readability", f"fewer than {MIN_WORDS} staff words")
    read = {side: counted for side in SIDES if (counted := _explaining(dialogue, signals, side)).words >= MIN_WORDS}
    if "staff" not in read:
        return missing("readability", f"fewer than {MIN_WORDS} staff words")
    staff = read["staff"]
    by_role: dict[str, Figure] = {side: _long(counted) for side, counted in read.items()}
    figures: dict[str, Figure] = {
        "polysyllable_share": _long(staff),
        "syllables_per_word": Rate(staff.syllables, staff.words, 1, "syllables"),
        "unfamiliar_share": Rate(staff.unfamiliar, staff.words, 100, "% of words"),
    }
    if dialogue.written:
        whole_text = _in(signals, {turn.index for turn in dialogue.side("staff")}, questions=True)
        figures["flesch_kincaid_grade"] = Level(grade(whole_text), "US grade")
        figures["flesch_reading_ease"] = Level(ease(whole_text), "0 to 100")
        text = "\n".join(turn.text for turn in dialogue.side("staff"))
        for name, value in zip(("coleman_liau", "automated_readability"), letter_grades(text), strict=True):
            figures[name] = Level(value, "US grade")
    longest = max(dialogue.side("staff"), key=lambda turn: len(turn.text))
    return Score("readability", by_role["staff"], by_role, figures, (whole(longest, "longest staff turn"),))


def _brief(turns: Sequence[Turn]) -> bool:
    """Whether turns cannot hold MIN_WORDS words: between two words of ASCII text stands a sign."""
    return all(turn.text.isascii() for turn in turns) and sum(len(turn.text) + 1 for turn in turns) < 2 * MIN_WORDS


def _explaining(dialogue: Dialogue, signals: Signals, side: str) -> Words:
    return _in(signals, {turn.index for turn in dialogue.side(side) if words_of((turn,)) >= EXPLAINS}, questions=False)


def _in(signals: Signals, turns: Container[int], questions: bool) -> Words:
    """The words of the sentences of turns, with or without questions."""
    texts = zip(signals.sentences, signals.sentence_texts, strict=True)
    return signals.words_in(
        [text for (turn, *_), text in texts if turn in turns and (questions or not text.rstrip().endswith("?"))]
    )


def _long(counted: Words) -> Rate:
    return Rate(counted.polysyllables, counted.words, 100, "% of words")


MEASURE = Measure(
    name="readability",
    title="Readability of staff talk",
    unit="% of staff words of three or more syllables",
    better="lower",
    score=score,
)
