"""Boosted trees fitted with scikit-learn, and as the arrays of carescore.predictors.forest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from carescore.predictors.linear import FloatArray

if TYPE_CHECKING:
    from sklearn.ensemble import GradientBoostingClassifier

DEPTH = 3
_NUMBER = np.uint8  # of a feature, as a Forest holds it
_TREES, _RATE = 100, 0.08
_MOST_FEATURES = np.iinfo(_NUMBER).max + 1
_ROWS, _FEATURES, _LEAF = 0.5, 0.3, 20  # shares seen by a tree and by a split; least rows of a leaf


def fit(x: FloatArray, y: Any) -> GradientBoostingClassifier:
    """Trees for two classes, the same for the same rows."""
    from sklearn.ensemble import GradientBoostingClassifier

    return GradientBoostingClassifier(
        n_estimators=_TREES,
        learning_rate=_RATE,
        max_depth=DEPTH,
        subsample=_ROWS,
        max_features=_FEATURES,
        min_samples_leaf=_LEAF,
        random_state=0,
    ).fit(x, y)


def base(model: GradientBoostingClassifier) -> float:
    """The log-odds that the trees are added to."""
    nobody = np.zeros((1, model.n_features_in_))
    rates = (model.learning_rate * tree.predict(nobody)[0] for tree in model.estimators_[:, 0])
    return float(model.decision_function(nobody)[0] - sum(rates))


def arrays(models: Sequence[GradientBoostingClassifier]) -> dict[str, Any]:
    """The arrays of a Forest whose sums are the models' log-odds without their bases. Raises ValueError for features
    beyond what its numbers reach."""
    if max(model.n_features_in_ for model in models) > _MOST_FEATURES:
        raise ValueError(f"a forest knows its features by a number below {_MOST_FEATURES}")
    nodes, leaves = 2**DEPTH - 1, 2**DEPTH
    shape = len(models), len(models[0].estimators_)
    found = {
        "feature": np.zeros((*shape, nodes), dtype=_NUMBER),
        "threshold": np.full((*shape, nodes), np.inf),
        "value": np.zeros((*shape, leaves)),
    }
    for k, model in enumerate(models):
        for m, one in enumerate(model.estimators_[:, 0]):
            row = {name: part[k, m] for name, part in found.items()}
            _fill(one.tree_, 0, 0, row)
        found["value"][k] *= model.learning_rate
    return found


def _fill(tree: Any, node: int, place: int, row: dict[str, Any]) -> None:
    """Copies a tree's node to its place of the complete tree; below a leaf every place has the leaf's value."""
    first = len(row["feature"])
    is_leaf = tree.children_left[node] < 0
    if place >= first:
        row["value"][place - first] = tree.value[node].item()
        return
    if not is_leaf:
        row["feature"][place], row["threshold"][place] = tree.feature[node], tree.threshold[node]
    sides = (node, node) if is_leaf else (tree.children_left[node], tree.children_right[node])
    for step, side in enumerate(sides, 1):
        _fill(tree, int(side), 2 * place + step, row)
