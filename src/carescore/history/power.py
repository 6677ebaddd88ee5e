"""How many conversations are needed to see a change: what to plan before a training."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from carescore.history import precision
from carescore.history.changes import FEWEST_PEOPLE, smallest_effect
from carescore.skills import SKILLS

PEOPLE = (4, 6, 8, 12, 20, 50)
GAIN_SD = 2.0  # points by which people gain more or less than the mean: an assumption
MOST = 50  # conversations of a person on one side: more is no plan


@dataclass(frozen=True, slots=True)
class Need:
    """conversations: of each person, before and again after; None where even many do not do."""

    skill: str
    people: int
    conversations: int | None


def needed(change: float, people: Iterable[int] = PEOPLE, skill: str = "overall") -> tuple[Need, ...]:
    """To see a true mean change of so many points with 80 % power, all six skills being tested (Bonferroni)."""
    return tuple(Need(skill, count, _conversations(change, count, skill)) for count in people if count >= FEWEST_PEOPLE)


def _conversations(change: float, people: int, skill: str) -> int | None:
    spread = change / smallest_effect(people, len(SKILLS) + 1)  # of the people's changes, at the most
    left = spread**2 - GAIN_SD**2
    if left <= 0:
        return None
    count = ceil(2 * precision.noise(skill) ** 2 / left)
    return count if count <= MOST else None
