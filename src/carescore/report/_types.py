"""The parts of a report that only a report has: its source, its speakers and its turns as shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from carescore.measures import Score
from carescore.reviews import Review
from carescore.segmentation import SIDES
from carescore.skills import Moment, Skill


@dataclass(frozen=True, slots=True)
class Source:
    """Where the conversation came from; path and sha256 are None for talk given in memory."""

    path: str | None
    format: str
    sha256: str | None


@dataclass(frozen=True, slots=True)
class SpeakerSummary:
    """A speaker with what they said: words (backchannels included) and, where all their turns have times, ms; name is
    what the conversation itself calls them, where the label does not say it."""

    id: str = field(repr=False)
    role: str
    role_confidence: float | None
    words: int
    talk_ms: int | None
    name: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Backchannel:
    """A listener's signal during somebody's turn."""

    speaker: str = field(repr=False)
    text: str = field(repr=False)
    start_ms: int | None
    end_ms: int | None


@dataclass(frozen=True, slots=True)
class TurnText:
    """A turn as shown: evidence offsets point into text; times in ms or None; backchannels are the listeners'; spans:
    (start, end) in ms of what was spoken without the pauses, empty without times."""

    index: int
    speaker: str = field(repr=False)
    role: str
    start_ms: int | None
    end_ms: int | None
    text: str = field(repr=False)
    backchannels: tuple[Backchannel, ...] = field(default=(), repr=False)
    spans: tuple[tuple[int, int], ...] = field(default=(), repr=False)

    @property
    def side(self) -> str | None:
        """ "staff", "patient" (companions speak for the patient), or None for everybody else."""
        return SIDES.get(self.role)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a trainer said of a report, and what stood there before: the scores that it changed with their percentiles,
    all skills and all moments. lost: things said of places in which these scores have nothing."""

    said: Review
    scores: Mapping[str, Score]
    skills: Mapping[str, Skill]
    moments: tuple[Moment, ...]
    lost: int = 0
    percentiles: Mapping[str, float] = field(default_factory=dict)
