"""Norms: how the figures of a conversation stand among those of open, published conversations of its kind.

Each context has a table of quantiles (``norms/<context>.json``, made by ``benchmarks/norms.py``): for every figure and
skill the values at 0, 5 … 100 %, and how many conversations gave one. Most of these conversations are role-plays by
doctors: they say what is usual there, not what is good.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
FEWEST_CONVERSATIONS = 20  # with a value, below which no percentile is given


@cache
def table(context: str) -> Mapping[str, Any]:
    """The quantiles of a context: "from", "conversations", "figures" by name; empty where there are none."""
    file = resources.files(__package__).joinpath("norms", f"{context}.json")
    found: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return found


@cache
def _levels(n: int) -> FloatArray:
    """The percentages that n quantiles stand for."""
    return np.linspace(0, 100, n)


def percentile(context: str, name: str, value: float | None) -> float | None:
    """The share (%) of the context's conversations below this value, with half of those that equal it; None where there
    are too few."""
    known = table(context).get("figures", {}).get(name)
    if value is None or known is None or known["n"] < FEWEST_CONVERSATIONS:
        return None
    quantiles, levels = known["quantiles"], _levels(len(known["quantiles"]))
    below, above = bisect_left(quantiles, value), bisect_right(quantiles, value)
    if below < above:  # among equal quantiles: their middle
        return round(float((levels[below] + levels[above - 1]) / 2), 1)
    if not 0 < below < len(quantiles):
        return 0.0 if below == 0 else 100.0
    slope = (levels[below] - levels[below - 1]) / (quantiles[below] - quantiles[below - 1])
    return round(float(slope * (value - quantiles[below - 1]) + levels[below - 1]), 1)
