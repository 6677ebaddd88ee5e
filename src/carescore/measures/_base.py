"""What a measure is and what it returns: rates and samples that pool over files, each count with its quotes.

A measure is one file in this package that ends in ``MEASURE = Measure(...)``; its module docstring gives, in this
order, definition, formula, unit, source and limits, and is what ``carescore measures NAME`` prints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from statistics import median

from carescore.codes import Code, Codes, Evidence, phrases, quote, whole, words_of
from carescore.segmentation import Turn

__all__ = [
    "SIDES",
    "Code",
    "Codes",
    "Evidence",
    "Figure",
    "Level",
    "Measure",
    "Rate",
    "Sample",
    "Score",
    "missing",
    "not_applicable",
    "per_words",
    "phrases",
    "quote",
    "whole",
    "words_of",
]
SIDES = ("staff", "patient")
_STAFF = frozenset({"staff"})


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


@dataclass(frozen=True, slots=True, repr=False)
class Sample:
    """Values that are no ratio: value is the median, None when there are none. Adding concatenates."""

    values: tuple[float, ...]
    unit: str

    def __repr__(self) -> str:
        return f"Sample({len(self.values)} values, median {self.value}, {self.unit!r})"

    @property
    def value(self) -> float | None:
        return float(median(self.values)) if self.values else None

    def __add__(self, other: Sample | Level) -> Sample:
        if self.unit != other.unit:
            raise ValueError("samples of different units do not pool")
        more = other.values if isinstance(other, Sample) else (other.value,)
        return Sample(self.values + more, self.unit)


@dataclass(frozen=True, slots=True)
class Level:
    """One figure that is neither a ratio nor a sample: a level, a longest, a count of slots. Adding gives a sample."""

    value: float
    unit: str

    def __add__(self, other: Level | Sample) -> Sample:
        return Sample((self.value,), self.unit) + other


Figure = Rate | Sample | Level


@dataclass(frozen=True, slots=True)
class Score:
    """One measure of one conversation. by_role: "staff" and "patient" where the measure tells them apart;
    figures: further named values; missing: why there is no value, as a sentence; applicable: False where the
    conversation gave no occasion at all, so that nothing is held against anybody."""

    measure: str
    overall: Figure | None = None
    by_role: Mapping[str, Figure] = field(default_factory=dict, repr=False)
    figures: Mapping[str, Figure] = field(default_factory=dict, repr=False)
    evidence: tuple[Evidence, ...] = field(default=(), repr=False)
    missing: str | None = None
    applicable: bool = True

    @property
    def value(self) -> float | None:
        """The overall figure's value, None where there is none."""
        return self.overall.value if self.overall else None

    @property
    def staff(self) -> float | None:
        """The staff's figure's value, None where there is none."""
        return self._of("staff")

    @property
    def patient(self) -> float | None:
        """The patient's figure's value, None where there is none."""
        return self._of("patient")

    def _of(self, side: str) -> float | None:
        figure = self.by_role.get(side)
        return figure.value if figure else None


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure's card. better: "higher", "lower" or "neither"; needs: of "clock", "roles" (a known staff and patient
    side), "staff", "patient" and "model:NAME"; source: where it comes from, unless its module's docstring says so;
    counts: whether overall.count is the number of evidence entries, so that an interval can be drawn from them."""

    name: str
    title: str
    unit: str
    _: KW_ONLY
    better: str
    score: Callable[[Codes], Score] = field(repr=False)
    needs: frozenset[str] = _STAFF
    source: str = field(default="", repr=False)
    counts: bool = False


def missing(measure: str, why: str) -> Score:
    """A score that says why it has no value."""
    return Score(measure, missing=why)


def not_applicable(measure: str, why: str) -> Score:
    """A score without an occasion to be scored."""
    return Score(measure, missing=f"not applicable: {why}", applicable=False)


def per_words(count: int, turns: Iterable[Turn], scale: float = 100.0) -> Rate:
    """A count per so many words of the turns."""
    return Rate(count, words_of(turns), scale, f"per {scale:g} words")
