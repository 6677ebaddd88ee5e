"""Paragraphs and table rows of office files as one text: a table that names its columns, with the labelled paragraphs
around it, else lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import groupby

from carescore.readers import _columns, _labels, _tables
from carescore.readers._base import Member
from carescore.text.regex import lazy

Row = Sequence[str]
_TITLES = 10  # rows above the header
_TALKING = 2  # paragraphs with a label make the paragraphs the conversation
_CLOCK = lazy(r"\d{1,2}:\d\d")
_OUTSIDE = "text outside the table, without a speaker's label, was left out"
LEFT_OUT = "a table without speakers, beside labelled paragraphs, was left out"


def part(rows: Sequence[Row]) -> Member:
    """The table with a speaker or time column beside its text, or one column per speaker, when there is one, with the
    labelled paragraphs around it; else every row as a line, its cells parted by tabs; rows of one cell may hold several
    lines. Beside labelled paragraphs a table that tells no speakers is no talk."""
    groups = [(several, list(group)) for several, group in groupby(rows, key=lambda row: len(row) > 1)]
    for i, (several, group) in enumerate(groups):
        if several and (table := _from_header(group)):
            return _table(table, groups, i)
    labelled = [row for several, group in groups if not several for row in group if _said(row)]
    if len(labelled) >= _TALKING and any(several and not _talk(group) for several, group in groups):
        kept = [row for several, group in groups if not several or _talk(group) for row in group]
        return Member("text.txt", _lines(kept), (LEFT_OUT,))
    return Member("text.txt", _lines(rows))


def _lines(rows: Sequence[Row]) -> bytes:
    lines = ("\t".join(" ".join(cell.split()) for cell in row) if len(row) > 1 else "".join(row) for row in rows)
    return "\n".join(lines).encode("utf-8")


def _table(table: list[Row], groups: Sequence[tuple[bool, list[Row]]], at: int) -> Member:
    """The table at this group, the tables below that go on with it, and the paragraphs with a label in their places."""
    header = table[0]
    labels = {label for row in table[1:] if (label := _label(header, row))}
    found: list[Row] = [header]
    outside = False
    for i, (several, group) in enumerate(groups):
        if i == at:
            found += table[1:]
        elif several:
            found += _continued(header, group) if i > at else []
        else:
            said = [row for row in group if (pair := _said(row)) and (pair[0] in labels or _labels.names_role(pair[0]))]
            found += _as_rows(header, said)
            outside |= i > at and any(row not in said and "".join(row).strip() for row in group)
    return Member("table.csv", csv_bytes(found), (_OUTSIDE,) if outside else ())


def _said(row: Row) -> tuple[str, str] | None:
    """The label and the words of a paragraph that begins with a label."""
    pair = _labels.split(row[0]) if len(row) == 1 else None
    return pair if pair and pair[1] else None


def _label(header: Row, row: Row) -> str | None:
    named = _columns.columns(header)
    i = list(header).index(named.speaker) if named and named.speaker else None
    return None if i is None or i >= len(row) else row[i].strip()


def _as_rows(header: Row, said: Sequence[Row]) -> Iterator[Row]:
    """Labelled paragraphs as rows of the table; none where it has no column for who speaks."""
    named = _columns.columns(header)
    for row in said if named and named.speaker else ():
        pair = _said(row)
        assert named is not None and pair is not None
        cells = {named.speaker: pair[0], named.text: pair[1]}
        yield [cells.get(name, "") for name in header]


def _talk(group: Sequence[Row]) -> bool:
    """Whether a row of a table without a header is talk: labelled, or with a time."""
    return any(_labels.split(cell) or _CLOCK.search(cell) for row in group for cell in row)


def _from_header(group: list[Row]) -> list[Row] | None:
    """The rows from the header on, which may stand below a title, under a header that names the columns; None where
    there is none."""
    tops = [i for i in range(min(_TITLES, len(group) - 1)) if _tables.named(group[i]) or _tables.wide(group[i:])]
    table = group[tops[0] :] if tops else group
    found = _tables.recognised(table) if len(table) > 1 else None
    return list(found[0]) if found else _labels_beside(group)


def _labels_beside(group: list[Row]) -> list[Row] | None:
    """The rows of a table of two columns whose first one holds the speakers' roles."""
    if not all(len(row) == 2 for row in group) or not all(_labels.names_role(row[0].strip()) for row in group):
        return None
    return [["Speaker", "Text"], *group]


def _continued(header: Row, group: list[Row]) -> list[Row]:
    """The rows of a table below that has as many columns: a table is cut at the end of a page."""
    return [row for row in group if len(row) == len(header) and list(row) != list(header)]


def csv_bytes(table: Sequence[Row]) -> bytes:
    """The rows as CSV in UTF-8."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(table)
    return stream.getvalue().encode("utf-8")
