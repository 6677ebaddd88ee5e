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
    """A lexicon with the literal phrases its patterns stand for."""

    name: str
    version: str
    licence: str
    source: str
    entries: tuple[Entry, ...] = field(repr=False)
    phrases: Mapping[str, Entry] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase of a lexicon in a turn: half-open character offsets, and the lexicon's entry."""

    turn: int
    start: int
    end: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Request:
    """A request: the probability that it is one of the polite ones, and the sum of its signs' published weights."""

    polite: float
    weight: float


@dataclass(frozen=True, slots=True)
class Uptake:
    """A reply: the probability that it builds on what it answers, how many content words of it are used again, and
    whether it is little but the other's words."""

    probability: float
    shared: int
    copied: bool


# everyday words as dialects and accents are written: no content, like the words they stand for
RESPELT = frozenset(
    "dis dat dat's de dey dem dere dan den wit tink ting tree tank tanks nutting gonna wanna gotta gimme lemme cos coz "
    "cuz dunno ain't aye y'all nothin' somethin' doin' goin' gettin' feelin' ya yer o' em me mah innit wot "
    "wiv fink".split()
)
