"""Trees from arrays equal the scikit-learn model they were exported from, to 1e-9."""

from __future__ import annotations

import numpy as np
import pytest

from carescore.predictors.forest import Forest
from carescore.training import trees

RANDOM = np.random.default_rng(3)
X = RANDOM.normal(size=(400, 5))
ANSWERS = (
    (X[:, 0] * X[:, 1] > 0) & (X[:, 2] > -1),
    X[:, 3] > 0.5,
)  # the second needs few nodes: trees that are not full


def test_equals_scikit_learn() -> None:
    models = [trees.fit(X, y) for y in ANSWERS]
    new = np.vstack([RANDOM.normal(size=(200, 5)), X[:20]])
    found = Forest.from_arrays(trees.arrays(models)).logits(new) + [trees.base(model) for model in models]
    assert np.abs(found - np.stack([model.decision_function(new) for model in models], axis=1)).max() < 1e-9
    assert found.std(axis=0).min() > 0.5


@pytest.mark.parametrize(("value", "leaf"), [(0.5, 1.0), (np.nextafter(np.float32(0.5), np.float32(1)), 2.0)])
def test_a_row_at_the_threshold_goes_left(value: float, leaf: float) -> None:
    one = Forest(np.zeros((1, 1, 1), np.uint8), np.full((1, 1, 1), 0.5), np.array([[[1.0, 2.0]]]))
    assert one.logits(np.array([[value]])).tolist() == [[leaf]]


def test_no_rows() -> None:
    assert Forest.from_arrays(trees.arrays([trees.fit(X, ANSWERS[0])])).logits(X[:0]).shape == (0, 1)
