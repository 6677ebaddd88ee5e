"""Fitting a head to labels: anew, or adapted from the bundled one; its calibration and its decision; as an estimator.

Adapted: logistic regression over the bundled head's own terms and features beside its log-odds, which are all but free
of the penalty. A sum of linear functions of the same columns is one: the result is a head like any other, and where
labels say nothing it stays as it was. No word of the labelled turns enters the model, only weights.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold

from carescore.predictors.linear import FloatArray, Head
from carescore.text.ngrams import IntArray
from carescore.training import weighted
from carescore.training.decisions import offsets
from carescore.training.heads import SEED, Arrays
from carescore.training.own._data import Material

FOLDS, INNER = 5, 3
C = 1.0  # of 0.03, 0.1, 0.3, 1 and 3, on 120 to 757 replies of a data set that the bundled head does not know
DENSE_WEIGHT = 0.2  # of a standardised dense feature beside rows of length 1
LOGIT_WEIGHT = 3.0  # of the bundled head's log-odds: so strong, the penalty hardly holds them


def folds(labels: IntArray, groups: IntArray, n: int = FOLDS) -> list[tuple[IntArray, IntArray]]:
    """(rows learnt from, rows held out): whole conversations, the classes in like shares."""
    chosen = StratifiedGroupKFold(n, shuffle=True, random_state=SEED)
    return list(chosen.split(np.zeros(len(labels)), labels, groups))


def design(material: Material) -> Any:
    """The rows as columns of the bundled head: its terms with their weights, then its dense features."""
    head, grams = material.bundled, material.grams
    rows, ids, counts = grams.counts
    local = grams.places(head.index)[ids] if len(ids) else ids
    seen = local >= 0
    weight = (1 + np.log(counts[seen])) * head.idf[local[seen]]
    shape = grams.n_rows, len(head.idf)
    terms = scipy.sparse.csr_matrix((weight, (rows[seen], local[seen])), shape)
    length = np.sqrt(np.asarray(terms.multiply(terms).sum(axis=1)).ravel())
    length[length == 0] = 1.0
    dense = (material.dense - head.dense_mean) / head.dense_scale
    return scipy.sparse.hstack([scipy.sparse.diags(1 / length) @ terms, DENSE_WEIGHT * dense]).tocsr()


def adapted(material: Material, columns: Any, rows: IntArray) -> Arrays:
    """The bundled head with what the labels of rows add. columns: the design."""
    head, n_terms = material.bundled, len(material.bundled.idf)
    before = head.logits(material.grams, material.dense)[rows]
    mean, scale = before.mean(axis=0), before.std(axis=0) + 1e-9
    mine = columns[rows]
    seen = np.flatnonzero(mine.getnnz(axis=0))  # the others stay 0
    x = scipy.sparse.hstack([mine[:, seen], LOGIT_WEIGHT * (before - mean) / scale]).tocsr()
    model = LogisticRegression(C=C, max_iter=1000, random_state=SEED).fit(x, material.labels[rows])
    added, turned = np.zeros((columns.shape[1], len(model.coef_))), LOGIT_WEIGHT * model.coef_[:, len(seen) :].T
    added[seen] = model.coef_[:, : len(seen)].T
    turned /= scale[:, None]
    return exported(head) | {
        "coef": head.coef @ turned + added[:n_terms],
        "dense_coef": head.dense_coef @ turned + DENSE_WEIGHT * added[n_terms:],
        "intercept": (head.intercept - mean) @ turned + model.intercept_,
    }


def exported(head: Head) -> Arrays:
    """A head as the arrays it was made of."""
    names = ("idf", "coef", "intercept", "dense_mean", "dense_scale", "dense_coef", "decision", "unit_rows")
    return {
        "classes": list(head.classes),
        "terms": np.frombuffer(head.terms, dtype=np.uint8),
        "dense_names": list(head.dense_names),
        **{name: getattr(head, name) for name in names},
    }


class Learner(ClassifierMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn ships no types
    """A head as an estimator of scikit-learn, over numbers of the material's rows: all that labels decide is in fit, so
    that cross-validation judges it whole. arrays_: what was fitted."""

    def __init__(self, material: Material, anew: bool = False) -> None:
        self.material = material
        self.anew = anew

    def fit(self, X: IntArray, y: IntArray) -> Learner:
        """Fits the head, then calibrates it and sets its decision by cross-validation within X."""
        material, rows = self.material, X[:, 0]
        self.classes_ = np.arange(len(material.classes))
        if set(y.tolist()) != set(self.classes_.tolist()):
            raise ValueError("a class has no row")
        core = material.anew if self.anew else partial(adapted, material, design(material))
        arrays, found = core(rows), np.full((len(rows), len(self.classes_)), np.nan)
        for kept, held in folds(y, material.groups[rows], INNER):
            if len(set(y[kept].tolist())) == len(self.classes_):
                found[held] = self._judged(core(rows[kept]), rows[held])
        known = ~np.isnan(found[:, 0])
        if len(set(y[known].tolist())) == len(self.classes_):
            scale = weighted.best_scale(found[known], y[known])
            decision = offsets(y[known], weighted.sharpened(found[known], scale))
            arrays = weighted.scaled(arrays, scale) | {"decision": decision}
        self.arrays_ = arrays
        return self

    def predict_proba(self, X: IntArray) -> FloatArray:
        return self._judged(self.arrays_, X[:, 0])

    def predict(self, X: IntArray) -> npt.NDArray[np.int64]:
        return np.array(Head.from_arrays(self.arrays_).choose(self.predict_proba(X)), dtype=np.int64)

    def _judged(self, arrays: Arrays, rows: IntArray) -> FloatArray:
        found: FloatArray = Head.from_arrays(arrays).probabilities(self.material.grams, self.material.dense)[rows]
        return found
