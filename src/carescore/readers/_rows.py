"""Paragraphs and table rows of office files as one text: a table that names its columns, else lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from itertools import groupby

from carescore.readers import _tables
from carescore.readers._base import Member

Row = Sequence[str]
_TITLES = 10  # rows above the header


def part(rows: Sequence[Row]) -> Member:
    """The table with a speaker or time column beside its text, or one column per speaker, when there is one; else
    every row as a line, its cells parted by tabs; rows of one cell may hold several lines."""
    groups = [list(group) for several, group in groupby(rows, key=lambda row: len(row) > 1) if several]
    for i, group in enumerate(groups):
        if table := _from_header(group):
            return Member("table.csv", csv_bytes([*table, *_continued(table[0], groups[i + 1 :])]))
    lines = ("\t".join(" ".join(cell.split()) for cell in row) if len(row) > 1 else "".join(row) for row in rows)
    return Member("text.txt", "\n".join(lines).encode("utf-8"))


def _from_header(group: list[Row]) -> list[Row] | None:
    """The rows from the header on, which may stand below a title; all of them where there is none."""
    tops = [i for i in range(min(_TITLES, len(group) - 1)) if _tables.named(group[i]) or _tables.wide(group[i:])]
    table = group[tops[0] :] if tops else group
    return table if len(table) > 1 and _tables.recognised(table) else None


def _continued(header: Row, groups: Sequence[list[Row]]) -> list[Row]:
    """The rows of the tables below that have as many columns: a table is cut at the end of a page."""
    return [row for group in groups for row in group if len(row) == len(header) and list(row) != list(header)]


def csv_bytes(table: Sequence[Row]) -> bytes:
    """The rows as CSV in UTF-8."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(table)
    return stream.getvalue().encode("utf-8")
