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


def test_the_interval_is_that_of_leaving_each_person_out() -> None:
    before = {person: (float(person % 4), 3.0 + person) for person in range(9)}
    after = {person: (float(person % 3 + 1), 12.0 - person) for person in range(9)}
    (change,) = pooled({NAME: Total(before, 1.0, "")}, {NAME: Total(after, 1.0, "")})

    def ratio(of: dict[int, tuple[float, float]], without: int) -> float:
        return sum(c for who, (c, _) in of.items() if who != without) / sum(
            p for w, (_, p) in of.items() if w != without
        )

    moves = [ratio(after, one) - ratio(before, one) - change.difference for one in range(9)]
    error = (8 / 9 * sum(move**2 for move in moves)) ** 0.5
    assert change.interval[1] - change.difference == pytest.approx(2.306 * error, rel=1e-3)  # t of 8


@pytest.mark.parametrize("others", [0.0, 1.0])
def test_what_one_person_alone_has_chances_for_says_nothing_of_people(others: float) -> None:
    before, after = sides(8)
    of = {person: (others if person else 3.0, others if person else 9.0) for person in range(8)}
    assert len(pooled(before, {NAME: Total(of, 100.0, "%")})) == bool(others)
    assert len(pooled({NAME: Total(of, 100.0, "%")}, after)) == bool(others)


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
