"""Naive-Bayes weights before a linear classifier (NB-SVM: Wang & Manning 2012), and the calibration of a head.

One yes-or-no classifier a class, over TF-IDF weights multiplied by the class's log-count ratios; the ratios are folded
into the coefficients, so the exported head is like any other and costs nothing more to apply.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from carescore.predictors.linear import FloatArray
from carescore.text.ngrams import analyze
from carescore.training import heads as shared

SCALES = np.linspace(0.3, 2.0, 35)
BINS = 10


def fit(
    texts: Sequence[str],
    labels: Sequence[str],
    classes: Sequence[str],
    dense: FloatArray,
    dense_names: Sequence[str],
    C: float,
) -> shared.Arrays:
    """A head for three or more classes; its probabilities are the softmax of the classifiers' log-odds."""
    vectoriser = TfidfVectorizer(analyzer=analyze, sublinear_tf=True, min_df=3)
    matrix = vectoriser.fit_transform(texts).tocsr()
    scaler = StandardScaler().fit(dense)
    columns = [
        _one_class(matrix, scaler.transform(dense), np.array([label == name for label in labels]), C)
        for name in classes
    ]
    n_terms = matrix.shape[1]
    coef = np.stack([column for column, _ in columns], axis=1)
    terms = sorted(vectoriser.vocabulary_, key=vectoriser.vocabulary_.__getitem__)
    return {
        "classes": list(classes),
        "terms": np.frombuffer("\n".join(terms).encode("utf-8"), dtype=np.uint8),
        "idf": vectoriser.idf_,
        "coef": np.ascontiguousarray(coef[:n_terms]),
        "intercept": np.array([intercept for _, intercept in columns]),
        "dense_names": list(dense_names),
        "dense_mean": scaler.mean_,
        "dense_scale": scaler.scale_,
        "dense_coef": np.ascontiguousarray(coef[n_terms:]),
        "decision": np.zeros(len(classes)),
    }


def _one_class(
    matrix: scipy.sparse.csr_matrix, dense: FloatArray, positive: npt.NDArray[np.bool_], C: float
) -> tuple[FloatArray, float]:
    """Coefficients of terms and dense features, and the intercept, of one class against the others."""
    seen = matrix > 0
    yes, no = (np.asarray(seen[rows].sum(axis=0)).ravel() + 1.0 for rows in (positive, ~positive))
    ratio = np.log((yes / yes.sum()) / (no / no.sum()))
    weighted = scipy.sparse.hstack([matrix.multiply(ratio), dense]).tocsr()
    model = LogisticRegression(C=C, max_iter=5000, tol=1e-6, random_state=shared.SEED).fit(weighted, positive)
    coef = model.coef_[0].copy()
    coef[: len(ratio)] *= ratio
    return coef, float(model.intercept_[0])


def averaged(one: shared.Arrays, two: shared.Arrays) -> shared.Arrays:
    """The head whose log-odds are the mean of two heads over the same terms and features."""
    return one | {part: (one[part] + two[part]) / 2 for part in ("coef", "dense_coef", "intercept")}


def best_scale(probabilities: FloatArray, true: npt.NDArray[np.int64]) -> float:
    """The factor on the log-odds that gives held-out probabilities the least log loss."""
    rows = np.arange(len(true))
    return float(min(SCALES, key=lambda scale: -np.log(sharpened(probabilities, scale)[rows, true] + 1e-12).mean()))


def sharpened(probabilities: FloatArray, scale: float) -> FloatArray:
    powers = (probabilities + 1e-12) ** scale
    result: FloatArray = powers / powers.sum(axis=1, keepdims=True)
    return result


def scaled(head: shared.Arrays, scale: float) -> shared.Arrays:
    """The head with its log-odds multiplied."""
    return head | {part: head[part] * scale for part in ("coef", "dense_coef", "intercept")}


def calibration_error(probabilities: FloatArray, true: npt.NDArray[np.int64]) -> float:
    """Expected calibration error of the top class, over ten equal bins of its probability."""
    top, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == true
    place = np.minimum((top * BINS).astype(int), BINS - 1)
    gaps = [abs(float(top[place == b].mean() - right[place == b].mean())) * (place == b).mean() for b in set(place)]
    return float(sum(gaps))


def off(labels: npt.NDArray[Any], found: FloatArray, weights: FloatArray | None = None) -> float:
    """Expected calibration error of the second of two classes, over ten equal bins of its probability."""
    weights = np.ones(len(labels)) if weights is None else weights
    place = np.minimum((found * BINS).astype(int), BINS - 1)
    gaps = [abs((weights * (found - labels))[place == b].sum()) for b in range(BINS)]
    return float(sum(gaps) / weights.sum())
