"""A document whose talk stands in paragraphs: a table in it goes on with the talk, or is none of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from carescore.readers import _labels, _rows
from carescore.readers._base import Member

Row = Sequence[str]
_SPEAKERS = 2


def part(rows: Sequence[Row]) -> Member:
    """The rows as a text or a table. A table that names its columns has its times, and paragraphs with a label are rows
    of it. Where paragraphs are "Name: text", the rows of tables are lines of those speakers,
    and other tables (points, agendas) are left out; else tables are read for themselves."""
    table = _rows.part(rows)
    if table.name.endswith(".csv"):
        return table
    paragraphs = [line for row in rows if len(row) == 1 for line in row[0].split("\n")]
    pairs = (_labels.split(line) for line in paragraphs) if len(paragraphs) < len(rows) else ()
    labels = [pair[0] for pair in pairs if pair and pair[1]]
    named = _labels.accepted(labels)
    shared = any(_label(row, named) for row in rows if len(row) > 1)
    back = _labels.returning(labels)
    if len(named) < _SPEAKERS or not (shared or len(back) >= _SPEAKERS):
        return table
    left_out = any(len(row) > 1 and not _label(row, named) for row in rows)
    text = _rows.part([[line] for line in _lines(rows, named)])
    return replace(text, notes=(_rows.LEFT_OUT,)) if left_out else text


def _lines(rows: Sequence[Row], named: frozenset[str]) -> Iterator[str]:
    for row in rows:
        if len(row) == 1:
            yield row[0]
        elif label := _label(row, named):
            place = next(i for i, cell in enumerate(row) if _labels.form(cell.rstrip(": ")) == label)
            yield f"{label}: " + " ".join(" ".join(cell.split()) for cell in row[place + 1 :])


def _label(row: Row, named: frozenset[str]) -> str:
    """The speaker in one of the first cells of a row, "" where there is none."""
    found = (_labels.form(cell.rstrip(": ")) for cell in row[:3] if len(cell) < 60)
    return next((label for label in found if label in named), "")
