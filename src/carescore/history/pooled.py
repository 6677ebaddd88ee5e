"""Measures that are figures, over two sets of conversations: a ratio of sums, never a mean of figures.

The interval is that of the linearised difference of two figures over people (each person a cluster, t distribution), so
it needs eight people in both sets; p values are corrected over the measures by Holm's method.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import sqrt

from carescore.history._records import Entry, Figures
from carescore.history.changes import FEWEST_IN_SET, holm
from carescore.history.precision import LEVEL

_NONE = 1e-9  # an error so small is that of the arithmetic
Sums = dict[int, tuple[float, float]]  # by person: count and per


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


def pooled(before: Sequence[Entry], after: Sequence[Entry], figures: Figures) -> tuple[Pooled, ...]:
    """Every measure with people enough, by name."""
    names = sorted({name for of in figures.values() for name in of})
    found = [one for name in names for one in _of(name, before, after, figures)]
    return tuple(replace(one, p=p) for one, p in zip(found, holm([one.p for one in found]), strict=True))


def _of(name: str, before: Iterable[Entry], after: Iterable[Entry], figures: Figures) -> Iterator[Pooled]:
    one, two = _sums(name, before, figures), _sums(name, after, figures)
    people = sorted(one.keys() & two.keys())
    if len(people) < FEWEST_IN_SET:
        return
    first, second = ([of[person] for person in people] for of in (one, two))
    per = sum(p for _, p in first), sum(p for _, p in second)
    ratio = sum(c for c, _ in first) / per[0], sum(c for c, _ in second) / per[1]
    count = len(people)
    parts = [
        count * ((c2 - ratio[1] * p2) / per[1] - (c1 - ratio[0] * p1) / per[0])
        for (c1, p1), (c2, p2) in zip(first, second, strict=True)
    ]
    error = sqrt(sum(part * part for part in parts) / (count * (count - 1)))
    if error < _NONE:
        return
    from scipy import stats

    shown = next(found for of in figures.values() if (found := of.get(name)) and found.per)
    scale = shown.scale or 1.0
    difference = ratio[1] - ratio[0]
    half = float(stats.t.ppf(1 - LEVEL / 2, count - 1)) * error
    p = float(2 * stats.t.sf(abs(difference / error), count - 1))
    interval = scale * (difference - half), scale * (difference + half)
    yield Pooled(name, shown.unit or "", count, scale * ratio[0], scale * ratio[1], scale * difference, interval, p)


def _sums(name: str, entries: Iterable[Entry], figures: Figures) -> Sums:
    sums: Sums = {}
    for entry in entries:
        found = figures.get(entry.id, {}).get(name)
        if found is not None and found.per and found.count is not None and entry.person is not None:
            count, per = sums.get(entry.person, (0.0, 0.0))
            sums[entry.person] = count + found.count, per + found.per
    return sums
