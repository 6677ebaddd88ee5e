"""The progress of one person: skills over time, what is new, what recurs, and what to practise next."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from carescore.errors import UsageError
from carescore.history import counted
from carescore.history._exchanges import Exchange, exchanges
from carescore.history._issues import Issue, issues
from carescore.history._practice import Practice, practice
from carescore.history._records import Entry
from carescore.history.courses import Course, comparable, courses, noises, runs
from carescore.history.library import Library
from carescore.history.milestones import STREAK, Milestone, milestones

QUOTED = 3  # moments of an issue that are shown with their words, where words are kept
Link = Callable[[Entry, int | None], str | None]


@dataclass(frozen=True, slots=True)
class Progress:
    """What a library says of one person. entries: all their conversations by date; courses, milestones and issues are
    of those that one version scored in each setting (compared: their ids); exchanges: words of moments by conversation
    and turn, where words are kept; notes: what is left out or cannot be said, in sentences."""

    trainee: str
    entries: tuple[Entry, ...]
    compared: frozenset[int]
    courses: tuple[Course, ...]
    milestones: tuple[Milestone, ...]
    issues: tuple[Issue, ...]
    practice: Practice | None
    exchanges: dict[tuple[int, int], Exchange]
    notes: tuple[str, ...]

    def to_html(self, path: str | os.PathLike[str] | None = None, link: Link | None = None) -> str:
        """A self-contained page, written to path if given. link: the address of a conversation's page, at a turn."""
        from carescore.history import _pages

        return _pages.progress(self, path, link)


def progress(library: Library, person: str) -> Progress:
    """The progress of a person of that name. Raises UsageError where there is none, or several."""
    own = library.entries(person)
    if not own:
        raise UsageError(f"{library.path}: this person has no conversation here")
    chosen = comparable(own)
    whose = own[0].person or 0
    mine = courses(runs(chosen), noises(comparable(library.entries())), whose)
    places, figures = library.places(chosen), library.figures(chosen)
    known = library.known(chosen, {place.measure for place in places})
    reached = milestones(mine, chosen, places, figures)
    gone = {one.what for one in reached if one.kind == STREAK}
    recurring = tuple(i for i in issues(chosen, places, known) if i.recurs and i.kind not in gone)
    return Progress(
        trainee=own[0].trainee or "",
        entries=tuple(own),
        compared=frozenset(entry.id for entry in chosen),
        courses=mine,
        milestones=reached,
        issues=recurring,
        practice=practice(chosen, recurring, mine),
        exchanges=exchanges(library, chosen, (place for issue in recurring for place in issue.places[:QUOTED])),
        notes=tuple(_notes(own, chosen, mine)),
    )


def _notes(own: Sequence[Entry], chosen: Sequence[Entry], mine: Sequence[Course]) -> Iterator[str]:
    if left := len(own) - len(chosen):
        yield counted.older(left, "comparison")
    if not any(course.several for course in mine):
        yield "A comparison needs four conversations of one setting."
    if len({entry.format for entry in chosen}) > 1:
        yield "The conversations were transcribed in different ways, and part of a difference may come from that."
