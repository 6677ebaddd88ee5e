"""What lexicons hold and what finding a phrase gives, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from carescore.annotate.conditions import When


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """One row: the pattern, what finding it means, a plain alternative where the lexicon gives one, and the conditions
    under which a hit counts."""

    pattern: str
    label: str
    plain: str = ""
    when: When = field(default_factory=When)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A lexicon's header and rows; of two rows that have the same phrase the later one counts. labels: the closed set
    that its rows choose from; conditions: by label, those of all its rows."""

    name: str
    version: str
    licence: str
    source: str
    labels: tuple[str, ...]
    entries: tuple[LexiconEntry, ...] = field(repr=False)
    conditions: Mapping[str, When] = field(repr=False, default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wording:
    """What a setting changes in the lexicons: entries that it adds and phrases that it takes out, by lexicon."""

    added: tuple[tuple[str, LexiconEntry], ...] = ()
    removed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PhraseHit:
    """A phrase of a lexicon in a turn: half-open character offsets, and the lexicon's entry."""

    turn: int
    start: int
    end: int
    entry: LexiconEntry
