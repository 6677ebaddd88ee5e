"""textstat's readability figures, offline.

textstat asks NLTK for the CMU pronouncing dictionary and would download it; the dictionary travels with carescore
in NLTK's own layout and is put on NLTK's path first. textstat takes a second or two to import, so it is imported
only when a figure is asked for, and runs once over a speaker's joined words.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

_NLTK_DATA = Path(__file__).resolve().parents[1] / "nltk_data"


@dataclass(frozen=True, slots=True)
class Readability:
    """flesch_kincaid_grade: US school grade; flesch_reading_ease: 0 hard to 100 easy; syllables_per_word;
    polysyllable_share: percent of words of three or more syllables."""

    flesch_kincaid_grade: float
    flesch_reading_ease: float
    syllables_per_word: float
    polysyllable_share: float


@lru_cache(maxsize=1)
def _textstat() -> Any:
    import nltk

    if str(_NLTK_DATA) not in nltk.data.path:
        nltk.data.path.insert(0, str(_NLTK_DATA))
    import textstat

    return textstat.textstat


def of_text(text: str) -> Readability:
    """The figures of a text of at least one word."""
    stats = _textstat()
    words = max(stats.lexicon_count(text), 1)
    return Readability(
        flesch_kincaid_grade=float(stats.flesch_kincaid_grade(text)),
        flesch_reading_ease=float(stats.flesch_reading_ease(text)),
        syllables_per_word=stats.syllable_count(text) / words,
        polysyllable_share=100.0 * stats.polysyllabcount(text) / words,
    )
