"""How hard words are to take in, counted word by word, and the school grades of what was written.

Spoken sentences end where a transcriber ended them, so a grade is for messages only, whose sentences are the writer's
own. textstat gives the grades that count letters. The two that count syllables are worked out here: textstat counts
syllables itself, hyphenates what its dictionary lacks ("colonoscopy" as one syllable: the more jargon, the easier it
looked), and would download the dictionary; its functions that need one are never called.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass

from carescore.text.regex import lazy
from carescore.text.syllables import syllables

_WORD = lazy(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


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


def grade(words: Words) -> float:
    """Flesch-Kincaid grade, a US school grade (Kincaid et al. 1975)."""
    return 0.39 * words.words / words.sentences + 11.8 * words.syllables / words.words - 15.59


def letter_grades(text: str) -> tuple[float, float]:
    """Coleman-Liau index and automated readability index of a written text, US school grades (textstat)."""
    import textstat

    return float(textstat.coleman_liau_index(text)), float(textstat.automated_readability_index(text))


def ease(words: Words) -> float:
    """Flesch reading ease, 0 hard to 100 easy (Flesch 1948)."""
    return 206.835 - 1.015 * words.words / words.sentences - 84.6 * words.syllables / words.words
