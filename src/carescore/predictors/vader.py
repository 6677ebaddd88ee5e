"""VADER's scores (Hutto & Gilbert 2014, package vaderSentiment), as features of the sentiment model.

The package's own rules, figure for figure; left out is only what cannot change a figure: the search for emoji in plain
text, and the rules for words that are not in its lexicon. The package takes time by the square of a sentence's words:
a sentence of more than LONGEST words, as speech without marks has them, is cut, and its figures are its pieces' means.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import fmean
from string import punctuation
from typing import Any

import numpy as np

from carescore.predictors.linear import FloatArray
from carescore.text.words import straight

LONGEST = 200  # words; no sentence of the models' training data is longer
MOST_EMOJI = 20  # of a sentence; more say nothing more
_REACH = 4  # words to either side of a word that the package's rules look at
_NAMES = ("neg", "neu", "pos", "compound")
_OF_RULES = ("no", "so", "this", "least")  # stand in the rules themselves; "never" and "without" negate


@dataclass(frozen=True, slots=True)
class _Detected:
    """What VADER's rules read of a sentence."""

    words_and_emoticons: list[str]
    is_cap_diff: bool


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as VADER sees it: without the marks around it, in lower case; whether it is in capitals; whether it is in
    the lexicon, and no mere booster; whether the rules do nothing to a word of the lexicon near which it stands."""

    bare: str
    low: str
    shouted: bool
    weighty: bool
    inert: bool


@lru_cache(maxsize=8192)
def _word(written: str) -> _Word:
    vader, analyzer = _package()
    stripped = written.strip(punctuation)
    bare = stripped if len(stripped) > 2 else written
    low = bare.lower()
    weighty = low in analyzer.lexicon and low not in vader.BOOSTER_DICT
    return _Word(bare, low, bare.isupper(), weighty, low not in _telling() and "n't" not in low)


@lru_cache(maxsize=1)
def _telling() -> frozenset[str]:
    """Words without one of which, in reach of a word of the lexicon, no rule changes what that word is worth: those
    that negate or boost, and one word of each phrase that does, or that is worth something of its own."""
    vader, _ = _package()
    phrases = (*vader.SPECIAL_CASES, *vader.BOOSTER_DICT)
    return frozenset((*vader.NEGATE, *_OF_RULES, *(max(phrase.split(), key=len) for phrase in phrases)))


@lru_cache(maxsize=1)
def _package() -> tuple[Any, Any]:
    """The package's module and its analyzer."""
    from vaderSentiment import vaderSentiment

    return vaderSentiment, vaderSentiment.SentimentIntensityAnalyzer()


def scores(sentences: Sequence[str]) -> FloatArray:
    """(n, 4): neg, neu, pos (shares, 0 to 1) and compound (-1 to 1) of every sentence."""
    rows = [_bounded(straight(sentence), *_package()) for sentence in sentences]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(_NAMES))


def _bounded(sentence: str, vader: Any, analyzer: Any) -> Sequence[float]:
    """The sentence's figures, or the means over its pieces of LONGEST words."""
    words = sentence.split()
    if len(words) <= LONGEST:
        return _scored(sentence, vader, analyzer)
    pieces = [" ".join(words[at : at + LONGEST]) for at in range(0, len(words), LONGEST)]
    return [fmean(column) for column in zip(*(_scored(piece, vader, analyzer) for piece in pieces), strict=True)]


def _scored(sentence: str, vader: Any, analyzer: Any) -> Sequence[float]:
    if not sentence.isascii() and not analyzer.emojis.keys().isdisjoint(sentence):
        found = analyzer.polarity_scores(_few_emoji(sentence, analyzer.emojis))
        return [found[name] for name in _NAMES]
    seen = [_word(word) for word in sentence.split()]
    weighty = [i for i, word in enumerate(seen) if word.weighty]
    low = [word.low for word in seen] if weighty else []
    weighty = [i for i in weighty if low[i : i + 2] != ["kind", "of"]]
    if not weighty:
        return (0.0, float(bool(seen)), 0.0, 0.0)
    words = [word.bare for word in seen]
    shouts = 0 < sum(word.shouted for word in seen) < len(seen)
    valences: list[float] = [0] * len(words)
    for i in weighty:
        first = max(0, i - _REACH)
        if not shouts and all(word.inert for word in seen[first : i + _REACH + 1]):
            valences[i] = analyzer.lexicon[low[i]]
            continue
        near = _Detected(words[first : i + _REACH + 1], shouts)
        (valences[i],) = analyzer.sentiment_valence(0, near, words[i], i - first, [])
    if "but" in low:
        valences = analyzer._but_check(words, valences)
    found = analyzer.score_valence(valences, sentence)
    return [found[name] for name in _NAMES]


def _few_emoji(sentence: str, emojis: Container[str]) -> str:
    """The sentence without the emoji beyond MOST_EMOJI: each stands for several words."""
    places = [at for at, sign in enumerate(sentence) if sign in emojis]
    left_out = frozenset(places[MOST_EMOJI:])
    return "".join(" " if at in left_out else sign for at, sign in enumerate(sentence)) if left_out else sentence
