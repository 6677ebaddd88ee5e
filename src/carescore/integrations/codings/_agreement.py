"""How far people's codes agree with carescore's and with each other's, over turns: percent, Cohen's kappa, Gwet's AC1.

A turn has a code or has it not, for either; how often in it, and in which words, does not matter. Counted are the turns
of those sides on which either used that code: that patients never apologise for the staff is no agreement. Kappa and
its interval are those of statsmodels. AC1 and its interval are those of Gwet (2008), Computing inter-rater reliability
and its variance in the presence of high agreement; it does not fall apart where a code is rare. Both intervals take
turns as independent, which those of one conversation are not quite.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

from carescore.codes import coders
from carescore.history.agreement import FEWEST, Interval, Table, cohen
from carescore.integrations.codings._base import Codings
from carescore.integrations.exports import OURS
from carescore.report import Report

_LEVEL = 0.95
Place = tuple[int, int]  # a report, and a turn in it


@dataclass(frozen=True, slots=True)
class Difference:
    """A turn that one of them gave the code. report: its id; coder: whether it was the first of the two."""

    report: str
    turn: int
    start_ms: int | None
    coder: bool


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """A code of a coder beside carescore's, or another's. turns: that could have it; theirs, ours, both: that have it
    by the coder, by the other, by both; share: of turns alike; the coefficients and their 95 % intervals are None of
    too few turns, kappa also where one always says the same."""

    coder: str
    other: str
    code: str
    turns: int
    theirs: int
    ours: int
    both: int
    share: float
    kappa: float | None
    kappa_interval: Interval | None
    ac1: float | None
    ac1_interval: Interval | None
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class _Coder:
    """reports: seen; used: the codes that were given, as named; places: of those, those of a family with its kinds',
    unless one of them is called as the family."""

    name: str
    reports: frozenset[int]
    used: frozenset[str]
    places: Mapping[str, frozenset[Place]]

    def of(self, code: str, reports: Collection[int]) -> frozenset[Place]:
        return frozenset(place for place in self.places.get(code, ()) if place[0] in reports)


def agreement(files: Iterable[Codings], reports: Sequence[Report], every: bool = False) -> list[CodeAgreement]:
    """Each coder's codes beside carescore's in the reports that they coded, then beside each other coder's in the
    reports that both did. every: also codes that only one of the two used; else what a coder never used counts as not
    looked for."""
    people = _people(files)
    ours = ((code.kind, (number, code.turn)) for number, r in enumerate(reports) for code in r.codes if not code.coder)
    machine = _coder(OURS, range(len(reports)), ours)
    found: list[CodeAgreement] = []
    for one in people:
        found += _compared(one, machine, one.used | (machine.used if every else set()), reports)
    for one, other in combinations(people, 2):
        both = (one.used & other.places.keys()) | (other.used & one.places.keys())
        found += _compared(one, other, one.used | other.used if every else both, reports)
    return found


def _people(files: Iterable[Codings]) -> list[_Coder]:
    given: dict[str, list[tuple[str, Place]]] = {}
    seen: dict[str, set[int]] = {}
    for file in files:
        for coder in file.coders:
            seen.setdefault(coder, set()).update(file.reports)
        for one in file.codings:
            given.setdefault(one.coder, []).append((one.name, (one.report, one.turn)))
    return [_coder(name, seen[name], given.get(name, ())) for name in sorted(seen)]


def _coder(name: str, reports: Iterable[int], given: Iterable[tuple[str, Place]]) -> _Coder:
    places: dict[str, set[Place]] = {}
    for code, place in given:
        places.setdefault(code, set()).add(place)
    used = frozenset(places)
    for family, coder in coders().items():
        whole = set().union(*(places.get(each, ()) for each in (family, *coder.kinds)))
        if whole and family not in coder.kinds:
            places[family] = whole
    return _Coder(name, frozenset(reports), used, {code: frozenset(own) for code, own in places.items()})


def _compared(one: _Coder, other: _Coder, wanted: Iterable[str], reports: Sequence[Report]) -> Iterator[CodeAgreement]:
    shared = one.reports & other.reports
    for code in sorted(wanted):
        theirs, ours = one.of(code, shared), other.of(code, shared)
        if theirs or ours:
            yield _code(one.name, other.name, code, theirs, ours, [(n, reports[n]) for n in sorted(shared)])


def _code(
    coder: str, other: str, code: str, theirs: Set[Place], ours: Set[Place], shared: Sequence[tuple[int, Report]]
) -> CodeAgreement:
    of = dict(shared)
    sides = {of[number].turns[turn].side for number, turn in theirs | ours}
    turns = sum(turn.side in sides for _, report in shared for turn in report.turns)
    both, alone, theirs_not = len(theirs & ours), len(theirs - ours), len(ours - theirs)
    table = [[turns - both - alone - theirs_not, theirs_not], [alone, both]]
    apart = (
        Difference(of[n].id, turn, of[n].turns[turn].start_ms, (n, turn) in theirs) for n, turn in sorted(theirs ^ ours)
    )
    share = (turns - alone - theirs_not) / turns
    counts = (turns, len(theirs), len(ours), both)
    return CodeAgreement(coder, other, code, *counts, share, *cohen(table), *gwet(table), tuple(apart))


def gwet(table: Table) -> tuple[float | None, Interval | None]:
    """AC1 of a table of two raters and two answers, with its interval."""
    from scipy.stats import t

    (neither, other), (one, both) = table
    n = neither + other + one + both
    if n < FEWEST:
        return None, None
    yes = (2 * both + one + other) / (2 * n)
    chance = 2 * yes * (1 - yes)
    value = ((neither + both) / n - chance) / (1 - chance)
    rows = ((neither, 1, yes), (other + one, 0, 0.5), (both, 1, 1 - yes))  # turns, alike, chance of being alike
    parts = ((count, (alike - chance - 2 * (1 - value) * (by - chance)) / (1 - chance)) for count, alike, by in rows)
    spread = sqrt(sum(count * (part - value) ** 2 for count, part in parts) / (n * (n - 1)))
    low, high = (value + side * float(t.ppf((1 + _LEVEL) / 2, n - 1)) * spread for side in (-1, 1))
    return value, (max(-1.0, low), min(1.0, high))
