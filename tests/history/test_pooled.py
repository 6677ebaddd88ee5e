"""Measures over many conversations: a ratio of sums with people as clusters."""

from __future__ import annotations

from dataclasses import replace

import pytest
from history_entries import ONE

from carescore.history import Entry, Figure
from carescore.history.pooled import pooled


def sides(
    people: int, rise: float = 0.0, wobble: float = 1.0
) -> tuple[list[Entry], list[Entry], dict[int, dict[str, Figure]]]:
    """A long conversation and a short one of each person on either side."""
    before: list[Entry] = []
    after: list[Entry] = []
    figures: dict[int, dict[str, Figure]] = {}
    for person in range(people):
        for side, entries in enumerate((before, after)):
            for per in (10.0, 2.0):
                count = per * (0.3 + rise * side) + wobble * ((person + side) % 3 - 1) * (per > 5)
                figures[len(figures)] = {"empathic_opportunities": Figure(None, count, per, 100.0, "%")}
                entries.append(replace(ONE, id=len(figures) - 1, person=person))
    return before, after, figures


def test_the_long_conversation_weighs_more() -> None:
    before, after, figures = sides(9, rise=0.2)
    (change,) = pooled(before, after, figures)
    assert change.before == pytest.approx(30) and change.after == pytest.approx(50)
    assert change.interval[0] < 20 < change.interval[1] and change.changed and change.people == 9


@pytest.mark.parametrize(("people", "count"), [(7, 0), (8, 1)])
def test_fewer_than_eight_people_are_refused(people: int, count: int) -> None:
    assert len(pooled(*sides(people))) == count


def test_what_is_the_same_everywhere_says_nothing_of_chance() -> None:
    assert pooled(*sides(9, wobble=0.0)) == ()


def test_what_has_no_chances_is_not_there() -> None:
    before, after, figures = sides(8)
    figures |= {entry.id: {"empathic_opportunities": Figure(None, 0.0, 0.0, 100.0, "%")} for entry in after[:2]}
    assert pooled(before, after, figures) == ()
