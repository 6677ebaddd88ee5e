"""The sums of the skills: the same for a first score and for one made again from a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean

import numpy as np
import numpy.typing as npt

from carescore.skills._base import SKILLS, Curve, Part, Skill

OVERALL = "overall"
FEWEST_SKILLS = 3  # known skills without which there is no overall figure


def points(curve: Curve, values: float | npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """What the values earn."""
    xs, ys = zip(*curve, strict=True)
    return np.asarray(np.interp(values, xs, ys), dtype=np.float64)


def earned(curve: Curve, value: float) -> float:
    """What one value earns, as a report shows it."""
    return round(float(points(curve, value)), 1)


def known_weight(parts: Iterable[Part]) -> float:
    """The weight of the parts that have points."""
    return sum(part.weight for part in parts if part.points is not None)


def enough(parts: Sequence[Part], share: float, least: float) -> bool:
    """Whether the known parts carry a skill: share of the weight of all that apply, and the least weight."""
    known = known_weight(parts)
    return known > 0 and known >= share * sum(part.weight for part in parts) and known >= least


def mean(parts: Sequence[Part]) -> float:
    """The skill's value: the weighted mean of the known parts' points."""
    return round(sum(part.points * part.weight for part in parts if part.points is not None) / known_weight(parts), 1)


def overall(skills: Mapping[str, Skill]) -> Skill:
    """The mean of the known skills, without interval and percentile."""
    parts = tuple(Part(name, skills[name].value, skills[name].value, 1.0) for name in SKILLS)
    known = [part.value for part in parts if part.value is not None]
    if len(known) < FEWEST_SKILLS:
        return Skill(OVERALL, None, parts, "fewer than three skills are known")
    return Skill(OVERALL, round(fmean(known), 1), parts)
