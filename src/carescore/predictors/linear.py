"""The one predictor behind every bundled model: TF-IDF n-grams and a few dense features into logistic regression, to
which the sums of boosted trees over the dense features may be added.

Formula: w = (1 + ln count) · idf, each row divided by its Euclidean length; logit = w · coef + z · dense_coef +
intercept with z = (dense − mean) / scale; probability by the logistic function (two classes) or softmax.
The same sums as scikit-learn's TfidfVectorizer(sublinear_tf=True) → LogisticRegression, to 1e-9, from arrays alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from carescore.predictors.forest import Forest
from carescore.text.ngrams import NUMBERS, FloatArray, Grams

__all__ = ["FloatArray", "Head", "logistic"]


def logistic(log_odds: FloatArray) -> FloatArray:
    """The probabilities of log-odds."""
    found: FloatArray = 1.0 / (1.0 + np.exp(-log_odds))
    return found


@cache
def _places(terms: bytes) -> npt.NDArray[np.signedinteger]:
    """The place of every term by its number, -1 for other numbers and at the end; heads of the same terms share it."""
    numbers = NUMBERS.give(terms.decode("utf-8").split("\n"))
    found = np.full(numbers.max() + 2, -1, dtype=np.min_scalar_type(-len(numbers)))
    found[numbers] = np.arange(len(numbers))
    return found


@dataclass(frozen=True)
class Head:
    """One trained linear classifier as numbers.

    terms: the V terms, UTF-8, a line each; idf: (V,), coef: (V, K), dense_mean, dense_scale: (D,), dense_coef: (D, K),
    intercept, decision: (K,); K is 1 for two classes. unit_rows: whether rows are divided by their length. decision is
    added to the log-probabilities when a class must be chosen. forest: trees over the dense features whose sums are
    added to the scores, None where there are none.
    """

    classes: tuple[str, ...]
    terms: bytes = field(repr=False)
    idf: FloatArray = field(repr=False)
    coef: FloatArray = field(repr=False)
    intercept: FloatArray
    dense_names: tuple[str, ...]
    dense_mean: FloatArray
    dense_scale: FloatArray
    dense_coef: FloatArray
    decision: FloatArray
    unit_rows: bool = True
    forest: Forest | None = field(default=None, repr=False)

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Any]) -> Head:
        """Builds a head from what models/_training.py exported."""
        return cls(
            classes=tuple(arrays["classes"]),
            terms=bytes(arrays["terms"]),
            idf=arrays["idf"],
            coef=arrays["coef"],
            intercept=arrays["intercept"],
            dense_names=tuple(arrays["dense_names"]),
            dense_mean=arrays["dense_mean"],
            dense_scale=arrays["dense_scale"],
            dense_coef=arrays["dense_coef"],
            decision=arrays["decision"],
            unit_rows=arrays.get("unit_rows", True),
            forest=Forest.from_arrays(arrays["forest"]) if "forest" in arrays else None,
        )

    @cached_property
    def index(self) -> Mapping[str, int]:
        """The place of every term, for heads that are lists of words. Made when first asked for."""
        found = self.terms.decode("utf-8").split("\n")
        return dict(zip(found, range(len(found)), strict=True))

    def logits(self, grams: Grams, dense: FloatArray | None = None) -> FloatArray:
        """(n_rows, K) scores; dense is (n_rows, D) in the order of dense_names."""
        rows, ids, _ = grams.counts
        places = _places(self.terms)  # before the grams are looked up: it may bring new terms
        local = places.take(grams.numbers, mode="clip").take(ids)
        seen = (local >= 0).nonzero()[0]
        rows, local = rows.take(seen), local.take(seen).astype(np.intp)
        weight = grams.weights.take(seen) * self.idf.take(local)
        if self.unit_rows:
            length = np.sqrt(np.bincount(rows, weight * weight, grams.n_rows))
            length[length == 0] = 1.0
            weight = weight / length.take(rows)
        coef = self.coef.take(local, axis=0)  # a fifth of the time that [local] takes
        sums = [np.bincount(rows, weight * column, grams.n_rows) for column in coef.T]
        total: FloatArray = np.stack(sums, axis=1) + self.intercept
        if self.dense_names:
            if dense is None or dense.shape != (grams.n_rows, len(self.dense_names)):
                raise ValueError(f"needs dense features {self.dense_names} for {grams.n_rows} rows")
            total = total + self.dense_sums(dense)
        return total

    def dense_sums(self, dense: FloatArray) -> FloatArray:
        """(n_rows, K): what the dense features alone add to the scores."""
        found: FloatArray = ((dense - self.dense_mean) / self.dense_scale) @ self.dense_coef
        return found if self.forest is None else found + self.forest.logits(dense)

    def probabilities(self, grams: Grams, dense: FloatArray | None = None) -> FloatArray:
        """(n_rows, number of classes); each row sums to 1."""
        logits = self.logits(grams, dense)
        if logits.shape[1] == 1:
            positive = logistic(logits[:, 0])
            return np.stack([1.0 - positive, positive], axis=1)
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        result: FloatArray = powers / powers.sum(axis=1, keepdims=True)
        return result

    def choose(self, probabilities: FloatArray) -> list[int]:
        """The class index of each row: the largest log-probability after adding decision."""
        if not len(probabilities):
            return []
        return [int(i) for i in np.argmax(np.log(probabilities + 1e-12) + self.decision, axis=1)]
