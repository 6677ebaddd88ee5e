"""Trees as numbers: what a forest of one byte a feature can hold, and what it cannot."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from carescore.predictors.forest import Forest
from carescore.training import trees


def fitted(features: int) -> tuple[Any, npt.NDArray[np.float64]]:
    x = np.random.default_rng(0).normal(size=(120, features))
    return trees.fit(x, x[:, -1] > 0), x


def test_the_last_feature_of_a_byte_is_known() -> None:
    model, x = fitted(256)
    forest = Forest.from_arrays(trees.arrays([model]))
    assert forest.feature.max() == 255
    assert forest.logits(x)[:, 0] + trees.base(model) == pytest.approx(model.decision_function(x), abs=1e-9)


def test_a_feature_beyond_a_byte_is_refused() -> None:
    with pytest.raises(ValueError, match="by a number below 256"):
        trees.arrays([fitted(257)[0]])
