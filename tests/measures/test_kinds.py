"""Codes between two turns, and repeats in a turn."""

from __future__ import annotations

import pytest

from carescore.codes import Code
from carescore.measures import _kinds as kinds

CODES = [Code(3, 0, 1, "a"), Code(3, 2, 3, "a"), Code(3, 4, 5, "b"), Code(5, 0, 1, "a")]


@pytest.mark.parametrize(
    ("after", "before", "place"), [(-1, 9, (3, 0)), (2, 4, (3, 0)), (3, 9, (5, 0)), (-1, 3, None), (3, 5, None)]
)
def test_both_bounds_are_left_out(after: int, before: float, place: tuple[int, int] | None) -> None:
    found = kinds.first_of(CODES, "a", after=after, before=before)
    assert (found and (found.turn, found.start)) == place


def test_repeats_in_a_turn_are_one_act() -> None:
    assert kinds.once_a_turn(CODES) == [CODES[0], CODES[2], CODES[3]]
    assert kinds.first_a_turn(CODES) == [CODES[0], CODES[3]]
    assert kinds.covered("aab", "abcd", "%").value == 50.0
