"""How far a person's codes and carescore's agree, code by code, over turns: percent, Cohen's kappa and Gwet's AC1.

A turn has a code or has it not, for either; how often in it, and in which words, does not matter. Counted are the turns
of those sides on which either used that code: that patients never apologise for the staff is no agreement. Kappa and
its interval are those of statsmodels. AC1 and its interval are those of Gwet (2008), Computing inter-rater reliability
and its variance in the presence of high agreement; it does not fall apart where a code is rare. Both intervals take
turns as independent, which those of one conversation are not quite.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from carescore.codes import coders
from carescore.history.agreement import FEWEST, Interval, Table, cohen
from carescore.integrations.codings._base import Codings
from carescore.report import Report

_LEVEL = 0.95
Place = tuple[int, int]  # a report, and a turn in it


@dataclass(frozen=True, slots=True)
class Difference:
    """A turn that one of them gave the code. report: its id; coder: whether it was the person."""

    report: str
    turn: int
    start_ms: int | None
    coder: bool


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """A code of one coder. turns: that could have it; theirs, ours, both: that have it; share: of turns alike; the
    coefficients and their 95 % intervals are None of too few turns, kappa also where one always says the same."""

    coder: str
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


def agreement(files: Iterable[Codings], reports: Sequence[Report], every: bool = False) -> list[CodeAgreement]:
    """Each coder's codes beside carescore's in the reports that they coded. every: also codes that carescore alone
    found; else what a coder never used counts as not looked for."""
    coded: dict[str, dict[str, set[Place]]] = {}
    seen: dict[str, set[int]] = {}
    for file in files:
        for coder in file.coders:
            seen.setdefault(coder, set()).update(file.reports)
        for one in file.codings:
            coded.setdefault(one.coder, {}).setdefault(one.name, set()).add((one.report, one.turn))
    found = []
    for coder in sorted(seen):
        theirs = coded.get(coder, {})
        ours = _ours(reports, seen[coder])
        wanted = sorted(theirs.keys() | ({kind for kind in ours if kind not in coders()} if every else set()))
        for code in wanted:
            found.append(_compared(coder, code, theirs.get(code, set()), ours.get(code, set()), reports, seen[coder]))
    return found


def _ours(reports: Sequence[Report], seen: set[int]) -> dict[str, set[Place]]:
    """The turns of every kind, and of every family that is not called as a kind of its own."""
    found: dict[str, set[Place]] = {}
    for number in seen:
        for code in reports[number].codes:
            found.setdefault(code.kind, set()).add((number, code.turn))
    for name, coder in coders().items():
        if name not in coder.kinds:
            found[name] = {place for kind in coder.kinds for place in found.get(kind, ())}
    return found


def _compared(
    coder: str, code: str, theirs: set[Place], ours: set[Place], reports: Sequence[Report], seen: set[int]
) -> CodeAgreement:
    sides = {reports[number].turns[turn].side for number, turn in theirs | ours}
    turns = [(n, turn.index) for n in sorted(seen) for turn in reports[n].turns if turn.side in sides]
    both, one, other = len(theirs & ours), len(theirs - ours), len(ours - theirs)
    table = [[len(turns) - both - one - other, other], [one, both]]
    kappa, kappa_interval = cohen(table)
    ac1, ac1_interval = gwet(table)
    differences = tuple(_differences(theirs, ours, reports))
    share = (len(turns) - one - other) / len(turns)
    return CodeAgreement(
        coder,
        code,
        len(turns),
        len(theirs),
        len(ours),
        both,
        share,
        kappa,
        kappa_interval,
        ac1,
        ac1_interval,
        differences,
    )


def _differences(theirs: set[Place], ours: set[Place], reports: Sequence[Report]) -> Iterator[Difference]:
    for number, turn in sorted(theirs ^ ours):
        start = reports[number].turns[turn].start_ms
        yield Difference(reports[number].id, turn, start, (number, turn) in theirs)


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
