"""Before and after: what changed in the people who have conversations in both periods, and what that cannot say.

Each person is one pair: the mean of their conversations before and after. Intervals and p values are those of the
paired t test (scipy), corrected over the skills by Holm's method, and the smallest detectable change is that of its
power (statsmodels). Fewer than four people are refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import fmean, stdev

from carescore.errors import MissingDependencyError, UsageError
from carescore.history.library import Entry
from carescore.skills import SKILLS

FEWEST_PEOPLE = 4  # pairs below which a t interval says nothing
LEVEL, POWER = 0.05, 0.8
MIX = 0.2  # share of conversations that another recogniser or scenario must hold before a change of it is said


@dataclass(frozen=True, slots=True)
class Change:
    """One skill over the people known in both periods. difference: mean of their changes, with its 95 % interval; p:
    after Holm's correction; effect: difference in standard deviations of the changes; detectable: the smallest true
    change that so many people show with 80 % power; missing: why there is no figure."""

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


@dataclass(frozen=True, slots=True)
class Impact:
    """What changed between two periods, and in limits what these conversations cannot say, in sentences."""

    before: int
    after: int
    people: int
    changes: tuple[Change, ...]
    limits: tuple[str, ...]


Pairs = Sequence[tuple[float, float]]


def compare(before: Iterable[Entry], after: Iterable[Entry]) -> Impact:
    """The changes from the one set of conversations to the other. Raises UsageError where the figures were made by
    different versions, profiles or contexts, and MissingDependencyError without the extra "impact"."""
    first, second = list(before), list(after)
    _require_one_instrument([*first, *second])
    both = {e.person for e in first} & {e.person for e in second} - {None}
    pairs = {skill: _pairs(skill, first, second) for skill in ("overall", *SKILLS)}
    return Impact(len(first), len(second), len(both), changes(pairs), tuple(_limits(first, second, len(both))))


def changes(pairs: Mapping[str, Pairs]) -> tuple[Change, ...]:
    """The change of each skill from its (before, after) of every person."""
    found = [_change(skill, of) for skill, of in pairs.items()]
    tested = [change.p for change in found if change.p is not None]
    corrected = iter(_holm(tested))
    return tuple(_with_p(change, next(corrected)) if change.p is not None else change for change in found)


def _require_one_instrument(entries: Sequence[Entry]) -> None:
    if len({entry.instrument for entry in entries}) > 1:
        made = ", ".join(sorted({f"carescore {entry.carescore} with {entry.profile}" for entry in entries}))
        raise UsageError(
            f"these scores were made in different ways ({made}) and cannot be compared:"
            " score all with one version and profile, or choose one --setting"
        )


def _pairs(skill: str, before: Sequence[Entry], after: Sequence[Entry]) -> Pairs:
    one, two = _means(skill, before), _means(skill, after)
    return [(one[person], two[person]) for person in sorted(one.keys() & two.keys())]


def _means(skill: str, entries: Sequence[Entry]) -> dict[int, float]:
    """By person, the mean of what is known."""
    values: dict[int, list[float]] = {}
    for entry in entries:
        value = entry.skills.get(skill)
        if value is not None and entry.person is not None:
            values.setdefault(entry.person, []).append(value)
    return {person: fmean(found) for person, found in values.items()}


def _change(skill: str, pairs: Pairs) -> Change:
    if len(pairs) < FEWEST_PEOPLE:
        why = f"{len(pairs)} people have this score before and after: at least {FEWEST_PEOPLE} are needed"
        return Change(skill, len(pairs), missing=why)
    differences = [two - one for one, two in pairs]
    spread = stdev(differences)
    if not spread:
        return Change(skill, len(pairs), missing="everybody changed by the same: nothing can be said about chance")
    try:
        from scipy import stats

        smallest = _smallest_effect(len(pairs)) * spread
    except ImportError:
        raise MissingDependencyError("compare", "impact") from None
    tested = stats.ttest_1samp(differences, 0.0)
    low, high = tested.confidence_interval(1 - LEVEL)
    mean = fmean(differences)
    return Change(
        skill,
        len(pairs),
        before=fmean(one for one, _ in pairs),
        after=fmean(two for _, two in pairs),
        difference=mean,
        interval=(float(low), float(high)),
        p=float(tested.pvalue),
        effect=mean / spread,
        detectable=smallest,
    )


@lru_cache(maxsize=256)
def _smallest_effect(people: int) -> float:
    """The true change, in standard deviations, that so many pairs show with the power wanted."""
    from statsmodels.stats.power import TTestPower

    return float(TTestPower().solve_power(nobs=people, alpha=LEVEL, power=POWER))


def _holm(values: Sequence[float]) -> list[float]:
    if not values:
        return []
    from statsmodels.stats.multitest import multipletests

    return [float(value) for value in multipletests(values, method="holm")[1]]


def _with_p(change: Change, p: float) -> Change:
    return replace(change, p=p)


def _limits(before: Sequence[Entry], after: Sequence[Entry], people: int) -> Iterator[str]:
    yield "There is no control group: whatever else changed between the periods may be the reason."
    yield "If people were chosen because their first scores were low, some of a rise is regression to the mean."
    if left := len({e.person for e in (*before, *after)} - {None}) - people:
        yield f"{left} people have conversations in one period only and are in no figure."
    if nobody := sum(entry.person is None for entry in (*before, *after)):
        yield f"{nobody} conversations name no trainee and are in no figure."
    for name, title in (("format", "recogniser or format"), ("scenario", "scenario"), ("setting", "setting")):
        if moved := _moved(name, before, after):
            yield f"The {title} changed ({moved}): part of a difference may come from that."


def _moved(name: str, before: Sequence[Entry], after: Sequence[Entry]) -> str:
    """The value whose share of the conversations moved most, if by enough to be said."""
    one, two = (Counter(getattr(e, name) or "none" for e in entries) for entries in (before, after))
    if not before or not after:
        return ""
    shares = {value: (one[value] / len(before), two[value] / len(after)) for value in one | two}
    value, (first, second) = max(shares.items(), key=lambda item: abs(item[1][1] - item[1][0]))
    return f"{value}: {first:.0%} of them before, {second:.0%} after" if abs(second - first) >= MIX else ""
