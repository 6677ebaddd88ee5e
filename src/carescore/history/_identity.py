"""Whether a row of a survey's table is an answer that a library keeps already: the same, a correction, or another.

With a number of its own an answer is surely known. Without, a row is known by all its cells; one that was edited cannot
be told from a further answer about the same recording, person or day, so a person is asked where that may be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """What an answer is known by, as hashes. cells: of the whole row; answer: of its own number, None where the table
    has none; about: of the recording, person or month, and the day, that it is about."""

    cells: str = ""
    answer: str | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Met:
    """A row beside what is kept. same: what surely is this answer; perhaps: answers that no row of the table repeats,
    and of which this one may be a correction."""

    same: Mark | None
    perhaps: tuple[Mark, ...] = ()


def meet(kept: Iterable[Mark], given: Sequence[Mark]) -> list[Met]:
    """Each row of a table beside the answers that are kept. One number and two recordings are two answers."""
    listed = list(kept)
    by_cells = {mark.cells: mark for mark in listed}
    numbered = {(mark.answer, mark.about): mark for mark in listed if mark.answer}
    same = [numbered.get((mark.answer or "", mark.about)) or by_cells.get(mark.cells) for mark in given]
    left = set(listed).difference(filter(None, same))
    of: defaultdict[str, set[Mark]] = defaultdict(set)
    for mark in left:
        of[mark.about].add(mark)
        of[mark.answer or ""].add(mark)
    return [Met(one) if one else Met(None, _perhaps(mark, of)) for mark, one in zip(given, same, strict=True)]


def _perhaps(mark: Mark, left: Mapping[str, set[Mark]]) -> tuple[Mark, ...]:
    about = left.get(mark.about, set())
    if mark.answer is None:
        return tuple(about)
    return (*left.get(mark.answer, ()), *(one for one in about if one.answer is None))
