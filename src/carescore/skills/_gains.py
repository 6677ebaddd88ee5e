"""What every part of the skills brings to the overall figure, and what it could still bring."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from carescore.skills._base import SKILLS, Skill
from carescore.skills._sums import FEWEST_SKILLS


class Contribution(NamedTuple):
    """One known part of a skill: the points of the overall figure that it earned, and those still to gain."""

    skill: str
    part: str
    earned: float
    gain: float


def contributions(skills: Mapping[str, Skill]) -> Iterator[Contribution]:
    """Every known part of the known skills, whose mean the overall figure is, in their order; none where there are too
    few of them for that figure."""
    known = [name for name in SKILLS if skills[name].value is not None]
    for name in known if len(known) >= FEWEST_SKILLS else ():
        parts = [part for part in skills[name].parts if part.points is not None]
        total = sum(part.weight for part in parts) * len(known)
        for part in parts:
            points = part.points or 0.0
            yield Contribution(name, part.measure, part.weight * points / total, part.weight * (100 - points) / total)


def gains(skills: Mapping[str, Skill], most: int = 3) -> list[Contribution]:
    """What would raise the overall figure most, the largest first."""
    return sorted((one for one in contributions(skills) if one.gain > 0), key=lambda one: -one.gain)[:most]
