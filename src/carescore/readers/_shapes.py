"""Where in a JSON document the conversation stands: the list of objects, the text or the parallel lists that hold it.

Every list and text of the document is looked at, whatever the keys above it are called. Of several the one wins that
tells speakers apart, holds the talk (half of the words of the fullest, at least), is no list of words, and has times.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from carescore.readers import _cells, _columns, _flat, _json, _labelled, _recordings

_DEEPEST = 8  # lists and objects around the conversation
_MOST = 400  # keys of one object that are looked at
_ITEMS = 20  # of a list that is no conversation
_SAMPLE = 60  # rows that show what a list holds
_ENOUGH = 0.5  # of the words of the fullest
_SOME = 0.1  # of them, for what tells speakers apart: a list of texts on the screen may hold more words than the talk
_TEXTS = frozenset(
    "text transcript transcription content conversation dialogue dialog transcripttext body utterance message sentence "
    "line".split()
)  # keys that hold talk where nobody and no time stands beside it
_MOST_LABELS = 0.67  # labels per turn, where an object's keys or a list's pairs name speakers

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class ShapeCandidate:
    """What could be the conversation: rows or a text; its words, and whether it tells speakers apart, is made of
    utterances rather than of words, and has times."""

    content: Rows | str
    words: float
    told: bool
    whole: bool
    timed: bool

    @property
    def rank(self) -> tuple[bool, bool, bool, bool]:
        return (self.told, self.whole, self.timed, not isinstance(self.content, str))


def conversation(document: Any) -> Rows | str | None:
    """The rows or the text of the conversation in a document, None where it holds none."""
    found = list(islice(_candidates(document, "", 0), _MOST))
    most = max((candidate.words for candidate in found), default=0)
    told = [candidate for candidate in found if candidate.told and candidate.words >= _SOME * most]
    most = max((candidate.words for candidate in told or found), default=0)
    full = [candidate for candidate in told or found if candidate.words >= _ENOUGH * most]
    return max(full, key=lambda candidate: candidate.rank).content if full else None


def _candidates(value: Any, key: str, depth: int) -> Iterator[ShapeCandidate]:
    if depth > _DEEPEST:
        return
    if isinstance(value, str):
        yield from _of_text(value, key, depth)
    elif isinstance(value, list):
        yield from _of_list(value, key, depth)
    elif isinstance(value, Mapping):
        if rows := _of_object(value):
            yield from _of_rows(rows)
        alone = not any(map(_json.objects, value.values()))  # beside a list that is not understood a text is no talk
        for name, inner in islice(value.items(), _MOST):
            yield from _candidates(inner, str(name) if alone else "", depth + 1)


def _of_text(value: str, key: str, depth: int) -> Iterator[ShapeCandidate]:
    if value.lstrip()[:1] in ("{", "["):
        try:
            yield from _candidates(json.loads(value), key, depth + 1)
        except (ValueError, RecursionError):
            return
    elif _labelled.is_transcript(value):
        yield ShapeCandidate(value, len(value.split()), True, True, False)
    elif _columns.plain(key) in _TEXTS and any(map(str.isalpha, value)):
        yield ShapeCandidate([{"text": value}], len(value.split()), False, True, False)


def _of_list(value: list[Any], key: str, depth: int) -> Iterator[ShapeCandidate]:
    texts = [item for item in value if isinstance(item, str)]
    if texts and len(texts) == len(value) and _labelled.is_transcript(joined := "\n".join(texts)):
        yield ShapeCandidate(joined, sum(len(text.split()) for text in texts), True, True, False)
        return
    rows = _pairs(value) or _flat.rows(value)
    found = list(_of_rows(rows)) if rows else []
    yield from found
    if not found:
        for item in value[:_ITEMS]:
            yield from _candidates(item, key, depth + 1)


def _of_rows(rows: Rows) -> Iterator[ShapeCandidate]:
    step = max(1, len(rows) // _SAMPLE)
    sample = rows[::step]
    if any(map(_recordings.held, sample)):
        words = sum(len(_cells.text(list(_recordings.held(row))).split()) for row in sample)
        yield ShapeCandidate(rows, words * step, True, True, False)
        return
    named = _columns.of_records(sample)
    if named is None:
        return
    spoken = [(row, text) for row in sample if (text := _cells.text(row.get(named.text)))]
    if not spoken or not (named.speaker or any(_cells.spoken(text) for _, text in spoken)):
        return
    lengths = [len(text.split()) for _, text in spoken]
    labels = {_cells.label(row.get(named.speaker)) for row, _ in spoken} - {None} if named.speaker else set()
    timed = named.start is not None or any(isinstance(row.get("words"), list) for row, _ in spoken)
    told = len(labels) > 1 or any(_labelled.is_transcript(text) for _, text in spoken[:1])
    if labels or timed or told or _columns.plain(named.text) in _TEXTS:
        yield ShapeCandidate(rows, sum(lengths) * step, told, sum(lengths) > 1.2 * len(lengths), timed)


def _of_object(value: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The rows of an object whose keys number them, whose lists run beside each other, or whose keys are speakers."""
    inner = list(value.values())
    if inner and all(isinstance(row, Mapping) for row in inner) and all(str(key).isdecimal() for key in value):
        return [value[key] for key in sorted(value, key=lambda key: (len(str(key)), str(key)))]
    lists = {key: cells for key, cells in value.items() if isinstance(cells, list) and cells}
    flat = {key: cells for key, cells in lists.items() if not isinstance(cells[0], Mapping | list)}
    if len(flat) > 1 and len({len(cells) for cells in flat.values()}) == 1 and _columns.columns(flat):
        return [dict(zip(flat, row, strict=True)) for row in zip(*flat.values(), strict=True)]
    return _by_speaker(lists) if len(lists) > 1 and len(lists) == len(value) else []


def _by_speaker(lists: Mapping[str, list[Any]]) -> list[Mapping[str, Any]]:
    """Rows of objects that hold one list of timed rows for each speaker."""
    rows: list[Mapping[str, Any]] = []
    for key, items in lists.items():
        objects = [item for item in items if isinstance(item, Mapping)]
        named = _columns.of_records(objects[:_SAMPLE])
        if named is None or named.start is None or named.speaker is not None or len(objects) < len(items):
            return []
        rows += [{**item, "speaker": str(key)} for item in objects]
    return rows


def _pairs(value: list[Any]) -> list[Mapping[str, Any]]:
    """Rows of a list of pairs: who, and what."""
    if len(value) < 2 or not all(isinstance(pair, list) and list(map(type, pair)) == [str, str] for pair in value):
        return []
    labels = {who for who, _ in value}
    few = 1 < len(labels) <= max(2, _MOST_LABELS * len(value))
    return [{"speaker": who, "text": said} for who, said in value] if few else []


def with_keys(document: Any, wanted: set[str], depth: int = 0) -> Rows | None:
    """The first list of objects with all the keys that a person named, None where there is none."""
    if depth > _DEEPEST:
        return None
    if isinstance(document, list):
        rows = [row for row in document if isinstance(row, Mapping)]
        if rows and wanted <= {str(key) for row in rows for key in row}:
            return rows
        inner = list(rows[:_ITEMS])
    else:
        inner = list(document.values()) if isinstance(document, Mapping) else []
    found = (with_keys(value, wanted, depth + 1) for value in inner)
    return next((rows for rows in found if rows), None)
