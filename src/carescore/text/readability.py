"""How hard words are to take in, counted word by word, and textstat's school grades for what was written.

textstat has the same syllables from the same dictionary, but parses all of it first and scans a text once per figure:
1 to 2 seconds of import and most of a millisecond per hundred words. So talk is counted here, each distinct word once,
and textstat is imported only for messages, whose sentences are the writer's own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from carescore.text.syllables import syllables

_NLTK_DATA = Path(__file__).resolve().parents[1] / "nltk_data"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Words:
    """sentences, words, syllables, polysyllables (words of three or more) and unfamiliar words of some text."""

    sentences: int
    words: int
    syllables: int
    polysyllables: int
    unfamiliar: int


def count(sentences: Iterable[str], everyday: Container[str]) -> Words:
    """The counts of sentences; redaction marks and digits are no words."""
    said = [_WORD.findall(text.lower().replace("’", "'")) for text in sentences]
    distinct = Counter(word for words in said for word in words)
    lengths = {word: syllables(word) for word in distinct}
    return Words(
        sentences=sum(bool(words) for words in said),
        words=distinct.total(),
        syllables=sum(n * lengths[word] for word, n in distinct.items()),
        polysyllables=sum(n for word, n in distinct.items() if lengths[word] >= 3),
        unfamiliar=sum(n for word, n in distinct.items() if word not in everyday),
    )


@cache
def _textstat() -> Any:
    """textstat, with the dictionary that travels with carescore: it would download one otherwise."""
    import nltk

    if str(_NLTK_DATA) not in nltk.data.path:
        nltk.data.path.insert(0, str(_NLTK_DATA))
    import textstat

    return textstat.textstat


def grades(text: str) -> tuple[float, float]:
    """Flesch-Kincaid grade (US school grade) and Flesch reading ease (0 hard to 100 easy) of a written text."""
    stats = _textstat()
    return float(stats.flesch_kincaid_grade(text)), float(stats.flesch_reading_ease(text))
