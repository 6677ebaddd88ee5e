"""VADER's scores (Hutto & Gilbert 2014, package vaderSentiment), as features of the sentiment model."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from string import punctuation
from typing import Any

import numpy as np

from carescore.nlp._linear import FloatArray

_NAMES = ("neg", "neu", "pos", "compound")


@lru_cache(maxsize=1)
def _analyzer() -> Any:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()


def scores(sentences: Sequence[str]) -> FloatArray:
    """(n, 4): neg, neu, pos (shares, 0 to 1) and compound (-1 to 1) of every sentence."""
    rows = [_scored(_analyzer(), sentence) for sentence in sentences]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(_NAMES))


def _scored(analyzer: Any, sentence: str) -> Sequence[float]:
    """A sentence without an emoji and without a word of VADER's lexicon is neutral, as VADER would find at length."""
    words = sentence.lower().split()
    known = analyzer.lexicon
    bare = [word.strip(punctuation) for word in words]
    if known.keys().isdisjoint(bare) and known.keys().isdisjoint(words) and analyzer.emojis.keys().isdisjoint(sentence):
        return (0.0, float(bool(words)), 0.0, 0.0)
    found = analyzer.polarity_scores(sentence)
    return [found[name] for name in _NAMES]
