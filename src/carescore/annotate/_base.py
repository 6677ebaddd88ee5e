"""What lexicons hold and what finding a phrase gives, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: the pattern, what finding it means, and a plain alternative where the lexicon gives one."""

    pattern: str
    label: str
    plain: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A lexicon with the literal phrases its patterns stand for. labels: the closed set that its rows choose from."""

    name: str
    version: str
    licence: str
    source: str
    labels: tuple[str, ...]
    entries: tuple[Entry, ...] = field(repr=False)
    phrases: Mapping[str, Entry] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Wording:
    """What a setting changes in the lexicons: entries that it adds and phrases that it takes out, by lexicon."""

    added: tuple[tuple[str, Entry], ...] = ()
    removed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase of a lexicon in a turn: half-open character offsets, and the lexicon's entry."""

    turn: int
    start: int
    end: int
    entry: Entry
