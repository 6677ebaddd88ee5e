"""How far a figure would move: the same conversation has the same interval from version to version."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from carescore.measures import Evidence, Figure, Level, Rate, Sample
from carescore.skills._resample import Resampled

SIZES = [12, 0, 30, 8, 0, 25]
QUOTES = [Evidence(turn, 0, 1, "x") for turn in (0, 2, 2)]


def drawn(figure: Figure, quotes: Sequence[Evidence] | None, sizes: Sequence[int] = SIZES) -> list[float]:
    """How many draws, and their 5th, 50th and 95th percentile."""
    values = Resampled(sizes).values(figure, quotes)
    return [float(len(values)), *(round(float(p), 3) for p in np.percentile(values, (5, 50, 95)))]


PINNED: list[tuple[Figure, list[Evidence] | None, list[int], list[float]]] = [
    (Rate(2, 9, 100, "%"), None, [1, 1, 0, 1], [150.0, 2.363, 26.616, 66.109]),
    (Rate(3, 75, 100, "u"), QUOTES, SIZES, [150.0, 0.123, 4.685, 8.724]),
    (Rate(3, 75, 100, "u"), [], SIZES, [150.0, 0.006, 0.286, 3.329]),
    (Rate(0, 75, 100, "u"), [], [12], [150.0, 0.005, 0.31, 2.383]),
    (Rate(1, 1, 100, "u"), [Evidence(0, 0, 1, "x")], [1, 0], [150.0, 1.307, 109.451, 276.756]),
    (Rate(2, 3, 100, "%"), None, SIZES, [150.0, 20.438, 65.796, 90.849]),
    (Rate(2, 9, 100, "%"), None, SIZES, [150.0, 3.054, 24.862, 60.768]),
    (Rate(0.2, 0.4, 100, "%"), None, SIZES, [150.0, 4.944, 49.754, 94.741]),
    (Sample((1.0, 2.0, 5.0, 9.0), "s"), None, SIZES, [150.0, 1.0, 3.5, 7.0]),
]


@pytest.mark.parametrize(("figure", "quotes", "sizes", "wanted"), PINNED)
def test_draws(figure: Figure, quotes: list[Evidence] | None, sizes: list[int], wanted: list[float]) -> None:
    assert drawn(figure, quotes, sizes) == wanted


@pytest.mark.parametrize(
    "figure", [Level(3.0, "slots"), Sample((4.0,), "s"), Rate(5, 4, 10, "u"), Rate(-1, 4, 10, "u")]
)
def test_what_cannot_be_drawn_does_not_vary(figure: Figure) -> None:
    values = Resampled(SIZES).values(figure, None)
    assert set(values.tolist()) == {figure.value}


def test_a_sample_of_two_varies_between_them() -> None:
    values = Resampled(SIZES).values(Sample((2.0, 6.0), "s"), None)
    assert set(values.tolist()) == {2.0, 4.0, 6.0}


@pytest.mark.parametrize("count", [0, 4])
def test_never_and_always_are_not_certain(count: int) -> None:
    values = Resampled(SIZES).values(Rate(count, 4, 100, "%"), None)
    assert values.std() > 0 and 0 <= values.min() < values.max() <= 100


def test_counts_move_with_the_turns_that_hold_their_quotes() -> None:
    once = Resampled([10] * 40).values(Rate(1, 400, 100, "u"), [Evidence(3, 0, 1, "x")])
    often = Resampled([10] * 40).values(Rate(40, 400, 100, "u"), [Evidence(turn, 0, 1, "x") for turn in range(40)])
    assert once.std() / once.mean() > 3 * often.std() / often.mean()
