"""What a library knows of conversations, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Known:
    """What somebody knows of a conversation and the recording does not say. date: ISO, the day it was held; trainee:
    whose scores they are, None where nobody said; apart: what tells two people of one name apart; may_show: the people
    in it agreed that its good moments are shown to others."""

    date: str
    trainee: str | None = None
    apart: str = ""
    team: str | None = None
    setting: str | None = None
    scenario: str | None = None
    trainer: str | None = None
    cohort: str | None = None
    may_show: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A conversation in the library with its latest score. person: None where nobody is named; skills: values by
    name, intervals: (low, high); words: what staff said; focus: the label of whose scores they are, "" where all staff
    are scored together; sha256: of the recording."""

    id: int
    score: int
    person: int | None
    trainee: str | None
    date: str
    team: str | None
    setting: str
    scenario: str | None
    trainer: str | None
    cohort: str | None
    title: str
    path: str | None
    format: str
    may_show: bool
    carescore: str
    profile: str
    instrument: str
    words: int
    skills: Mapping[str, float | None] = field(default_factory=dict)
    intervals: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    focus: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A moment of a conversation in the library, without its words."""

    entry: int
    kind: str
    praise: bool
    measure: str
    turn: int
    start_ms: int | None
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure of a conversation: its value, and of a ratio count and per, that pool, and the scale and unit."""

    value: float | None
    count: float | None = None
    per: float | None = None
    scale: float | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """A measure that pools, over many conversations: by person the sums of count and per, with scale and unit."""

    by_person: Mapping[int, tuple[float, float]]
    scale: float = 1.0
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one patient answered: by question a value of 0 to 100. conversations: of the recording that was named, one
    for each person whose scores are of it; person, month (2026-03): those that were named; comment: how the sentiment
    model judged what they wrote."""

    values: Mapping[str, float]
    conversations: tuple[int, ...] = ()
    person: int | None = None
    month: str | None = None
    comment: str | None = None

    @property
    def says(self) -> tuple[object, ...] | None:
        """What stands in it, None where it holds no answer."""
        return (dict(self.values), self.month, self.comment) if self.values or self.comment else None

    @property
    def link(self) -> str:
        """By what it belongs to conversations."""
        return "recording" if self.conversations else "month" if self.person is None else "person"


Totals = Mapping[str, Total]  # by measure
Figures = Mapping[int, Mapping[str, Figure]]  # by conversation and measure
