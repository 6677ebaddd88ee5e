"""What the models of ratings share: n-grams beside dense features into ridge regression on the rating, then calibrated.

The head that ships gives a probability; its log-odds are a straight line of the predicted rating, so the order is the
regression's. Cross-validated ratings, each from a model that saw none of its group, serve for both figures and fit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.preprocessing import StandardScaler

from carescore.predictors.linear import Head
from carescore.training import heads as shared

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
FOLDS = 5


@dataclass(frozen=True)
class Rated:
    """Examples: the grams and dense features of each, the rating, its weight, the group that a fold must not split; and
    how they are fitted. scale: of the standardised dense features against rows of length 1."""

    grams: Sequence[Sequence[str]]
    dense: Floats
    ratings: Floats
    weights: Floats
    groups: Ints
    names: Sequence[str]
    alpha: float
    scale: float

    def of(self, rows: Ints) -> Rated:
        """Some of the examples."""
        return replace(
            self,
            grams=[self.grams[i] for i in rows.tolist()],
            dense=self.dense[rows],
            ratings=self.ratings[rows],
            weights=self.weights[rows],
            groups=self.groups[rows],
        )


def _fit(data: Rated, rows: Ints) -> tuple[TfidfVectorizer, StandardScaler, Ridge]:
    vectoriser = TfidfVectorizer(analyzer=list, sublinear_tf=True, min_df=3)
    matrix = vectoriser.fit_transform([data.grams[i] for i in rows.tolist()])
    scaler = StandardScaler().fit(data.dense[rows])
    beside = data.scale * scaler.transform(data.dense[rows])
    model = Ridge(alpha=data.alpha, solver="sparse_cg", tol=1e-8, random_state=shared.SEED)
    model.fit(scipy.sparse.hstack([matrix, beside]).tocsr(), data.ratings[rows], sample_weight=data.weights[rows])
    return vectoriser, scaler, model


def out_of_fold(data: Rated) -> tuple[Floats, Ints]:
    """The predicted rating of every example by a model that saw none of its group, and the folds."""
    fold = np.random.default_rng(shared.SEED).integers(0, FOLDS, int(data.groups.max()) + 1)[data.groups]
    found = np.zeros(len(data.ratings))
    for k in range(FOLDS):
        rows = np.flatnonzero(fold == k)
        if not len(rows):  # of few groups
            continue
        vectoriser, scaler, model = _fit(data, np.flatnonzero(fold != k))
        matrix = vectoriser.transform([data.grams[i] for i in rows.tolist()])
        beside = data.scale * scaler.transform(data.dense[rows])
        found[rows] = model.predict(scipy.sparse.hstack([matrix, beside]).tocsr())
    return found, fold


def calibrated(found: Floats, labels: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and shift that turn held-out ratings into log-odds of the label (Platt 1999)."""
    model = LogisticRegression(C=1e6).fit(found[:, None], labels)
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def head(data: Rated, classes: Sequence[str], slope: float, shift: float, cut: float = 0.5) -> shared.Arrays:
    """The head as numbers, fitted on everything; cut: the probability from which on the second class is chosen."""
    vectoriser, scaler, model = _fit(data, np.arange(len(data.ratings)))
    terms = sorted(vectoriser.vocabulary_, key=vectoriser.vocabulary_.__getitem__)
    coef = slope * model.coef_
    return {
        "classes": list(classes),
        "terms": np.frombuffer("\n".join(terms).encode("utf-8"), dtype=np.uint8),
        "idf": vectoriser.idf_.astype(np.float32),
        "coef": coef[: len(terms), None].astype(np.float32),
        "intercept": np.array([slope * model.intercept_ + shift]),
        "dense_names": list(data.names),
        "dense_mean": scaler.mean_,
        "dense_scale": scaler.scale_,
        "dense_coef": data.scale * coef[len(terms) :, None],
        "decision": np.array([0.0, np.log((1 - cut) / cut)]),
    }


def finish(
    home: Path,
    arrays: Mapping[str, shared.Arrays],
    metrics: Mapping[str, float],
    labels: Sequence[str],
    dataset: Mapping[str, str],
    golden: Sequence[Mapping[str, Any]],
    probe: Callable[[Mapping[str, Head], Sequence[Mapping[str, Any]]], list[list[float]]],
) -> None:
    """Prints what was measured, and writes the model to its folder, home."""
    for name, value in metrics.items():
        print(f"{name} {value:.4f}")
    shared.write_model(
        home,
        arrays,
        version="1",
        labels=labels,
        datasets=[dataset],
        metrics=metrics,
        golden=golden,
        probe=probe,
    )


def spread(figure: Callable[[Ints], float], fold: Ints) -> float:
    """The standard deviation of a figure over the folds; figure gets the rows of one."""
    return float(np.std([figure(np.flatnonzero(fold == k)) for k in range(FOLDS)]))
