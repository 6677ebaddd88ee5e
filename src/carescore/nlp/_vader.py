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
    """VADER's figures of a sentence, by its own rules; its search for emoji and its rules for every word, which cost
    the most, are left out where a sentence has no emoji and a word is not in its lexicon."""
    if not analyzer.emojis.keys().isdisjoint(sentence):
        found = analyzer.polarity_scores(sentence)
        return [found[name] for name in _NAMES]
    low = sentence.lower().split()
    if analyzer.lexicon.keys().isdisjoint([*low, *(word.strip(punctuation) for word in low)]):
        return (0.0, float(bool(low)), 0.0, 0.0)
    found = _weighed(analyzer, sentence.strip())
    return [found[name] for name in _NAMES]


def _weighed(analyzer: Any, text: str) -> Any:
    """polarity_scores of a text without emoji."""
    from vaderSentiment import vaderSentiment as vader

    heard = vader.SentiText(text)
    words = heard.words_and_emoticons
    low = [word.lower() for word in words]
    valences: list[float] = []
    for i, (word, following) in enumerate(zip(low, [*low[1:], ""], strict=True)):
        if word not in analyzer.lexicon or word in vader.BOOSTER_DICT or (word, following) == ("kind", "of"):
            valences.append(0)
        else:
            valences = analyzer.sentiment_valence(0, heard, words[i], i, valences)
    return analyzer.score_valence(analyzer._but_check(words, valences), text)
