"""Codes between two turns, and repeats in a turn."""

from __future__ import annotations

import pytest

from carescore.codes import Code
from carescore.measures import Level
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
    assert kinds.covered(CODES, "abcd", "%").value == 50.0


def test_codes_are_chosen_by_all_the_attributes_asked_for() -> None:
    one, two = Code(0, 0, 1, "a", {"stock": "yes", "kind": "x"}), Code(1, 0, 1, "a", {"stock": "yes", "kind": "y"})
    assert kinds.having([one, two, CODES[0]], stock="yes") == [one, two]
    assert kinds.having([one, two, CODES[0]], stock="yes", kind="y") == [two]


def test_what_one_side_does_is_quoted_in_order_of_place_and_a_code_by_its_kind() -> None:
    score = kinds.one_sided("m", kinds.count("ab", "things"), [CODES[3], CODES[0].evidence("first"), CODES[2]])
    assert [(quote.turn, quote.label) for quote in score.evidence] == [(3, "first"), (3, "b"), (5, "a")]
    assert score.overall == score.by_role["staff"] == Level(2.0, "things") and score.figures == {}
    assert kinds.one_sided("m", Level(1.0, ""), [], {"of": Level(2.0, "")}, "patient").patient == 1.0
