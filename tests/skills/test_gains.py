"""What each part of the skills brings to the overall figure, and what would raise it most."""

from __future__ import annotations

from dataclasses import replace

import pytest

from carescore.skills import FEWEST_SKILLS, SKILLS
from carescore.skills._base import Part, Skill
from carescore.skills._gains import Contribution, contributions, gains


def skills(**parts: tuple[Part, ...]) -> dict[str, Skill]:
    return {name: Skill(name, 50.0, parts.get(name, ())) for name in SKILLS}


def part(measure: str, points: float | None, weight: float) -> Part:
    return Part(measure, 1.0, points, weight)


def test_a_known_part_earns_and_can_gain_its_share_of_the_overall_figure() -> None:
    found = list(contributions(skills(empathy=(part("a", 50, 30), part("b", None, 50), part("c", 0, 10)))))
    assert found == [
        Contribution("empathy", "a", 30 * 50 / (40 * 5), 30 * 50 / (40 * 5)),
        Contribution("empathy", "c", 0.0, 10 * 100 / (40 * 5)),
    ]


@pytest.mark.parametrize("unknown", range(len(SKILLS)))
def test_what_is_no_part_of_the_overall_figure_brings_it_nothing(unknown: int) -> None:
    every = {name: Skill(name, 40.0, (part(name, 40, 100),)) for name in SKILLS}
    every |= {name: replace(every[name], value=None) for name in SKILLS[:unknown]}
    known = len(SKILLS) - unknown
    wanted = [(name, 40 / known, 60 / known) for name in SKILLS[unknown:]] if known >= FEWEST_SKILLS else []
    assert [(one.skill, one.earned, one.gain) for one in contributions(every)] == wanted


def test_the_largest_three_gains_come_first_and_what_is_full_gains_nothing() -> None:
    every = skills(
        empathy=(part("a", 90, 50), part("b", 100, 50)),
        respect=(part("c", 20, 50), part("d", 40, 50)),
        problem_solving=(part("e", 99.5, 100),),
    )
    assert [one.part for one in gains(every)] == ["c", "d", "a"]
    assert [one.part for one in gains(every, most=9)] == ["c", "d", "a", "e"]
