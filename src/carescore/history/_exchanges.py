"""The words of single moments, where a library kept what was said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from carescore.history._records import Entry, Place
from carescore.history.library import Library


@dataclass(frozen=True, slots=True)
class Exchange:
    """The two sides of a moment: (role, words), in order; instead: what could have been said."""

    lines: tuple[tuple[str, str], ...]
    instead: str


def exchanges(library: Library, entries: Sequence[Entry], places: Iterable[Place]) -> dict[tuple[int, int], Exchange]:
    """By conversation and turn; a moment whose words were not kept is left out."""
    wanted: dict[int, set[int]] = {}
    for place in places:
        wanted.setdefault(place.entry, set()).add(place.turn)
    found = {}
    for entry in entries:
        if entry.id in wanted:
            report = library.report(entry)
            for moment in report.moments:
                turns = [report.turns[quote.turn] for quote in moment.quotes]
                if moment.turn in wanted[entry.id] and any(turn.text for turn in turns):
                    lines = tuple((turn.role, turn.text) for turn in turns)
                    found[entry.id, moment.turn] = Exchange(lines, moment.instead)
    return found
