"""Seconds or ms: by the pace of the talk, and by dates."""

from __future__ import annotations

import pytest

from carescore.readers._units import Timed, scale


@pytest.mark.parametrize(
    ("timed", "unit"),
    [
        ([(0.5, 4.2, 12), (4.6, 11.0, 16)], 1000),
        ([(500.0, 4200.0, 12), (4600.0, 11000.0, 16)], 1),
        ([(500, 4200, 12)], 1),
        ([(0, 600, 13)], 1000),  # one word in 46 s: slow, but twenty words a second would be none
        ([(0, 700, 13)], 1),
        ([(0, None, 12), (4600, None, 5)], 1),
        ([(0, None, 12), (5, None, 5)], 1000),
        ([(500, None, 12)], 1000),  # a start alone tells nothing
        ([(1_760_000_000.5, None, 3), (1_760_000_009.5, None, 3)], 1000),
        ([(1_760_000_000_500.0, None, 3), (1_760_000_009_500.0, None, 3)], 1),
        ([(None, None, 3)], 1000),
        ([(4.0, 4.0, 3)], 1000),
        ([], 1000),
    ],
)
def test_by_pace_and_size(timed: list[Timed], unit: int) -> None:
    assert scale(timed) == unit
