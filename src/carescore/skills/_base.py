"""What a profile and a skill are, as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from carescore.transcript import Role

SKILLS = ("active_listening", "empathy", "respect", "problem_solving", "patient_centered")
Curve = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class PartRule:
    """How one figure of one measure earns points: figure is "" for the overall value, "staff" or "patient" for a
    side, or the name of a further figure; curve: (value, points) pairs, straight lines between them, flat outside."""

    measure: str
    figure: str
    weight: float
    curve: Curve
    why: str

    @property
    def name(self) -> str:
        return f"{self.measure}.{self.figure}" if self.figure else self.measure


@dataclass(frozen=True, slots=True)
class Profile:
    """A setting's targets and weights. minimum_weight: share of a skill's applicable weight that must be known;
    minimum_staff_words: fewer say too little to judge a person by; roles: a role for labels that recordings of this
    setting use, in lower case, as "extension 12" or a colleague's name."""

    name: str
    version: str
    title: str
    minimum_weight: float
    minimum_staff_words: int
    skills: Mapping[str, tuple[PartRule, ...]]
    roles: Mapping[str, Role] = field(default_factory=dict)

    def roles_of(self, labels: Iterable[str]) -> dict[str, Role]:
        """The roles of those of the labels that the setting knows."""
        return {label: self.roles[label.lower()] for label in labels if label.lower() in self.roles}


@dataclass(frozen=True, slots=True)
class Part:
    """One summand of a skill: the figure's value, the points (0 to 100) it earned its weight; None where unknown."""

    measure: str
    value: float | None
    points: float | None
    weight: float


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill, 0 to 100: the weighted mean of its known parts' points; missing says why there is none."""

    skill: str
    value: float | None
    parts: tuple[Part, ...] = field(default=())
    missing: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A place to replay: what happened there, and what to say to the trainee."""

    kind: str
    turn: int
    start: int
    end: int
    start_ms: int | None
    advice: str
