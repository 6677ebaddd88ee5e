"""CSV and TSV tables with a header: the columns for speaker, text and times are recognised by name.

The delimiter is the one that cuts header and rows alike. Whisper's TSV (start, end, text in ms) is read too.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Iterator

from carescore.errors import ReadError
from carescore.readers import _records
from carescore.readers._base import Columns, Parsed, Reader

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 20
_LINE = re.compile(r"[^\n]*\n|[^\n]+")

csv.field_size_limit(min(sys.maxsize, 2**31 - 1))


def _delimiter(head: str) -> str | None:
    """The delimiter whose header names a text column and at least one more, and which most rows share."""
    lines = head.split("\n")
    if lines[0].lower().startswith("sep=") and len(lines[0]) == 5:
        return lines[0][4]
    for delimiter in _DELIMITERS:
        if _fits(head, delimiter):
            return delimiter
    return None


def _fits(head: str, delimiter: str) -> bool:
    try:
        rows = [row for row in csv.reader(io.StringIO(head), delimiter=delimiter) if row][: _SAMPLE + 1]
    except csv.Error:
        return False
    if not rows or len(rows[0]) < 2 or max(map(len, rows[0])) > 40:
        return False
    named = _records.columns(rows[0])
    if named is None or not (named.speaker or named.start):
        return False
    body = rows[1:-1] or rows[1:]
    return not body or sum(len(row) == len(rows[0]) for row in body) >= 0.9 * len(body)


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
        header = next(rows)
        numbered = [(rows.line_num + skip, row) for row in rows if any(cell.strip() for cell in row)]
    except (csv.Error, StopIteration):
        raise ReadError("broken table", line=rows.line_num + skip) from None
    records = [dict(zip(header, row, strict=False)) for _, row in numbered]
    lines = [line for line, _ in numbered]
    del numbered  # the cells are in the records
    found = _records.utterances(records, lines, columns) if records else []
    if not found:
        raise ReadError("the table has no row with speech", line=1)
    return found, []


READER = Reader(
    name="csv_table",
    title="CSV or TSV table",
    extensions=(".csv", ".tsv"),
    export="spreadsheets and scripts: columns speaker, text, and if known start and end",
    looks_like=looks_like,
    read=read,
    read_columns=read_columns,
)
