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
        feature, threshold = (part.reshape(-1, n_nodes) for part in (self.feature, self.threshold))
        trees, rows = np.arange(len(feature)), np.arange(len(dense))[:, None]
        short = dense.astype(np.float32)
        place = np.zeros((len(dense), len(trees)), dtype=np.int64)
        while place.size and place[0, 0] < n_nodes:
            place = 2 * place + 1 + (short[rows, feature[trees, place]] > threshold[trees, place])
        leaves = self.value.reshape(len(trees), -1)[trees, place - n_nodes]
        total: FloatArray = leaves.reshape(len(dense), n_sums, n_trees).sum(axis=2)
        return total
