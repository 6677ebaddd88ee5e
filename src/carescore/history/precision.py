"""How exactly a skill is measured, and so how large a difference must be before it means something.

The standard error of measurement of one conversation (SEM) is that of docs/validity.md, which benchmarks/reliability.py
writes. It holds no other patient and no other day; where a library has enough conversations, their own spread from one
to the next (von Neumann's successive differences, which no trend inflates) replaces it if it is larger.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from math import sqrt
from statistics import NormalDist

LEVEL = 0.05  # how often chance alone may be called a change
SEVERAL = 5  # conversations of a mean on either side, as in docs/validity.md
FEWEST_STEPS = 20  # differences from one conversation to the next below which a library's own spread is not used


@cache
def published() -> Mapping[str, float]:
    """SEM of one conversation by skill, in points of 100."""
    text = resources.files(__package__).joinpath("precision.json").read_text(encoding="utf-8")
    found: dict[str, float] = json.loads(text)["sem"]
    return found


def noise(skill: str, steps: Sequence[float] = ()) -> float:
    """The standard deviation that chance gives one conversation's skill. steps: by how much a value differs from the
    one before it of the same person, setting and instrument."""
    own = sqrt(sum(step * step for step in steps) / (2 * len(steps))) if len(steps) >= FEWEST_STEPS else 0.0
    return max(published()[skill], own)


def smallest_change(noise: float, before: int, after: int, comparisons: int = 1) -> float:
    """The smallest difference between the means of so many conversations that chance gives in fewer than one of twenty
    rounds of so many comparisons (Bonferroni)."""
    return quantile(comparisons) * noise * sqrt(1 / before + 1 / after)


def quantile(comparisons: int = 1, sides: int = 2) -> float:
    """Standard errors beyond which chance rarely goes in any of so many comparisons."""
    return NormalDist().inv_cdf(1 - LEVEL / (sides * max(comparisons, 1)))
