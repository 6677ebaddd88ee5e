"""The sums of the skills: how much must be known, and what an overall figure is made of."""

from __future__ import annotations

import pytest

from carescore.skills import SKILLS
from carescore.skills._base import Part, Skill
from carescore.skills._sums import earned, enough, mean, overall


def part(points: float | None, weight: float) -> Part:
    return Part("uptake", points, points, weight)


@pytest.mark.parametrize(
    ("known", "unknown", "share", "least", "carried"),
    [
        ([], [], 0.6, 0.0, False),  # nothing applies
        ([], [50], 0.0, 0.0, False),
        ([0.5], [], 0.6, 0.5, True),  # weights are whatever their author's sum is
        ([0.5], [], 0.6, 0.51, False),
        ([60], [40], 0.6, 0.0, True),
        ([59], [41], 0.6, 0.0, False),
        ([60], [], 0.6, 60.0, True),
        ([60], [], 0.6, 60.1, False),
    ],
)
def test_what_must_be_known(
    known: list[float], unknown: list[float], share: float, least: float, carried: bool
) -> None:
    parts = [*(part(0.0, weight) for weight in known), *(part(None, weight) for weight in unknown)]
    assert enough(parts, share, least) is carried


def test_the_mean_is_weighted_and_of_what_is_known() -> None:
    assert mean([part(100.0, 30), part(0.0, 10), part(None, 60)]) == 75.0
    assert earned(((0, 0), (3, 100)), 1) == 33.3


def test_every_skill_weighs_the_same_in_the_overall_figure() -> None:
    values = dict(zip(SKILLS, (10.0, 20.0, 60.0, None, None), strict=True))
    found = overall({name: Skill(name, value) for name, value in values.items()})
    assert found.value == 30.0 and found.missing is None
    assert found.parts == tuple(Part(name, value, value, 1.0) for name, value in values.items())
    uneven = overall(
        {name: Skill(name, value) for name, value in zip(SKILLS, (70.0, 70.1, 70.1), strict=False)}
        | {name: Skill(name, None) for name in SKILLS[3:]}
    )
    assert uneven.value == 70.1  # of 70.0667
    two = overall({name: Skill(name, value if name != SKILLS[0] else None) for name, value in values.items()})
    assert two.value is None and two.missing == "fewer than three skills are known"
