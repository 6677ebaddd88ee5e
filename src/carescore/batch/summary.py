"""What a batch says as a whole: pooled figures, the lowest and the highest, why failures failed, the slowest."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest, nsmallest
from math import isnan, nan
from statistics import median, quantiles
from tempfile import SpooledTemporaryFile
from typing import Any

from carescore.batch._base import FAILED, SCORED, Failure, Item, Work
from carescore.batch.columns import row_of
from carescore.errors import CarescoreError
from carescore.measures import measures
from carescore.skills import SKILLS
from carescore.text.regex import lazy

_HELD = 256 * 1024  # bytes of figures in memory
_ROWS = 100  # read from disk at once
_MOST = 5  # of the lowest, the highest and the slowest
_LINE = lazy(r"^[:\s]*(?:\d+:)?\s*")  # what stands between a file's name and the reason
Row = Mapping[str, Any]
Named = tuple[str, float]


@dataclass(frozen=True, slots=True)
class PooledFigure:
    """One figure over many conversations: its value, from how many, and its quartiles among them where they can be
    told. value: of a rate the sum of counts over the sum of what they are per; of anything else the median."""

    value: float
    of: int
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """Many conversations as one. counts: how many became what; skills and measures: those that any conversation has;
    lowest, highest: by the overall skill; failures: reasons and how often; slowest: in seconds."""

    counts: Mapping[str, int]
    skills: Mapping[str, PooledFigure]
    measures: Mapping[str, PooledFigure]
    lowest: tuple[Named, ...] = ()
    highest: tuple[Named, ...] = ()
    failures: tuple[tuple[str, int], ...] = ()
    slowest: tuple[Named, ...] = ()


def summarise(items: Iterable[Item]) -> Summary:
    """Many reports and failures as one: rates pool as ratios of sums, never as means of ratios."""
    totals = Totals()
    for item in items:
        totals.add(row_of(Work(_name(item), None), item))
    return totals.summary()


def _name(item: Item) -> str:
    return item.path if isinstance(item, Failure) else item.source.path or item.id


class Totals:
    """What has been seen of the rows of a table. Raises CarescoreError where figures find no room on disk for a
    while."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._failures: Counter[str] = Counter()
        self._skills, self._measures = (*SKILLS, "overall"), [measure.name for measure in measures()]
        self._columns = _Columns((*self._skills, *self._measures))
        self._low: list[Named] = []
        self._high: list[Named] = []
        self._slow: list[Named] = []

    def add(self, row: Row) -> None:
        self._counts[row["status"]] += 1
        if row["status"] == FAILED:
            self._failures[reason(row["key"], row["error"])] += 1
        if row["status"] == SCORED:
            self._columns.add(row)
            overall = [(row["key"], row["overall"])] if "overall" in row else []
            self._low = nsmallest(_MOST, self._low + overall, key=_second)
            self._high = nlargest(_MOST, self._high + overall, key=_second)
        self._slow = nlargest(_MOST, [*self._slow, (row["key"], row.get("seconds") or 0.0)], key=_second)

    def summary(self) -> Summary:
        figures = self._columns.figures()
        return Summary(
            dict(self._counts),
            {name: figures[name] for name in self._skills if name in figures},
            {name: figures[name] for name in self._measures if name in figures},
            tuple(self._low),
            tuple(self._high),
            tuple(self._failures.most_common(2 * _MOST)),
            tuple(pair for pair in self._slow if pair[1]),
        )


class _Columns:
    """Figures of many rows, on disk where they are many: one column at a time is in memory."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._sums = {name: [0.0, 0.0] for name in names}
        self._file = SpooledTemporaryFile(_HELD)  # noqa: SIM115  # gone with this object

    def add(self, row: Row) -> None:
        own = [row.get(name) for name in self._names]
        for name, figure in zip(self._names, own, strict=True):
            if figure is not None and f"{name}_per" in row:
                self._sums[name][0] += figure * row[f"{name}_per"]
                self._sums[name][1] += row[f"{name}_per"]
        try:
            self._file.write(array("d", [nan if figure is None else figure for figure in own]).tobytes())
        except OSError as error:
            raise CarescoreError(f"the summary needs room for temporary files: {error.strerror}") from None

    def figures(self) -> dict[str, PooledFigure]:
        """The figures that any row has, by name."""
        columns = ((name, self._column(place)) for place, name in enumerate(self._names))
        return {name: _figure(found, self._sums[name]) for name, found in columns if found}

    def _column(self, place: int) -> array[float]:
        """What rows have in one place."""
        found = array("d")
        self._file.seek(0)
        while some := self._file.read(_ROWS * len(self._names) * found.itemsize):
            found.extend(figure for figure in array("d", some)[place :: len(self._names)] if not isnan(figure))
        return found


def _figure(values: Sequence[float], sums: Sequence[float]) -> PooledFigure:
    low, _, high = quantiles(values, n=4, method="inclusive") if len(values) > 1 else (None, None, None)
    value = sums[0] / sums[1] if sums[1] else median(values)
    return PooledFigure(round(value, 4), len(values), low, high)


def _second(pair: Named) -> float:
    return pair[1]


def reason(key: str, error: str) -> str:
    """Why a conversation failed, without where."""
    return _LINE.sub("", error.replace(key, "", 1))
