"""What could be shown as a moment, and what to say of it: the written sentences of feedback.toml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from carescore.measures import Evidence
from carescore.skills import _toml


@dataclass(frozen=True, slots=True)
class Feedback:
    """What to say of one kind of evidence: labels are beginnings; side: whose turn it must be in, "" for any."""

    kind: str
    measure: str
    labels: tuple[str, ...]
    side: str
    praise: bool
    advice: str
    why: str
    instead: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that could be shown: its quote, the staff's and the patient's turn of the exchange, and what speaks for
    it: the code's own confidence, that of the opening alone (of a feeling), and the log-odds that a trainer would show
    the staff turn to praise or to work on."""

    feedback: Feedback
    quote: Evidence
    staff: int | None
    patient: int | None
    confidence: float | None
    opening: float | None
    praise: float
    work: float

    @property
    def exchange(self) -> frozenset[int]:
        """The turns that it is a verdict on."""
        return frozenset(turn for turn in (self.quote.turn, self.staff, self.patient) if turn is not None)


@cache
def feedback() -> tuple[Feedback, ...]:
    """The bundled sentences."""
    toml = resources.files(__package__).joinpath("feedback.toml").read_text(encoding="utf-8")
    return tuple(
        Feedback(
            kind=item["kind"],
            measure=item["measure"],
            labels=tuple(item.get("labels", ("",))),
            side=item.get("side", ""),
            praise=item.get("praise", False),
            advice=item["advice"],
            why=item["why"],
            instead=item.get("instead", ""),
        )
        for item in _toml.loads("feedback.toml", toml)["feedback"]
    )
