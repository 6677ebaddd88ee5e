"""A review as data, in the words of its file (carescore-review/1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

SCHEMA = "carescore-review/1"
STARRED, HIDDEN = MARKS = ("starred", "hidden")


@dataclass(frozen=True, slots=True)
class Unticked:
    """A finding that does not count, by its place."""

    measure: str
    turn: int
    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A trainer's own value for a skill, 0 to 100, and why."""

    value: float
    reason: str


@dataclass(frozen=True, slots=True)
class Note:
    """What a trainer wrote beside a turn."""

    turn: int
    text: str


@dataclass(frozen=True, slots=True)
class MomentMark:
    """A moment that is starred or hidden."""

    turn: int
    kind: str
    start: int
    end: int
    mark: str


@dataclass(frozen=True, slots=True)
class Round:
    """Corrections of who spoke, in the turns of one scoring: roles by speaker, speakers by turn."""

    speakers: Mapping[str, str] = field(default_factory=dict)
    turns: Mapping[int, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.speakers or self.turns)


@dataclass(frozen=True, slots=True)
class Review:
    """All that was said of one report. id, sha256: of its conversation; carescore: the version that scored it; saved:
    when, ISO; corrected: rounds of corrections that the scores already follow, in order; open: those that they do not.
    Every turn is counted as the scoring after the rounds of corrected counts it."""

    id: str
    sha256: str | None
    carescore: str = ""
    saved: str = ""
    unticked: tuple[Unticked, ...] = ()
    skills: Mapping[str, Judged] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    moments: tuple[MomentMark, ...] = ()
    open: Round = field(default_factory=Round)
    corrected: tuple[Round, ...] = ()

    @property
    def last_turn(self) -> int:
        """The last turn that it speaks of, -1 for none."""
        turns = [*(one.turn for one in self.unticked), *(one.turn for one in self.notes)]
        return max((*turns, *(one.turn for one in self.moments)), default=-1)
