"""What a difference must be beyond: the published figures, and a library's own spread where it is larger."""

from __future__ import annotations

import pytest
from conftest import ROOT

from carescore.history import precision
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
    run = [40.0 + 20 * (i % 2) for i in range(steps + 1)]
    assert precision.noise("overall", [run]) == pytest.approx(value)


def test_a_steady_library_is_no_excuse_for_a_smaller_error() -> None:
    assert precision.noise("overall", [[50.0] * 40]) == 6.1


def test_a_steady_rise_is_no_noise() -> None:
    assert precision.noise("overall", [[float(i) for i in range(40)]]) == 6.1


def test_more_comparisons_need_a_larger_difference() -> None:
    assert precision.smallest_change(5, 5, 5, comparisons=6) > precision.smallest_change(5, 5, 5)
