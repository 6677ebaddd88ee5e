"""VADER's scores (Hutto & Gilbert 2014, package vaderSentiment), as features of the sentiment model.

The package's own rules, figure for figure; left out is only what cannot change a figure: the search for emoji in plain
text, and the rules for words that are not in its lexicon.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from string import punctuation
from typing import Any

import numpy as np

from carescore.predictors.linear import FloatArray

_NAMES = ("neg", "neu", "pos", "compound")


@dataclass(frozen=True, slots=True)
class _Heard:
    """What VADER's rules read of a sentence."""

    words_and_emoticons: list[str]
    is_cap_diff: bool


@lru_cache(maxsize=1)
def _package() -> tuple[Any, Any]:
    """The package's module and its analyzer."""
    from vaderSentiment import vaderSentiment

    return vaderSentiment, vaderSentiment.SentimentIntensityAnalyzer()


def scores(sentences: Sequence[str]) -> FloatArray:
    """(n, 4): neg, neu, pos (shares, 0 to 1) and compound (-1 to 1) of every sentence."""
    rows = [_scored(sentence, *_package()) for sentence in sentences]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(_NAMES))


def _scored(sentence: str, vader: Any, analyzer: Any) -> Sequence[float]:
    if not sentence.isascii() and not analyzer.emojis.keys().isdisjoint(sentence):
        found = analyzer.polarity_scores(sentence)
        return [found[name] for name in _NAMES]
    words = [bare if len(bare := word.strip(punctuation)) > 2 else word for word in sentence.split()]
    low = [word.lower() for word in words]
    weighty = [i for i, word in enumerate(low) if word in analyzer.lexicon and word not in vader.BOOSTER_DICT]
    weighty = [i for i in weighty if low[i : i + 2] != ["kind", "of"]]
    if not weighty:
        return (0.0, float(bool(words)), 0.0, 0.0)
    heard = _Heard(words, vader.allcap_differential(words))
    valences: list[float] = [0] * len(words)
    for i in weighty:
        (valences[i],) = analyzer.sentiment_valence(0, heard, words[i], i, [])
    if "but" in low:
        valences = analyzer._but_check(words, valences)
    found = analyzer.score_valence(valences, sentence)
    return [found[name] for name in _NAMES]
