"""What to plan: fewer people need more conversations, and some changes are never seen."""

from __future__ import annotations

from carescore.history import power


def test_more_people_need_fewer_conversations() -> None:
    found = [need.conversations for need in power.needed(5.0)]
    assert found == [None, None, 15, 6, 3, 1]


def test_a_smaller_change_needs_more() -> None:
    small, large = power.needed(3.0, [20]), power.needed(10.0, [20])
    assert (small[0].conversations or 99) > (large[0].conversations or 99)


def test_fewer_than_four_people_are_no_plan() -> None:
    assert [need.people for need in power.needed(5.0, [3, 4])] == [4]
