"""Boosted trees as numbers: the sums of scikit-learn's GradientBoostingClassifier, to 1e-9, from arrays alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from carescore.text.ngrams import FloatArray


@dataclass(frozen=True)
class Forest:
    """K sums of M complete trees of one depth D. feature, threshold: (K, M, 2**D - 1), the nodes level by level; value:
    (K, M, 2**D), what each leaf adds. A row goes right where its feature, as a float32, is above the threshold."""

    feature: npt.NDArray[np.uint8] = field(repr=False)
    threshold: FloatArray = field(repr=False)
    value: FloatArray = field(repr=False)

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Any]) -> Forest:
        return cls(arrays["feature"], arrays["threshold"], arrays["value"])

    def logits(self, dense: FloatArray) -> FloatArray:
        """(n_rows, K): the sum of the leaves that each row comes to; dense is (n_rows, features)."""
        n_sums, n_trees, n_nodes = self.feature.shape
        trees, rows = np.arange(n_sums * n_trees), np.arange(len(dense))[:, None] * dense.shape[1]
        short = dense.astype(np.float32)
        place = np.zeros((len(dense), len(trees)), dtype=np.int64)
        while place.size and place[0, 0] < n_nodes:
            node = trees * n_nodes + place  # among the nodes of all trees: looked up so in a third of the time
            place = 2 * place + 1 + (short.take(rows + self.feature.take(node)) > self.threshold.take(node))
        leaves = self.value.take(trees * (n_nodes + 1) + place - n_nodes)
        total: FloatArray = leaves.reshape(len(dense), n_sums, n_trees).sum(axis=2)
        return total
