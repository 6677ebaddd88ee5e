"""Which of the labels that a dialect of plain text sees are speakers: each kind is believed in its own way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from carescore.readers import _labels


class Line(NamedTuple):
    """What a dialect sees in a line: label (None for none), the text after it, start and end (ms), and whether these
    are surely times."""

    label: str | None
    rest: str
    start: int | None = None
    end: int | None = None
    sure: bool = True


def _as_names(labels: Sequence[str], seen: Sequence[Line | None]) -> frozenset[str]:
    """A label that no other line confirms is none: "Remember: …" once in prose names nobody."""
    named = _labels.believed(labels)
    lines = sum(label in named for label in labels)
    if any(map(_labels.names_role, named)) or 2 * lines >= len(seen):
        return named
    return named if len(named) >= 2 and max(Counter(labels)[label] for label in named) > 1 else frozenset()


def _beside_times(labels: Sequence[str], seen: Sequence[Line | None]) -> frozenset[str]:
    """Names beside times recur; a short sentence beside a time ("Okay. Number 2.") does not, and ends in a mark."""
    counts = Counter(label for label in labels if _labels.like_name(label) and not label.endswith((".", "?", "!")))
    if len(labels) > 3 and 3 * len(counts) > 2 * len(labels):
        return frozenset(filter(_labels.names_role, counts))
    named = frozenset(label for label, n in counts.items() if _labels.names_role(label) or _labels.capitalised(label))
    return named | frozenset(label for label, n in counts.items() if n > 1 and named)


def _in_brackets(labels: Sequence[str], seen: Sequence[Line | None]) -> frozenset[str]:
    named = _labels.in_brackets(labels)
    once = frozenset(label for label in labels if _labels.full_name(label)) if named else frozenset()
    return named | once if len(named | once) >= 2 else frozenset()


def _loosely(labels: Sequence[str], seen: Sequence[Line | None]) -> frozenset[str]:
    counts = Counter(label.upper() if len(label) == 1 else label for label in labels if _labels.like_name(label))
    named = frozenset(x for x, n in counts.items() if n > 1 or x[-1] not in ".,")
    if len(named) < 2 or max(counts.values()) < 2:
        return frozenset()
    return named | frozenset(x.lower() for x in named if len(x) == 1)


def _in_cells(labels: Sequence[str], seen: Sequence[Line | None]) -> frozenset[str]:
    named = _loosely(labels, seen)
    return named if 3 * len(named) <= 2 * len(labels) else frozenset()


def _on_lines(labels: Sequence[str], seen: Sequence[Line | None]) -> frozenset[str]:
    """Names on lines of their own recur, and a line of text follows each."""
    counts = Counter(label for label in labels if _labels.like_name(label) and label[-1] not in ".,")
    named = frozenset(x for x, n in counts.items() if n > 1 or _labels.full_name(x))
    places = [i for i, line in enumerate(seen) if line and line.label in named]
    doubled = sum(b - a == 1 for a, b in pairwise(places))
    if len(named) < 2 or max(counts[x] for x in named) < 2 or 4 * doubled > len(places):
        return frozenset()
    return named


def _of_a_hearing(labels: Sequence[str], seen: Sequence[Line | None]) -> frozenset[str]:
    """Q and A, most of the labels, and the speakers in capitals between them."""
    counts = Counter(labels)
    if not (counts["Q"] and counts["A"]) or 2 * (counts["Q"] + counts["A"]) < len(labels) or {"B", "C"} & set(labels):
        return frozenset()
    return frozenset({"Q", "A"} | {label for label in labels if label.isupper() and len(label) > 1})


BELIEFS = {
    "colon": _as_names,
    "timed": _beside_times,
    "brackets": _in_brackets,
    "loose": _loosely,
    "cells": _in_cells,
    "alone": _on_lines,
    "court": _of_a_hearing,
}
