"""Labelled turns, what a head sees of them, and what training found, as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from carescore.predictors.linear import FloatArray, Head
from carescore.text.ngrams import Grams, IntArray
from carescore.training.heads import Arrays


@dataclass(frozen=True, slots=True)
class LabelledTurn:
    """A turn, or what was said before one. labels: by column, those that are given; row: its line in the file."""

    side: str
    text: str = field(repr=False)
    labels: Mapping[str, str] = field(default_factory=dict)
    row: int = 0


@dataclass(frozen=True, slots=True)
class Labelled:
    """Turns in order: a conversation, or a single turn with what was said before it. name: the conversation's, which
    no fold splits; path: the file of its labels."""

    name: str
    path: str
    turns: tuple[LabelledTurn, ...]

    def labelled(self, column: str) -> list[int]:
        """The places of the turns that have a label in the column."""
        return [place for place, turn in enumerate(self.turns) if column in turn.labels]

    def before(self, place: int) -> str:
        """What was said just before a turn, "" where nothing was."""
        return self.turns[place - 1].text if place else ""


@dataclass(frozen=True)
class Material:
    """The labelled turns as one head sees them, a row each. bundled: the head that comes with carescore; labels:
    places among its classes; groups: the number of each row's conversation; anew: fits a head to rows alone."""

    bundled: Head
    grams: Grams
    dense: FloatArray
    labels: IntArray
    groups: IntArray
    anew: Callable[[IntArray], Arrays] = field(repr=False)

    @property
    def classes(self) -> tuple[str, ...]:
        return self.bundled.classes


@dataclass(frozen=True, slots=True)
class Figures:
    """How well a head judges turns it did not learn from. calibration: (mean probability of the likeliest class, share
    in which it is right), from the least sure fifth to the surest."""

    macro_f1: float
    accuracy: float
    log_loss: float
    calibration_error: float
    calibration: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What cross-validation says of a head. own, bundled: on the same folds; gain: in macro-F1, from gain_low to
    gain_high with 90 % certainty; curve: (turns learnt from, mean macro-F1, its spread over the folds); tested: own
    and bundled on turns that nothing was chosen by."""

    column: str
    head: str
    classes: Mapping[str, int]
    conversations: int
    own: Figures
    bundled: Figures
    gain: float
    gain_low: float
    gain_high: float
    curve: tuple[tuple[int, float, float], ...]
    tested: tuple[Figures, Figures] | None = None

    @property
    def turns(self) -> int:
        return sum(self.classes.values())

    @property
    def better(self) -> bool:
        """Whether the gain is certain, and the probabilities are no worse."""
        return self.gain_low > 0 and self.own.log_loss <= self.bundled.log_loss

    @property
    def why_not(self) -> str:
        """Why it is no better, "" where it is."""
        if self.gain_low <= 0:
            between = f"{self.gain_low:+.3f} to {self.gain_high:+.3f}"
            return f"the gain of {self.gain:+.3f} in macro-F1 may be chance ({between})"
        if self.own.log_loss > self.bundled.log_loss:
            return f"its log loss is {self.own.log_loss:.3f}, the bundled head's {self.bundled.log_loss:.3f}"
        return ""


@dataclass(frozen=True, slots=True)
class Trained:
    """A model folder that was written. heads: the columns whose heads are one's own; the others are as bundled."""

    folder: Path
    model: str
    sha256: str
    heads: tuple[str, ...]
    results: Sequence[Result]
