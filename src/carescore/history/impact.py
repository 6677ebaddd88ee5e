"""What changed between two periods, or differs between two cohorts, and what these conversations cannot say."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from carescore.history import _limits, changes, months, pooled, reliable
from carescore.history._records import Entry, Figures
from carescore.history.changes import Change
from carescore.history.courses import NAMES, noises, runs
from carescore.history.months import RunChart
from carescore.history.pooled import Pooled
from carescore.history.reliable import Reliable

PAIRED, MIXED = "each person before and after, as a pair", "mixed model with a random person"


@dataclass(frozen=True, slots=True)
class Impact:
    """Two sets of conversations compared. people: who is in both, of cohorts all; method: in words; pooled: measures as
    ratios of sums, where they were given; reliable: overall by person; chart: overall by month; limits: what cannot be
    said, in sentences."""

    before: int
    after: int
    people: int
    changes: tuple[Change, ...]
    limits: tuple[str, ...]
    method: str = PAIRED
    pooled: tuple[Pooled, ...] = ()
    reliable: tuple[Reliable, ...] = ()
    chart: RunChart | None = None

    def to_html(self, path: str | os.PathLike[str] | None = None) -> str:
        """A self-contained page, written to path if given."""
        from carescore.history import _pages

        return _pages.impact(self, path)


def compare(before: Iterable[Entry], after: Iterable[Entry], figures: Figures | None = None) -> Impact:
    """The changes from one period to another, in the people who have conversations in both. figures: of the library
    (Library.figures), for the measures. Raises UsageError where scores were made by different versions or profiles, and
    MissingDependencyError without the extra "impact"."""
    first, second = list(before), list(after)
    _limits.require_one_instrument([*first, *second])
    both = {e.person for e in first} & {e.person for e in second} - {None}
    one, two = ({skill: _values(skill, entries) for skill in NAMES} for entries in (first, second))
    noise = noises(runs([*first, *second]))["overall"]
    starts = min((entry.date for entry in second), default=None)
    return Impact(
        before=len(first),
        after=len(second),
        people=len(both),
        changes=changes.paired({skill: _pairs(one[skill], two[skill]) for skill in NAMES}),
        limits=tuple(_limits.of_periods(first, second, len(both))),
        pooled=pooled.pooled(first, second, figures or {}),
        reliable=reliable.reliable(one["overall"], two["overall"], noise),
        chart=months.chart([*first, *second], until=starts),
    )


def cohorts(first: Iterable[Entry], second: Iterable[Entry]) -> Impact:
    """The differences of a second group of people from a first. Raises as compare."""
    one, two = list(first), list(second)
    _limits.require_one_instrument([*one, *two])
    people = {entry.person for entry in (*one, *two)} - {None}
    sets = {skill: (_values(skill, one), _values(skill, two)) for skill in NAMES}
    return Impact(len(one), len(two), len(people), changes.mixed(sets), tuple(_limits.of_cohorts(one, two)), MIXED)


def _values(skill: str, entries: Sequence[Entry]) -> dict[int, list[float]]:
    """By person, what is known."""
    values: dict[int, list[float]] = {}
    for entry in entries:
        value = entry.skills.get(skill)
        if value is not None and entry.person is not None:
            values.setdefault(entry.person, []).append(value)
    return values


def _pairs(one: changes.Values, two: changes.Values) -> changes.Pairs:
    return [(fmean(one[person]), fmean(two[person])) for person in sorted(one.keys() & two.keys())]
