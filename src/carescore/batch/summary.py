"""What a batch says as a whole: pooled figures, the lowest and the highest, why failures failed, the slowest."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest, nsmallest
from statistics import median, quantiles
from typing import Any

from carescore.batch._base import FAILED, SCORED, Failure, Item, Work
from carescore.batch.columns import row_of
from carescore.measures import measures
from carescore.skills import SKILLS

_MOST = 5  # of the lowest, the highest and the slowest
_LINE = re.compile(r"^[:\s]*(?:\d+:)?\s*")  # what stands between a file's name and the reason
Row = Mapping[str, Any]
Named = tuple[str, float]


@dataclass(frozen=True, slots=True)
class Figure:
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
    skills: Mapping[str, Figure]
    measures: Mapping[str, Figure]
    lowest: tuple[Named, ...] = ()
    highest: tuple[Named, ...] = ()
    failures: tuple[tuple[str, int], ...] = ()
    slowest: tuple[Named, ...] = ()


def summarise(items: Iterable[Item]) -> Summary:
    """Many reports and failures as one: rates pool as ratios of sums, never as means of ratios."""
    return summary(row_of(Work(_name(item), None), item) for item in items)


def _name(item: Item) -> str:
    return item.path if isinstance(item, Failure) else item.source.path or item.id


def summary(rows: Iterable[Row]) -> Summary:
    """The rows of a table as one; only their figures are held."""
    counts: Counter[str] = Counter()
    failures: Counter[str] = Counter()
    values: dict[str, array[float]] = {}  # of millions, eight bytes a figure
    sums: dict[str, list[float]] = {}
    overall: list[Named] = []
    slow: list[Named] = []
    for row in rows:
        counts[row["status"]] += 1
        if row["status"] == FAILED:
            failures[reason(row["key"], row["error"])] += 1
        if row["status"] == SCORED:
            for name, figure in _figures(row):
                values.setdefault(name, array("d")).append(figure)
                if f"{name}_per" in row:
                    of = sums.setdefault(name, [0.0, 0.0])
                    of[0] += figure * row[f"{name}_per"]
                    of[1] += row[f"{name}_per"]
            if "overall" in row:
                overall.append((row["key"], row["overall"]))
        slow = nlargest(_MOST, [*slow, (row["key"], row.get("seconds") or 0.0)], key=_second)
    figures = {name: _figure(found, sums.get(name)) for name, found in values.items()}
    return Summary(
        dict(counts),
        {name: figures[name] for name in (*SKILLS, "overall") if name in figures},
        {measure.name: figures[measure.name] for measure in measures() if measure.name in figures},
        tuple(nsmallest(_MOST, overall, key=_second)),
        tuple(nlargest(_MOST, overall, key=_second)),
        tuple(failures.most_common(2 * _MOST)),
        tuple(pair for pair in slow if pair[1]),
    )


def _figures(row: Row) -> Iterator[Named]:
    for name in (*SKILLS, "overall", *(measure.name for measure in measures())):
        if row.get(name) is not None:
            yield name, row[name]


def _figure(values: Sequence[float], sums: list[float] | None) -> Figure:
    low, _, high = quantiles(values, n=4, method="inclusive") if len(values) > 1 else (None, None, None)
    value = sums[0] / sums[1] if sums and sums[1] else median(values)
    return Figure(round(value, 4), len(values), low, high)


def _second(pair: Named) -> float:
    return pair[1]


def reason(key: str, error: str) -> str:
    """Why a conversation failed, without where."""
    return _LINE.sub("", error.replace(key, "", 1))
