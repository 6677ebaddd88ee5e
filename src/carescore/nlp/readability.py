"""Counts of what makes words hard to take in, and the school-grade formulas over them.

textstat gives the same syllables from the same dictionary, but parses all of it first and scans a text once per figure:
1 to 2 seconds of import and most of a millisecond per hundred words. Here each distinct word is looked up once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass

from carescore.nlp._pronounced import syllables

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


def flesch_kincaid_grade(counted: Words) -> float:
    """US school grade of at least one word."""
    return 0.39 * counted.words / counted.sentences + 11.8 * counted.syllables / counted.words - 15.59


def flesch_reading_ease(counted: Words) -> float:
    """0 hard to 100 easy, of at least one word."""
    return 206.835 - 1.015 * counted.words / counted.sentences - 84.6 * counted.syllables / counted.words
