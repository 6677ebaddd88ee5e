"""What every part of the skills brings to the overall figure, and what it leaves open there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from carescore.skills._base import SKILLS, Skill


class Gain(NamedTuple):
    """One known part of a skill: the points of the overall figure that it won, and those that it lost."""

    skill: str
    part: str
    won: float
    lost: float


def gains(skills: Mapping[str, Skill]) -> Iterator[Gain]:
    """Every known part, in the order of the skills."""
    for name in SKILLS:
        parts = [part for part in skills[name].parts if part.points is not None]
        total = sum(part.weight for part in parts) * len(SKILLS)
        for part in parts:
            points = part.points or 0.0
            yield Gain(name, part.measure, part.weight * points / total, part.weight * (100 - points) / total)


def raises(skills: Mapping[str, Skill], most: int = 3) -> list[Gain]:
    """What would raise the overall figure most, the largest first."""
    return sorted((gain for gain in gains(skills) if gain.lost > 0), key=lambda gain: -gain.lost)[:most]
