"""How probable it is that a change of speaker is an interruption that a trainer would show.

Two heads of logistic regression over the numbers of features.py: `timed` where both ends have times, `text` where only
order, marks and words are known. Limits: see the model's card.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from carescore.predictors.floor.features import FloorExchange, vector
from carescore.predictors.linear import FloatArray, Head
from carescore.text.ngrams import Grams


def head_of(exchange: FloorExchange) -> str:
    """The head that judges an exchange."""
    return "text" if exchange.overlap_ms is None else "timed"


def predict(heads: Mapping[str, Head], exchanges: Sequence[FloorExchange]) -> FloatArray:
    """(n,): the probability that each exchange is an interruption."""
    found = np.zeros(len(exchanges))
    for name in dict.fromkeys(map(head_of, exchanges)):
        places = [i for i, exchange in enumerate(exchanges) if head_of(exchange) == name]
        found[places] = _judged(heads[name], [exchanges[i] for i in places])
    return found


def interrupts(heads: Mapping[str, Head], exchange: FloorExchange, probability: float) -> bool:
    """Whether a probability is high enough for the threshold of the head that judged the exchange."""
    both = np.array([[1.0 - probability, probability]])
    return heads[head_of(exchange)].choose(both) == [1]


def _judged(head: Head, exchanges: Sequence[FloorExchange]) -> FloatArray:
    rows = [vector(exchange) for exchange in exchanges]
    dense = np.array([[row[name] for name in head.dense_names] for row in rows])
    found: FloatArray = head.probabilities(Grams.from_lists([[] for _ in rows]), dense)[:, 1]
    return found


def probe(heads: Mapping[str, Head], items: Sequence[Mapping[str, Any]]) -> list[list[float]]:
    """For each golden input, the fields of an Exchange: its probability."""
    return [[float(p)] for p in predict(heads, [FloorExchange(**item) for item in items])]
