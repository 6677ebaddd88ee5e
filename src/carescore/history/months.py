"""A skill from month to month, and the rule of a control chart that says when it left its course.

A chart of single values: the centre is the mean of the months, sigma is from one month to the next (mean moving range,
divided by 1.128), and so holds whatever makes months differ. With a day of training, both are of the months before it,
the rules watch those from it on, and sigma is widened by what so few months leave unknown (t distribution; the mean
moving range of n months has some .62 (n - 1) degrees of freedom), so that chance fires no more often.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from statistics import fmean

from carescore.history._records import Entry

FEWEST_MONTHS = 8  # that the centre and sigma are of
FEWEST_TALKS = 3  # of a month
MOVING_RANGE = 1.128  # mean range of two, in standard deviations (Shewhart)
SLACK, DECISION = 0.5, 5.0  # of the CUSUM (Montgomery): one false signal in 465 months
ROW = 9  # months on one side (Nelson 1984)
BEYOND, ONE_SIDE, CUSUM = (
    "beyond three sigma (Shewhart)",
    f"{ROW} months in a row on one side of the centre (Nelson)",
    f"cumulative sum beyond {DECISION:.0f} sigma (CUSUM)",
)


@dataclass(frozen=True, slots=True)
class Month:
    """The mean of a month's conversations."""

    month: str
    value: float
    conversations: int


@dataclass(frozen=True, slots=True)
class Signal:
    """A month in which a rule fired, and which."""

    month: str
    rule: str
    up: bool


@dataclass(frozen=True, slots=True)
class RunChart:
    """The months of a skill; centre and sigma are None, and missing says why, where there are too few."""

    skill: str
    months: tuple[Month, ...]
    centre: float | None = None
    sigma: float | None = None
    signals: tuple[Signal, ...] = ()
    missing: str | None = None


def chart(entries: Iterable[Entry], skill: str = "overall", until: str | None = None) -> RunChart:
    """The run chart of a skill. until: the day (ISO) whose earlier months are the course that later ones may leave."""
    months = tuple(_months(entries, skill))
    base = [m.value for m in months if until is None or m.month < until[:7]]
    if len(base) < FEWEST_MONTHS:
        why = f"months with {FEWEST_TALKS} conversations: {len(base)}; at least {FEWEST_MONTHS} are needed"
        return RunChart(skill, months, missing=why)
    centre = fmean(base)
    sigma = fmean(abs(b - a) for a, b in pairwise(base)) / MOVING_RANGE * (_widened(len(base)) if until else 1.0)
    if not sigma:
        return RunChart(skill, months, missing="every month is the same: nothing can be said about chance")
    watched = [month for month in months if until is None or month.month >= until[:7]]
    return RunChart(skill, months, centre, sigma, tuple(signals(watched, centre, sigma)))


def _months(entries: Iterable[Entry], skill: str) -> Iterator[Month]:
    values: dict[str, list[float]] = {}
    for entry in entries:
        value = entry.skills.get(skill)
        if value is not None:
            values.setdefault(entry.date[:7], []).append(value)
    for month in sorted(values):
        if len(values[month]) >= FEWEST_TALKS:
            yield Month(month, fmean(values[month]), len(values[month]))


def _widened(count: int) -> float:
    """How much wider three sigma of so many months are, for a month that is not one of them."""
    from scipy import stats

    return float(stats.t.ppf(stats.norm.cdf(3), 0.62 * (count - 1))) / 3 * sqrt(1 + 1 / count)


def signals(months: Sequence[Month], centre: float, sigma: float) -> Iterator[Signal]:
    """Each month in which a rule begins to fire."""
    row, sums = 0, {True: 0.0, False: 0.0}
    for month in months:
        z = (month.value - centre) / sigma
        if abs(z) > 3:
            yield Signal(month.month, BEYOND, z > 0)
        row = row + (1 if z > 0 else -1) if row * z > 0 else (z > 0) - (z < 0)
        if abs(row) == ROW:
            yield Signal(month.month, ONE_SIDE, row > 0)
        for up, sign in ((True, 1), (False, -1)):
            earlier, sums[up] = sums[up], max(0.0, sums[up] + sign * z - SLACK)
            if earlier <= DECISION < sums[up]:
                yield Signal(month.month, CUSUM, up)
