"""Measures over many conversations: a ratio of sums with people as clusters."""

from __future__ import annotations

from pathlib import Path

import made
import pytest

from carescore.history import Known, Library, Total
from carescore.history._records import Totals
from carescore.history.pooled import pooled

NAME = "empathic_opportunities"


def sides(people: int, rise: float = 0.0, wobble: float = 1.0) -> tuple[Totals, Totals]:
    """Twelve chances of each person on either side."""
    before, after = (
        {person: (12 * (0.3 + rise * side) + wobble * ((person + side) % 3 - 1), 12.0) for person in range(people)}
        for side in (0, 1)
    )
    return {NAME: Total(before, 100.0, "%")}, {NAME: Total(after, 100.0, "%")}


def test_a_rise_is_seen() -> None:
    (change,) = pooled(*sides(9, rise=0.2))
    assert change.before == pytest.approx(30) and change.after == pytest.approx(50)
    assert change.interval[0] < 20 < change.interval[1] and change.changed and change.people == 9


@pytest.mark.parametrize(("people", "count"), [(7, 0), (8, 1)])
def test_fewer_than_eight_people_are_refused(people: int, count: int) -> None:
    assert len(pooled(*sides(people))) == count


def test_what_is_the_same_everywhere_says_nothing_of_chance() -> None:
    assert pooled(*sides(9, wobble=0.0)) == ()


def test_a_measure_of_one_side_is_not_there() -> None:
    before, after = sides(8)
    assert pooled(before, {}) == () == pooled({}, after)


def test_a_library_adds_up_what_has_chances(tmp_path: Path) -> None:
    """A ratio of sums, so that the long conversation weighs more; people who are not named count nowhere."""
    given = [("Ann", 3.0, 10.0), ("Ann", 2.0, 2.0), ("Bo", 0.0, 0.0), ("Bo", None, None), (None, 1.0, 1.0)]
    with Library(tmp_path / "a.db") as library:
        for number, (name, count, per) in enumerate(given):
            data = made.report(number, {"overall": 50.0})
            parts = None if count is None else {"count": count, "per": per, "scale": 100.0}
            data["scores"] = {NAME: {"value": 50.0, "unit": "%", "parts": {"overall": parts}, "evidence": []}}
            library.add(data, Known("2026-01-01", name))
        (entry, *_) = entries = library.entries()
        assert library.totals(entries) == {NAME: Total({entry.person or 0: (5.0, 12.0)}, 100.0, "%")}
