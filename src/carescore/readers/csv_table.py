"""CSV and TSV tables: the columns for speaker, text and times are recognised by name; in tables with one column per
speaker, or without a header, by what stands in them.

The delimiter is the one that cuts header and rows alike. Whisper's TSV (start, end, text in ms) is read too.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Iterator, Sequence

from carescore.errors import ReadError
from carescore.readers import _records, _tables
from carescore.readers._base import Columns, Parsed, Reader
from carescore.transcript import Utterance

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 20
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_MINUTE = 60_000
_UNHURRIED = 20_000  # ms a word
_HOURS = "all times are whole minutes: '0:03' typed into a spreadsheet is three minutes"

csv.field_size_limit(min(sys.maxsize, 2**31 - 1))


def _delimiter(head: str) -> str | None:
    """The delimiter that cuts a header with a text column and at least one more, and which most rows share; or what a
    table tells without such a header. Lines with tabs are plain text's, unless each speaker has a column."""
    lines = head.split("\n")
    if lines[0].lower().startswith("sep=") and len(lines[0]) == 5:
        return lines[0][4]
    cut = {delimiter: rows for delimiter in _DELIMITERS if (rows := _sample(head, delimiter))}
    fit = (delimiter for delimiter, rows in cut.items() if _tables.named(rows[0]))
    told = (delimiter for delimiter, rows in cut.items() if delimiter != "\t" and _tables.recognised(rows))
    return next(fit, None) or next(told, None) or ("\t" if "\t" in cut and _tables.wide(cut["\t"]) else None)


def _sample(head: str, delimiter: str) -> list[list[str]] | None:
    """The first rows, when nearly all have as many cells as the header."""
    try:
        rows = [row for row in csv.reader(io.StringIO(head), delimiter=delimiter) if row][: _SAMPLE + 1]
    except csv.Error:
        return None
    if not rows or len(rows[0]) < 2 or max(map(len, rows[0])) > 400:
        return None
    body = rows[1:-1] or rows[1:]
    return rows if not body or sum(len(row) == len(rows[0]) for row in body) >= 0.9 * len(body) else None


def _commonest(text: str) -> str:
    """The delimiter that stands most often in the header."""
    header = text.partition("\n")[0]
    return max(_DELIMITERS, key=header.count)


def looks_like(head: str) -> bool:
    start = head.lstrip("\n ")
    return not start.startswith(("{", "[", "<", "WEBVTT")) and _delimiter(start) is not None


def read(text: str) -> Parsed:
    return read_columns(text, {})


def _each_line(text: str) -> Iterator[str]:
    """The lines with their ends, one at a time: StringIO would hold the text four times as large."""
    return (match[0] for match in _LINE.finditer(text))


def read_columns(text: str, columns: Columns) -> Parsed:
    text = text.lstrip("\n ")
    delimiter = _delimiter(text[:65536]) or (_commonest(text) if columns else None)
    if delimiter is None:
        raise ReadError("no header row names the columns: speaker, text, start, end", line=1)
    skip = 1 if text.lower().startswith("sep=") else 0
    rows = csv.reader(_each_line(text.partition("\n")[2] if skip else text), delimiter=delimiter)
    try:
        numbered = [(rows.line_num + skip, row) for row in rows if any(cell.strip() for cell in row)]
    except csv.Error:
        raise ReadError("broken table", line=rows.line_num + skip) from None
    table, lines = _headed(numbered, columns)
    records = [dict(zip(table[0], row, strict=False)) for row in table[1:]]
    del numbered, table  # the cells are in the records
    found = _records.utterances(records, lines, columns) if records else []
    if not found:
        raise ReadError("the table has no row with speech", line=1)
    return found, [_HOURS] if _typed_as_hours(found) else []


def _headed(numbered: Sequence[tuple[int, list[str]]], columns: Columns) -> tuple[Sequence[_tables.Row], list[int]]:
    """The table under a header, with the lines of its rows; a header that a person named columns of stays."""
    table = [row for _, row in numbered]
    found = None if columns else _tables.recognised(table)
    if found is None:
        return table or [[]], [line for line, _ in numbered[1:]]
    return found[0], [numbered[origin][0] for origin in found[1][1:]]


def _typed_as_hours(found: Sequence[Utterance]) -> bool:
    """Whether times are all whole minutes, and the talk would be far too slow."""
    starts = [u.start_ms for u in found if u.start_ms is not None]
    if len(starts) < 3 or any(start % _MINUTE for start in starts):
        return False
    words = sum(len(u.text.split()) for u in found)
    return max(starts) - min(starts) > _UNHURRIED * words


READER = Reader(
    name="csv_table",
    title="CSV or TSV table",
    extensions=(".csv", ".tsv"),
    export="spreadsheets and scripts: columns speaker, text, and if known start and end",
    looks_like=looks_like,
    read=read,
    read_columns=read_columns,
)
