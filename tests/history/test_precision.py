"""What a difference must be beyond: the published figures, and a library's own spread where it is larger."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import ROOT
from history_entries import ONE

from carescore.history import courses, precision
from carescore.skills import SKILLS


def test_the_figures_are_those_of_the_page_on_validity() -> None:
    lines = (ROOT / "docs" / "validity.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "| osce |" in line]
    table = {row[0].rstrip(" *"): (float(row[5]), float(row[6]), float(row[7])) for row in rows}
    assert set(table) == {"overall", *SKILLS}
    for skill, (sem, one, five) in table.items():
        assert precision.published()[skill] == sem
        assert precision.smallest_change(sem, 1, 1) == pytest.approx(one, abs=0.15)
        assert precision.smallest_change(sem, 5, 5) == pytest.approx(five, abs=0.15)


@pytest.mark.parametrize(
    ("steps", "value"),
    [
        (19, 6.1),  # too few to know the library's own spread
        (20, 200**0.5),  # from 40 to 60 and back: differences of 20, so a variance of 20²/2
    ],
)
def test_a_library_that_knows_enough_has_its_own_noise(steps: int, value: float) -> None:
    assert precision.noise("overall", [20.0, -20.0] * 10 if steps == 20 else [20.0] * steps) == pytest.approx(value)


def test_a_steady_library_is_no_excuse_for_a_smaller_error() -> None:
    assert precision.noise("overall", [0.0] * 40) == 6.1


def test_a_steady_rise_is_no_noise() -> None:
    assert precision.noise("overall", [1.0] * 40) == 6.1


def test_a_step_is_of_one_person_and_setting_over_what_is_unknown() -> None:
    values = [40.0, None, 60.0] * 14  # a step of 20 up, and one down where the next conversation begins anew
    of = [replace(ONE, id=i, person=1, skills={"overall": value}) for i, value in enumerate(values)]
    assert courses.noises(of, ("overall",))["overall"] == pytest.approx(200**0.5)
    apart = [replace(one, person=i) for i, one in enumerate(of)]
    assert courses.noises(apart, ("overall",)) == {"overall": 6.1}
    elsewhere = [replace(one, setting=str(i)) for i, one in enumerate(of)]
    assert courses.noises(elsewhere, ("overall",)) == {"overall": 6.1}


def test_more_comparisons_need_a_larger_difference() -> None:
    assert precision.smallest_change(5, 5, 5, comparisons=6) > precision.smallest_change(5, 5, 5)
