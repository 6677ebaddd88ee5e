"""Paragraphs and table rows of office files as one text: a table that names its columns, else lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from itertools import groupby

from carescore.readers import _records
from carescore.readers._base import Part

Row = Sequence[str]


def part(rows: Sequence[Row]) -> Part:
    """The table with a speaker or time column beside its text, when there is one; else every row as a line, its
    cells parted by tabs."""
    for several, group in groupby(rows, key=lambda row: len(row) > 1):
        table = list(group)
        if several and len(table) > 1 and _named(table[0]):
            return Part("table.csv", csv_bytes(table))
    lines = ("\t".join(" ".join(cell.split()) for cell in row) if len(row) > 1 else "".join(row) for row in rows)
    return Part("text.txt", "\n".join(lines).encode("utf-8"))


def csv_bytes(table: Sequence[Row]) -> bytes:
    """The rows as CSV in UTF-8."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(table)
    return stream.getvalue().encode("utf-8")


def _named(header: Row) -> bool:
    found = _records.columns(header)
    return found is not None and bool(found.speaker or found.start)
