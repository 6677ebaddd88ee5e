"""What a measure is and what it returns: rates and samples that pool over files, each count with its quotes.

A measure is one file in this package that ends in ``MEASURE = Measure(...)``; its module docstring gives, in this
order, definition, formula, unit, source and limits, and is what ``carescore measures NAME`` prints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median

from carescore.nlp import Signals
from carescore.segmentation import Dialogue, Turn
from carescore.transcript import words_in

SIDES = ("staff", "patient")


@dataclass(frozen=True, slots=True)
class Rate:
    """count per opportunity: value = count / per · scale, None when per is 0. Adding pools the parts, so a corpus
    figure is a ratio of sums, never a mean of ratios."""

    count: float
    per: float
    scale: float
    unit: str

    @property
    def value(self) -> float | None:
        return self.count / self.per * self.scale if self.per else None

    def __add__(self, other: Rate) -> Rate:
        if (self.scale, self.unit) != (other.scale, other.unit):
            raise ValueError("rates of different units do not pool")
        return Rate(self.count + other.count, self.per + other.per, self.scale, self.unit)


@dataclass(frozen=True, slots=True)
class Sample:
    """Values that are no ratio: value is the median, None when there are none. Adding concatenates."""

    values: tuple[float, ...]
    unit: str

    @property
    def value(self) -> float | None:
        return float(median(self.values)) if self.values else None

    def __add__(self, other: Sample) -> Sample:
        if self.unit != other.unit:
            raise ValueError("samples of different units do not pool")
        return Sample(self.values + other.values, self.unit)


Figure = Rate | Sample


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote: half-open character offsets in the turn's text, what it shows, and where to replay it (ms)."""

    turn: int
    start: int
    end: int
    label: str
    start_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """One measure of one conversation. by_role: "staff" and "patient" where the measure tells them apart;
    figures: further named values; missing: why there is no value, as a sentence; applicable: False where the
    conversation gave no occasion at all, so that nothing is held against anybody."""

    measure: str
    overall: Figure | None = None
    by_role: Mapping[str, Figure] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    missing: str | None = None
    applicable: bool = True


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure's card. needs: of "clock", "roles" (a known staff and patient side), "staff", "patient" and
    "model:NAME"; better: "higher", "lower" or "neither"; counts: whether overall.count is the number of evidence
    entries."""

    name: str
    title: str
    unit: str
    needs: frozenset[str]
    better: str
    source: str
    score: Callable[[Dialogue, Signals], Score]
    counts: bool = True


def missing(measure: str, why: str) -> Score:
    """A score that says why it has no value."""
    return Score(measure, missing=why)


def not_applicable(measure: str, why: str) -> Score:
    """A score without an occasion to be scored."""
    return Score(measure, missing=f"not applicable: {why}", applicable=False)


def quote(turn: Turn, start: int, end: int, label: str) -> Evidence:
    """Evidence for a stretch of a turn's text."""
    return Evidence(turn.index, start, end, label, turn.ms_at(start))


def whole(turn: Turn, label: str) -> Evidence:
    """Evidence for a whole turn."""
    return quote(turn, 0, len(turn.text), label)


def words_of(turns: Iterable[Turn]) -> int:
    """Words (white-space separated, without signs such as [sighs]) of the turns."""
    return sum(len(words_in(turn.text)) for turn in turns)


def phrases(dialogue: Dialogue, signals: Signals, lexicon: str, side: str) -> tuple[Evidence, ...]:
    """The phrases of a lexicon in the turns of one side, labelled as the lexicon labels them."""
    return tuple(
        quote(turn, hit.start, hit.end, hit.entry.label)
        for hit in signals.phrases[lexicon]
        if (turn := dialogue.turns[hit.turn]).side == side
    )


def per_words(count: int, turns: Iterable[Turn], scale: float = 100.0) -> Rate:
    """A count per so many words of the turns."""
    return Rate(count, words_of(turns), scale, f"per {scale:g} words")
