"""A team: skills by setting, what recurs, and good moments that may be shown; nobody stands alone.

A group of fewer than five people is not shown, and neither is one from which such a group could be told by taking the
shown from the whole. Each person counts once, however many conversations they have.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

from carescore.history import _ranking, counted
from carescore.history._exchanges import Exchange, exchanges
from carescore.history._issues import Issue, issues
from carescore.history._progress import Link
from carescore.history._ranking import Standing
from carescore.history._records import Entry, Place
from carescore.history.courses import NAMES, comparable, noises, runs, values
from carescore.history.library import Library

Recurring = Callable[[Sequence[Entry]], tuple[Issue, ...]]
FEWEST = 5  # people below which a group is not told from the whole
SHOWN = 12  # good moments on a page
SURE = 0.7  # that a trainer would agree with a moment that is shown to all; a proposal


@dataclass(frozen=True, slots=True)
class Mean:
    """A skill over the people of a group: the mean of their means, with its 95 % interval; None where fewer than five
    have it, or all have the same."""

    skill: str
    people: int
    value: float | None = None
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The people of a setting, or of one team in it (None: all). skills and issues are empty where it is hidden."""

    setting: str
    team: str | None
    people: int
    conversations: int
    hidden: bool
    skills: tuple[Mean, ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Good:
    """A moment of praise whose people agreed that it is shown."""

    entry: Entry
    place: Place
    exchange: Exchange | None


@dataclass(frozen=True, slots=True)
class Team:
    """What a library says of everybody in it. issues: those that recur over all groups that are shown; ranking: None
    unless it was asked for; notes: what is left out, in sentences."""

    people: int
    conversations: int
    groups: tuple[Group, ...]
    issues: tuple[Issue, ...]
    good: tuple[Good, ...]
    ranking: tuple[Standing, ...] | None
    notes: tuple[str, ...]

    def to_html(self, path: str | os.PathLike[str] | None = None, link: Link | None = None) -> str:
        """A self-contained page, written to path if given. link: the address of a conversation's page, at a turn."""
        from carescore.history import _pages

        return _pages.team(self, path, link)

    def to_csv(self, path: str | os.PathLike[str] | None = None) -> str:
        """A row for each skill and each recurring issue of a group; written to path if given."""
        from carescore.history import _table

        return _table.team(self, path)


def team(
    library: Library,
    setting: str | None = None,
    since: str | None = None,
    until: str | None = None,
    rank: bool = False,
) -> Team:
    """The team of a library, or of its conversations of one setting, from one day (ISO) on and before another. rank:
    compare people by name, with intervals."""
    everything = [e for e in library.entries() if setting in (None, e.setting)]
    asked = [e for e in everything if (since or "") <= e.date and (until is None or e.date < until)]
    named = [entry for entry in asked if entry.person is not None]
    chosen = comparable(named)
    places = library.places(chosen)
    known = library.known(chosen, {place.measure for place in places})

    def recurring(entries: Sequence[Entry]) -> tuple[Issue, ...]:
        return tuple(issue for issue in issues(entries, places, known) if issue.recurs)

    groups = tuple(_groups(chosen, recurring))
    open_ = {group.setting for group in groups if group.team is None and not group.hidden}
    seen = [entry for entry in chosen if entry.setting in open_]
    if not _tells(chosen, seen):
        seen = chosen if _people(chosen) >= FEWEST else []
    return Team(
        people=_people(named),
        conversations=len(named),
        groups=groups,
        issues=recurring(seen),
        good=tuple(_good(library, [entry for entry in asked if entry.may_show])),
        ranking=_ranked(chosen, everything) if rank else None,
        notes=tuple(_notes(asked, named, chosen, groups)),
    )


def _ranked(chosen: Sequence[Entry], everything: Sequence[Entry]) -> tuple[Standing, ...]:
    names = {entry.person: entry.trainee or "" for entry in chosen if entry.person is not None}
    names_of = (_ranking.SKILL,)
    return _ranking.ranked(runs(chosen, names_of), noises(comparable(everything), names_of), names, FEWEST)


def _people(entries: Iterable[Entry]) -> int:
    return len({entry.person for entry in entries} - {None})


def _tells(whole: Sequence[Entry], shown: Sequence[Entry]) -> bool:
    """Whether showing both would tell of a group under five people."""
    ids = {entry.id for entry in shown}
    return 0 < _people(entry for entry in whole if entry.id not in ids) < FEWEST


def _groups(entries: Sequence[Entry], recurring: Recurring) -> Iterator[Group]:
    for setting in sorted({entry.setting for entry in entries}):
        whole = [entry for entry in entries if entry.setting == setting]
        yield _group(setting, None, whole, None if _people(whole) < FEWEST else recurring)
        teams = sorted({entry.team for entry in whole if entry.team})
        own = {name: [entry for entry in whole if entry.team == name] for name in teams}
        large = {name for name, of in own.items() if _people(of) >= FEWEST}
        tells = _tells(whole, [entry for name in large for entry in own[name]])
        for name in teams if len(teams) > 1 else ():
            yield _group(setting, name, own[name], None if tells or name not in large else recurring)


def _group(setting: str, name: str | None, entries: Sequence[Entry], recurring: Recurring | None) -> Group:
    """recurring: None where the group is hidden."""
    people = _people(entries)
    if recurring is None:
        return Group(setting, name, people, len(entries), True)
    means = tuple(_mean(skill, list(map(fmean, values(skill, entries).values()))) for skill in NAMES)
    return Group(setting, name, people, len(entries), False, means, recurring(entries))


def _mean(skill: str, values: Sequence[float]) -> Mean:
    if len(values) < FEWEST:
        return Mean(skill, len(values))
    spread = stdev(values)
    if not spread:
        return Mean(skill, len(values), fmean(values))
    from scipy import stats

    low, high = stats.t.interval(0.95, len(values) - 1, fmean(values), spread / len(values) ** 0.5)
    return Mean(skill, len(values), fmean(values), (max(0.0, float(low)), min(100.0, float(high))))


def _good(library: Library, entries: Sequence[Entry]) -> Iterator[Good]:
    of = {entry.id: entry for entry in entries}
    sure = [p for p in library.places(entries) if p.praise and (p.confidence or 0) >= SURE]
    best: dict[tuple[int, str], Place] = {}
    for place in sorted(sure, key=lambda p: (-(p.confidence or 0), p.entry, p.turn)):
        best.setdefault((place.entry, place.kind), place)  # one of a kind of a conversation
    places = list(best.values())[:SHOWN]
    words = exchanges(library, entries, places)
    yield from (Good(of[place.entry], place, words.get((place.entry, place.turn))) for place in places)


def _notes(
    asked: Sequence[Entry], named: Sequence[Entry], chosen: Sequence[Entry], groups: Sequence[Group]
) -> Iterator[str]:
    if left := len(asked) - len(named):
        yield counted.nameless(left)
    if left := len(named) - len(chosen):
        yield counted.older(left, "figure")
    if hidden := sum(group.hidden for group in groups):
        are, they, leave, have = ("is", "it", "leaves", "has") if hidden == 1 else ("are", "they", "leave", "have")
        groups_ = counted.counted(hidden, "group")
        yield f"{groups_} {are} not shown: {they}, or what {they} {leave} over, {have} fewer than {FEWEST} people."
    if not any(entry.may_show for entry in asked):
        yield "No good moments are shown: nobody is recorded to have agreed (may_show)."
