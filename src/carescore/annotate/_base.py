"""What lexicons hold and what finding a phrase gives, as data."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: the pattern, what finding it means, and a plain alternative where the lexicon gives one."""

    pattern: str
    label: str
    plain: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A lexicon's header and rows; of two rows that have the same phrase the later one counts."""

    name: str
    version: str
    licence: str
    source: str
    entries: tuple[Entry, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase of a lexicon in a turn: half-open character offsets, and the lexicon's entry."""

    turn: int
    start: int
    end: int
    entry: Entry
