"""In which unit bare numbers count: by how large they are, and how long the talk would last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

_MS_DATE = 100_000_000_000  # a bare number above is a date in ms since 1970, not in seconds
_DATE = 100_000_000  # and above this one a date in seconds: no talk lasts three years
_SLOWEST = 0.02  # words a second: slower, by ten times, than any talk; in ms it would be faster than any

Timed = tuple["float | None", "float | None", int]  # start, end, words


def scale(timed: Iterable[Timed]) -> int:
    """ms per unit of the numbers, 1 or 1000: in seconds, where nothing speaks for ms."""
    rows = list(timed)
    largest = max((value for start, end, _ in rows for value in (start, end) if value is not None), default=0)
    if largest > _DATE:
        return 1 if largest > _MS_DATE else 1000
    pace = _pace(rows)
    return 1 if pace is not None and pace < _SLOWEST else 1000


def _pace(rows: Sequence[Timed]) -> float | None:
    """Words a unit while somebody speaks; where no row has an end, from the first start to the last."""
    spans = [(end - start, words) for start, end, words in rows if start is not None and end is not None]
    if not spans:
        starts = [(start, words) for start, _, words in rows if start is not None]
        spans = [(after - before, words) for (before, words), (after, _) in pairwise(starts)]
    length = sum(length for length, _ in spans if length > 0)
    words = sum(words for length, words in spans if length > 0)
    return words / length if length > 0 and words else None
