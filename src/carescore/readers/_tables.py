"""Tables whose header does not name a text column: one column per speaker, or no header at all.

Both become rows under the header Speaker, Start, End, Text. A column is known by what stands in it: times run, labels
are few and recur, the talk is the longest text. Where that is not plain, the table is not read by guess.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import mean

from carescore.readers import _columns, _labelled, _labels, _stamps
from carescore.readers._times import scaled_ms
from carescore.text.regex import lazy

Row = Sequence[str]
HEADER = ["Speaker", "Start", "End", "Text"]
_NUMBERING = lazy(r"(?:#|id|nr|no|line|row|turn|index|seq|order|number)\.?$", re.IGNORECASE)
_NUMBER = lazy(r"-?\d+(?:[.,]\d+)?s?$")
_FEWEST = 2  # rows of a table without a header; columns of a table with one per speaker
_MOST = 0.9  # of the rows: times and labels stand in so many
_SPEAKERS = 0.67  # distinct labels per row, at most
_RECURRING = 4  # rows, in which every name stands twice
_FEW = 4  # names
_CELLS = 0.8  # of the cells of a column hold a conversation each
_WORDS = 8  # rows of a word each with both its times are no numbers with a name


def named(header: Row) -> bool:
    """Whether a header names the text, and a speaker or a time."""
    found = _columns.columns(header)
    return found is not None and bool(found.speaker or found.start)


def recognised(table: Sequence[Row]) -> tuple[Sequence[Row], Sequence[int]] | None:
    """The rows under a header that names the columns, and of which row each was made (0 is the first); None when the
    table tells too little."""
    if not table or len(table[0]) < 2:
        return None
    if named(table[0]) or transcripts(table):
        return table, range(len(table))
    return wide(table) or _headless(table)


def transcripts(table: Sequence[Row]) -> bool:
    """Whether a column under a header holds a whole conversation in each cell."""
    header, body = table[0], table[1:]
    if not body or any(map(_labelled.is_transcript, header)):
        return False
    columns = ([row[i] for row in body if i < len(row) and row[i].strip()] for i in range(len(header)))
    return any(cells and sum(map(_labelled.is_transcript, cells)) >= _CELLS * len(cells) for cells in columns)


def wide(table: Sequence[Row]) -> tuple[list[Row], list[int]] | None:
    """One column per speaker: the first to speak in a row has its time."""
    header, body = table[0], table[1:]
    keyed = _columns.columns([*header, "text"])
    times = [keyed.start if keyed else None, keyed.end if keyed else None]
    voices = [i for i, name in enumerate(header) if name.strip() and name not in times and not _NUMBERING.match(name)]
    cells = [row[i] for row in body for i in voices if i < len(row) and row[i].strip()]
    if len(voices) < _FEWEST or not cells or not all(_voice(header[i], _below(body, i)) for i in voices):
        return None
    if not any(_labels.names_role(header[i].strip()) for i in voices) or mean(len(c.split()) for c in cells) < _FEWEST:
        return None
    rows: list[Row] = [HEADER]
    origins = [0]
    for number, row in enumerate(body, start=1):
        spoken = [i for i in voices if i < len(row) and row[i].strip()]
        for first, i in enumerate(spoken):
            at = ["" if first or t not in header else _cell(row, header.index(t)) for t in times]
            rows.append([header[i].strip(), *at, row[i]])
            origins.append(number)
    return rows, origins


def _cell(row: Row, i: int) -> str:
    return row[i] if i < len(row) else ""


def _voice(name: str, below: Sequence[str]) -> bool:
    """Whether a column's name is a speaker: it does not recur below, as it would where it is a row's label."""
    label = name.strip()
    plain = _labels.like_name(label) and not _NUMBER.match(label) and label[-1] not in ".?!," and len(label) < 50
    return plain and label not in below and not all(map(_labels.names_role, below))


def _below(body: Sequence[Row], i: int) -> list[str]:
    return [cell for row in body if i < len(row) and (cell := row[i].strip())]


def _headless(table: Sequence[Row]) -> tuple[list[Row], list[int]] | None:
    """Columns known by what stands in them, when there are a text, and times or labels that recur."""
    width = len(table[0])
    if len(table) < _FEWEST or sum(len(row) == width for row in table) < _MOST * len(table):
        return None
    full = [row for row in table if len(row) == width]
    columns = [[row[i].strip() for row in full] for i in range(width)]
    times = spans(full) or [i for i in range(width) if _times(columns[i])][:2]
    texts = [i for i in range(width) if i not in times and not _numbers(columns[i])]
    text = max(texts, key=lambda i: sum(map(len, columns[i])), default=None)
    if text is None:
        return None
    speaker = next((i for i in texts if i != text and _speakers(columns[i])), None)
    if not times and (speaker is None or not _certain(columns[speaker], [row[text] for row in full])):
        return None
    words = len(times) == 2 and len(full) >= _WORDS
    if times and speaker is None and not words and mean(len(cell.split()) for cell in columns[text]) < _FEWEST:
        return None
    picked = [speaker, *times, *[None] * (2 - len(times)), text]
    rows = [["" if i is None or i >= len(row) else row[i] for i in picked] for row in table]
    return [HEADER, *rows], [0, *range(len(table))]


def spans(table: Sequence[Row]) -> list[int] | None:
    """The two columns beside each other that hold starts and ends as whole numbers; None where there are none."""
    width = min(map(len, table), default=0)
    for i in range(width - 1):
        cells = [(row[i].strip(), row[i + 1].strip()) for row in table]
        if len(cells) >= _FEWEST and all(a.isdecimal() and b.isdecimal() for a, b in cells):
            times = [(int(a), int(b)) for a, b in cells]
            apart = all(a <= b for a, b in times) and any(b - a > 1 for a, b in times)
            if apart and all(a <= b for (a, _), (b, _) in pairwise(times)):
                return [i, i + 1]
    return None


def _certain(labels: Sequence[str], said: Sequence[str]) -> bool:
    """Whether rows without times are a table, not sentences with commas: no text is spaced, and all labels name roles,
    or are a few names that recur."""
    if any(cell.startswith(" ") for cell in said):
        return False
    counts = Counter(filter(None, labels))
    recur = len(labels) >= _RECURRING and len(counts) <= _FEW and min(counts.values(), default=0) >= _FEWEST
    return all(map(_labels.names_role, counts)) or (recur and all(map(_labels.capitalised, counts)))


def _numbers(cells: Sequence[str]) -> bool:
    return sum(bool(_NUMBER.match(cell)) for cell in cells) >= _MOST * len(cells)


def _times(cells: Sequence[str]) -> bool:
    """Clock times, or numbers with fractions, that run forward."""
    stamps = [s.start if (s := _stamps.alone(cell)) and s.end is None else None for cell in cells]
    if any("." in cell for cell in cells) and _numbers(cells):
        stamps = [scaled_ms(cell, 1000) for cell in cells]
    known = [ms for ms in stamps if ms is not None]
    forward = sum(a <= b for a, b in pairwise(known))
    return len(known) >= max(1, _MOST * len(cells)) and forward >= _MOST * (len(known) - 1)


def _speakers(cells: Sequence[str]) -> bool:
    labels = [cell for cell in cells if cell]
    few = len(set(labels)) <= max(_FEWEST, _SPEAKERS * len(labels))
    return bool(labels) and few and all(_labels.like_name(x) and (x[-1] not in "?!," or x == "?") for x in labels)
