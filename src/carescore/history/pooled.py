"""Measures that are figures, over two sets of conversations: a ratio of sums, never a mean of figures.

The interval is the jackknife's: by how much the difference of two figures moves when one person is left out (each
person a cluster, t distribution), so it needs eight people in both sets; p values are corrected over the measures by
Holm's method.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import sqrt

from carescore.history._records import Total, Totals
from carescore.history.changes import FEWEST_IN_SET, holm
from carescore.history.precision import LEVEL

_NONE = 1e-9  # an error so small is that of the arithmetic


@dataclass(frozen=True, slots=True)
class Pooled:
    """A measure in the people of both sets: their ratio of sums in each, the difference with its 95 % interval, and p
    after Holm's correction."""

    measure: str
    unit: str
    people: int
    before: float
    after: float
    difference: float
    interval: tuple[float, float]
    p: float

    @property
    def changed(self) -> bool:
        return self.p <= LEVEL


def pooled(before: Totals, after: Totals) -> tuple[Pooled, ...]:
    """Every measure with people enough in both, by name."""
    found = [one for name in sorted(before.keys() & after.keys()) for one in _of(name, before[name], after[name])]
    return tuple(replace(one, p=p) for one, p in zip(found, holm([one.p for one in found]), strict=True))


def _of(name: str, before: Total, after: Total) -> Iterator[Pooled]:
    people = sorted(before.by_person.keys() & after.by_person.keys())
    if len(people) < FEWEST_IN_SET:
        return
    first, second = ([of.by_person[person] for person in people] for of in (before, after))
    per = sum(p for _, p in first), sum(p for _, p in second)
    if any(p == total for of, total in zip((first, second), per, strict=True) for _, p in of):
        return  # one person holds all of it
    ratio = sum(c for c, _ in first) / per[0], sum(c for c, _ in second) / per[1]
    count = len(people)
    moves = [
        (c2 - ratio[1] * p2) / (per[1] - p2) - (c1 - ratio[0] * p1) / (per[0] - p1)
        for (c1, p1), (c2, p2) in zip(first, second, strict=True)
    ]
    error = sqrt((count - 1) / count * sum(move * move for move in moves))
    if error < _NONE:
        return
    from scipy import stats

    difference, scale = ratio[1] - ratio[0], after.scale
    half = float(stats.t.ppf(1 - LEVEL / 2, count - 1)) * error
    p = float(2 * stats.t.sf(abs(difference / error), count - 1))
    interval = scale * (difference - half), scale * (difference + half)
    yield Pooled(name, after.unit, count, scale * ratio[0], scale * ratio[1], scale * difference, interval, p)
