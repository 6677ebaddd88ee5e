"""VADER's scores (Hutto & Gilbert 2014, package vaderSentiment), as features of the sentiment model."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
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
    found = [_analyzer().polarity_scores(sentence) for sentence in sentences]
    rows = [[score[name] for name in _NAMES] for score in found]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(_NAMES))
