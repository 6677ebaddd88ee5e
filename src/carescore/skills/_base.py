"""What a profile and a skill are, as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from carescore.annotate import Wording
from carescore.measures import Evidence
from carescore.transcript import Role

SKILLS = ("active_listening", "empathy", "respect", "problem_solving", "patient_centered")
VISIT, ROLE_PLAY = CONTEXTS = ("visit", "role-play")
Curve = tuple[tuple[float, float], ...]
MINIMUM_WHOLE_WEIGHT = 0.4  # where a profile does not say its own


@dataclass(frozen=True, slots=True)
class PartRule:
    """How one figure of one measure earns points: figure is "" for the overall value, "staff" or "patient" for a
    side, or the name of a further figure; curve: (value, points) pairs, straight lines between them, flat outside;
    role_play: the curve for role-plays, where their norms differ; min_opportunities: chances below which a share is no
    evidence, so that the part leaves the sum."""

    measure: str
    figure: str
    weight: float
    curve: Curve = field(repr=False)
    why: str = field(repr=False)
    role_play: Curve | None = field(default=None, repr=False)
    min_opportunities: float = 0

    @property
    def name(self) -> str:
        return f"{self.measure}.{self.figure}" if self.figure else self.measure

    @property
    def target(self) -> float:
        """The value that earns most points: the first such of the curve."""
        return max(self.curve, key=lambda point: point[1])[0]


@dataclass(frozen=True, slots=True)
class Profile:
    """A setting's targets and weights. minimum_weight: share of a skill's applicable weight that must be known;
    minimum_whole_weight: share of its whole weight, parts that do not apply included; minimum_staff_words: fewer
    say too little to judge a person by; checklists: skills that in role-plays are a list of parts without a
    number; roles: a role for labels that recordings of this setting use, in lower case, as "extension 12" or a
    colleague's name; wording: what the setting changes in the lexicons; leave_out: measures that say nothing in
    it; written: its conversations are messages; notes: what its author should know."""

    name: str
    version: str
    title: str
    minimum_weight: float
    minimum_staff_words: int
    skills: Mapping[str, tuple[PartRule, ...]] = field(repr=False)
    minimum_whole_weight: float = MINIMUM_WHOLE_WEIGHT
    checklists: frozenset[str] = frozenset()
    roles: Mapping[str, Role] = field(default_factory=dict, repr=False)
    wording: Wording = field(default_factory=Wording, repr=False)
    leave_out: frozenset[str] = frozenset()
    written: bool = False
    notes: tuple[str, ...] = field(default=(), repr=False)

    def roles_of(self, labels: Iterable[str]) -> dict[str, Role]:
        """The roles of those of the labels that the setting knows."""
        return {label: self.roles[label.lower()] for label in labels if label.lower() in self.roles}

    def whole_weight(self, skill: str) -> float:
        """The weight of all parts of a skill, those that will not apply included."""
        return sum(rule.weight for rule in self.skills[skill])

    def least_weight(self, skill: str) -> float:
        """The weight of a skill's parts that must be known."""
        return self.minimum_whole_weight * self.whole_weight(skill)

    def in_context(self, context: str) -> Profile:
        """The profile for "visit" or "role-play"."""
        if context != ROLE_PLAY:
            return replace(self, checklists=frozenset())
        skills = {
            name: tuple(replace(rule, curve=rule.role_play or rule.curve) for rule in rules)
            for name, rules in self.skills.items()
        }
        return replace(self, skills=skills)


@dataclass(frozen=True, slots=True)
class Part:
    """One summand of a skill: the figure's value, the points (0 to 100) it earned its weight; None where unknown.

    target: the value that earns all points; percentile: share (%) of the norm conversations below this value, with half
    of those that equal it; why: where target and weight come from; curve and min_opportunities: as in the profile's
    rule, so that the sum can be made again from the report alone.
    """

    measure: str
    value: float | None
    points: float | None
    weight: float
    target: float | None = None
    percentile: float | None = None
    why: str = field(default="", repr=False)
    curve: Curve = field(default=(), repr=False)
    min_opportunities: float = 0


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill, 0 to 100: the weighted mean of its known parts' points; missing says why there is none.

    interval: 90 % of the values that resampling the conversation gives; percentile: among the norm conversations.
    """

    skill: str
    value: float | None
    parts: tuple[Part, ...] = field(default=(), repr=False)
    missing: str | None = None
    interval: tuple[float, float] | None = None
    percentile: float | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A place to replay: what happened there, and what to say to the trainee.

    praise: worth showing to others, else to work on; measure: whose evidence it is; why: what speaks for the advice
    (source); instead: what could have been said, with the conversation's own words filled in ("" for praise); effect:
    points of the overall figure that hang on it; patient_turn: the patient's turn of the exchange; quotes: both sides
    of it, in order; confidence: the calibrated probability that a trainer would show it, None where nothing estimates
    it.
    """

    kind: str
    turn: int
    start: int
    end: int
    start_ms: int | None
    advice: str = field(repr=False)
    praise: bool = False
    measure: str = ""
    why: str = field(default="", repr=False)
    instead: str = field(default="", repr=False)
    effect: float = 0.0
    patient_turn: int | None = None
    quotes: tuple[Evidence, ...] = field(default=(), repr=False)
    confidence: float | None = None
