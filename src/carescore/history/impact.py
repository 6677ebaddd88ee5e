"""What changed between two periods, or differs between two cohorts, and what these conversations cannot say."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from carescore.history import _limits, changes, months, pooled, reliable
from carescore.history._records import Answer, Entry, Totals
from carescore.history.answers import ANSWERS
from carescore.history.changes import Change
from carescore.history.courses import NAMES, noises, values
from carescore.history.months import RunChart
from carescore.history.pooled import Pooled
from carescore.history.reliable import Reliable

Summing = Callable[[Sequence[Entry]], Totals]
PAIRED, MIXED = "each person before and after, as a pair", "mixed model with a random person"


@dataclass(frozen=True, slots=True)
class Impact:
    """Two sets of conversations compared. people: who is in both, of cohorts all; method: in words; names: those of the
    two sets; pooled: measures as ratios of sums, where they were given; reliable: overall by person; chart: overall by
    month; beside: the changes beside those of a control group; answers: those of what patients answered; limits: what
    cannot be said, in sentences."""

    before: int
    after: int
    people: int
    changes: tuple[Change, ...]
    limits: tuple[str, ...]
    method: str = PAIRED
    names: tuple[str, str] = ("before", "after")
    pooled: tuple[Pooled, ...] = ()
    reliable: tuple[Reliable, ...] = ()
    chart: RunChart | None = None
    beside: tuple[Change, ...] = ()
    answers: tuple[Change, ...] = ()

    @property
    def is_change(self) -> bool:
        """Whether the same people are compared with themselves."""
        return self.method == PAIRED

    @property
    def named(self) -> list[Reliable]:
        """The people by name: in no order of merit."""
        return sorted(self.reliable, key=lambda one: one.name.casefold())

    def to_html(self, path: str | os.PathLike[str] | None = None, people: bool = False) -> str:
        """A self-contained page, written to path if given. people: name those who changed and those who did not."""
        from carescore.history import _pages

        return _pages.impact(self, path, people)


def compare(
    before: Iterable[Entry],
    after: Iterable[Entry],
    totals: Summing | None = None,
    control: str | None = None,
    answers: Iterable[Answer] = (),
    until: str | None = None,
) -> Impact:
    """The changes from one period to another, in the people who have conversations in both. totals: those of the
    library (Library.totals), for the measures. control: the cohort of people who were not trained; they are in no
    figure but those beside them. answers: of patients, as the library keeps them (Library.answers). until: the day
    (ISO) before which the first period ended, that of the second's first conversation unless given. Raises UsageError
    where scores were made by different versions or profiles, and MissingDependencyError without the extra "impact"."""
    first, second = list(before), list(after)
    _limits.require_one_instrument([*first, *second])
    others = {e.person for e in (*first, *second) if control is not None and e.cohort == control} - {None}
    untrained = _pairs_of(*([e for e in of if e.person in others] for of in (first, second)))
    first, second = ([e for e in of if e.person not in others] for of in (first, second))
    both = {e.person for e in first} & {e.person for e in second} - {None}
    pairs = _pairs_of(first, second)
    noise = noises([*first, *second], ("overall",))["overall"]
    starts = min((entry.date for entry in second), default=None)
    shown = {e.person: e.trainee or "" for e in second if e.person is not None}
    return Impact(
        before=len(first),
        after=len(second),
        people=len(both),
        changes=changes.paired(pairs),
        limits=tuple(_limits.of_periods(first, second, len(both), control)),
        pooled=pooled.pooled(totals(first), totals(second)) if totals else (),
        reliable=reliable.reliable(values("overall", first), values("overall", second), noise, shown),
        chart=months.chart([*first, *second], until=starts),
        beside=() if control is None else changes.beside({name: (pairs[name], untrained[name]) for name in NAMES}),
        answers=changes.paired(_answered(list(answers), first, second, until)),
    )


def cohorts(
    first: Iterable[Entry], second: Iterable[Entry], names: tuple[str, str] = ("first group", "second group")
) -> Impact:
    """The differences of a second group of people from a first. names: of the groups. Raises as compare."""
    one, two = list(first), list(second)
    _limits.require_one_instrument([*one, *two])
    people = {entry.person for entry in (*one, *two)} - {None}
    sets = {skill: (values(skill, one), values(skill, two)) for skill in NAMES}
    limits = tuple(_limits.of_cohorts(one, two))
    return Impact(len(one), len(two), len(people), changes.mixed(sets), limits, MIXED, names)


def _pairs_of(first: Sequence[Entry], second: Sequence[Entry]) -> dict[str, changes.Pairs]:
    """By skill, the means of everybody with conversations in both."""
    return {name: _pairs(values(name, first), values(name, second)) for name in NAMES}


def _pairs(one: changes.Values, two: changes.Values) -> changes.Pairs:
    return [(fmean(one[person]), fmean(two[person])) for person in sorted(one.keys() & two.keys())]


def _answered(
    answers: Sequence[Answer], first: Sequence[Entry], second: Sequence[Entry], until: str | None
) -> dict[str, changes.Pairs]:
    """By question that was answered, the means of everybody of whom patients answered before and after."""
    sides = _dated(answers, first, second, until)
    asked = [question for question in ANSWERS if any(question in one.values for of in sides for _, one in of)]
    return {question: _pairs(*(_of_people(question, of) for of in sides)) for question in asked}


def _of_people(question: str, of: Iterable[tuple[int, Answer]]) -> changes.Values:
    found: dict[int, list[float]] = {}
    for person, answer in of:
        if question in answer.values:
            found.setdefault(person, []).append(answer.values[question])
    return found


def _dated(
    answers: Iterable[Answer], first: Sequence[Entry], second: Sequence[Entry], until: str | None
) -> tuple[list[tuple[int, Answer]], list[tuple[int, Answer]]]:
    """The answers of either period with whose they are: those of a recording, and those of a person in a month. The
    month in which a period ends or begins is in neither, nor are those between."""
    whose = [{entry.id: entry.person for entry in of if entry.person is not None} for of in (first, second)]
    people = [set(of.values()) for of in whose]
    starts = min((entry.date[:7] for entry in second), default="")
    ends = min(starts, until[:7]) if until else starts
    sides: tuple[list[tuple[int, Answer]], list[tuple[int, Answer]]] = ([], [])
    for one in answers:
        for side in (0, 1):
            sides[side].extend((whose[side][id_], one) for id_ in one.conversations if id_ in whose[side])
            in_time = one.month and ((one.month < ends) if side == 0 else (one.month > starts))
            if one.link == "person" and in_time and one.person in people[side]:
                sides[side].append((one.person, one))
    return sides
