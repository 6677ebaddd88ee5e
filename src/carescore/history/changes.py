"""One skill over two sets of conversations: by pairs of each person's means, or by a mixed model with a random person.

Beside a control group, the people's changes are compared with its changes. Below eight people in a set only pairs are
compared, below four nothing is. Intervals and p values are of t
distributions; p values are corrected over the skills by Holm's method.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import sqrt
from statistics import fmean, stdev, variance

import numpy as np

from carescore.errors import MissingDependencyError
from carescore.history.precision import LEVEL

FEWEST_PEOPLE = 4  # pairs below which a t interval says nothing
FEWEST_IN_SET = 8  # people in each of two sets of different people
POWER = 0.8
Pairs = Sequence[tuple[float, float]]
Values = Mapping[int, Sequence[float]]  # by person


@dataclass(frozen=True, slots=True)
class Change:
    """One skill over two sets of conversations. difference: the second less the first, with its 95 % interval; p: after
    Holm's correction; effect: the difference in standard deviations of the people's changes, or of their levels where
    the sets are of different people; detectable: the smallest true difference that so many people show with 80 % power
    after the correction; missing: why there is no figure."""

    skill: str
    people: int
    before: float | None = None
    after: float | None = None
    difference: float | None = None
    interval: tuple[float, float] | None = None
    p: float | None = None
    effect: float | None = None
    detectable: float | None = None
    missing: str | None = None

    @property
    def changed(self) -> bool:
        """Whether chance alone is an unlikely reason."""
        return self.p is not None and self.p <= LEVEL


def paired(pairs: Mapping[str, Pairs]) -> tuple[Change, ...]:
    """The change of each skill from its (before, after) of every person."""
    tests = sum(len(of) >= FEWEST_PEOPLE for of in pairs.values())
    return corrected(_pair(skill, of, tests) for skill, of in pairs.items())


def mixed(sets: Mapping[str, tuple[Values, Values]]) -> tuple[Change, ...]:
    """The difference of each skill between two sets, from the values of every person in either. Raises
    MissingDependencyError without the extra "impact"."""
    return corrected(_mix(skill, first, second, len(sets)) for skill, (first, second) in sets.items())


def beside(sets: Mapping[str, tuple[Pairs, Pairs]]) -> tuple[Change, ...]:
    """By how much each skill changed more in the people of the first pairs than in those of the second: the difference
    in differences, before and after being the mean change of the second and of the first."""
    return corrected(_beside(skill, first, second, len(sets)) for skill, (first, second) in sets.items())


def corrected(changes: Iterable[Change]) -> tuple[Change, ...]:
    found = list(changes)
    tested = iter(holm([change.p for change in found if change.p is not None]))
    return tuple(replace(change, p=next(tested)) if change.p is not None else change for change in found)


def holm(values: Sequence[float]) -> list[float]:
    if not values:
        return []
    try:
        from statsmodels.stats.multitest import multipletests
    except ImportError:
        raise MissingDependencyError("compare", "impact") from None
    return [float(value) for value in multipletests(values, method="holm")[1]]


def _pair(skill: str, pairs: Pairs, tests: int) -> Change:
    if len(pairs) < FEWEST_PEOPLE:
        why = f"people with this score before and after: {len(pairs)}; at least {FEWEST_PEOPLE} are needed"
        return Change(skill, len(pairs), missing=why)
    differences = [two - one for one, two in pairs]
    spread = stdev(differences)
    if not spread:
        return Change(skill, len(pairs), missing="everybody changed by the same: nothing can be said about chance")
    from scipy import stats

    tested = stats.ttest_1samp(differences, 0.0)
    low, high = tested.confidence_interval(1 - LEVEL)
    return Change(
        skill,
        len(pairs),
        before=fmean(one for one, _ in pairs),
        after=fmean(two for _, two in pairs),
        difference=fmean(differences),
        interval=(float(low), float(high)),
        p=float(tested.pvalue),
        effect=fmean(differences) / spread,
        detectable=smallest_effect(len(pairs), tests) * spread,
    )


def _beside(skill: str, trained: Pairs, others: Pairs, tests: int) -> Change:
    people = len(trained) + len(others)
    if min(len(trained), len(others)) < FEWEST_IN_SET:
        why = f"people before and after: {len(trained)} and {len(others)}; at least {FEWEST_IN_SET} in each are needed"
        return Change(skill, people, missing=why)
    own, of_others = ([two - one for one, two in pairs] for pairs in (trained, others))
    spread = sqrt((variance(own) + variance(of_others)) / 2)
    if not spread:
        return Change(skill, people, missing="everybody changed by the same: nothing can be said about chance")
    from scipy import stats

    tested = stats.ttest_ind(own, of_others, equal_var=False)
    low, high = tested.confidence_interval(1 - LEVEL)
    error = sqrt(variance(own) / len(own) + variance(of_others) / len(of_others))
    return Change(
        skill,
        people,
        before=fmean(of_others),
        after=fmean(own),
        difference=fmean(own) - fmean(of_others),
        interval=(float(low), float(high)),
        p=float(tested.pvalue),
        effect=(fmean(own) - fmean(of_others)) / spread,
        detectable=error * float(stats.t.ppf(1 - LEVEL / (2 * tests), tested.df) + stats.t.ppf(POWER, tested.df)),
    )


def _mix(skill: str, first: Values, second: Values, tests: int) -> Change:
    people = len(first.keys() | second.keys())
    if min(len(first), len(second)) < FEWEST_IN_SET:
        why = f"people: {len(first)} and {len(second)}; at least {FEWEST_IN_SET} in each are needed"
        return Change(skill, people, missing=why)
    difference, error, spread = _fitted(first, second)
    if not error or not spread:
        return Change(skill, people, missing="everybody scored the same: nothing can be said about chance")
    from scipy import stats

    freedom = people - 2
    half = float(stats.t.ppf(1 - LEVEL / 2, freedom)) * error
    return Change(
        skill,
        people,
        before=fmean(map(fmean, first.values())),
        after=fmean(map(fmean, second.values())),
        difference=difference,
        interval=(difference - half, difference + half),
        p=float(2 * stats.t.sf(abs(difference / error), freedom)),
        effect=difference / spread,
        detectable=error * float(stats.t.ppf(1 - LEVEL / (2 * tests), freedom) + stats.t.ppf(POWER, freedom)),
    )


def _fitted(first: Values, second: Values) -> tuple[float, float, float]:
    """(difference, standard error, standard deviation of people) of a model with a random level of each person, and a
    random difference where people are in both sets."""
    try:
        from statsmodels.regression.mixed_linear_model import MixedLM
    except ImportError:
        raise MissingDependencyError("compare", "impact") from None
    rows = [
        (value, float(number), person)
        for number, values in enumerate((first, second))
        for person, of in values.items()
        for value in of
    ]
    y, x, who = (np.array([row[i] for row in rows]) for i in range(3))
    fixed = np.column_stack([np.ones(len(x)), x])
    random = fixed if first.keys() & second.keys() else fixed[:, :1]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a variance of people at 0 is a legal answer, and is warned of
        fit = MixedLM(y, fixed, groups=who, exog_re=random).fit(reml=True, method=["bfgs", "lbfgs", "powell"])
    spread = float(fit.cov_re[0][0] + fit.scale) ** 0.5
    return float(fit.fe_params[1]), float(fit.bse_fe[1]), spread


@lru_cache(maxsize=256)
def smallest_effect(people: int, tests: int = 1) -> float:
    """The true change, in standard deviations, that so many pairs show with the power wanted in so many tests."""
    try:
        from statsmodels.stats.power import TTestPower
    except ImportError:
        raise MissingDependencyError("compare", "impact") from None
    return float(TTestPower().solve_power(nobs=people, alpha=LEVEL / max(tests, 1), power=POWER))
