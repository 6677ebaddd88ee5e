"""CSV and TSV tables: the columns for speaker, text and times are recognised by name; in tables with one column per
speaker, or without a header, by what stands in them.

The delimiter is the one that cuts header and rows alike. Whisper's TSV (start, end, text in ms) is read too.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from carescore.errors import ReadError
from carescore.readers import _columns, _recordings, _tables
from carescore.readers._base import Columns, Parsed, Reader, Recording
from carescore.readers._separated import cells_of_any_size
from carescore.text.regex import lazy
from carescore.transcript import Utterance

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 20
_LINE = lazy(r"[^\n]*\n|[^\n]+")
_MINUTE = 60_000
_UNHURRIED = 20_000  # ms a word
_HOURS = "all times are whole minutes: '0:03' typed into a spreadsheet is three minutes"

_SPACED = lazy(r'[,;|] +"')  # a quote after a space, as some programs write their cells


def _delimiter(head: str) -> str | None:
    """The delimiter that cuts a header with a text column and at least one more, and which most rows share; or what a
    table tells without such a header. Lines with tabs are plain text's, unless each speaker has a column."""
    lines = head.split("\n")
    if lines[0].lower().startswith("sep=") and len(lines[0]) == 5:
        return lines[0][4]
    cut = {delimiter: rows for delimiter in _DELIMITERS if (rows := _sample(head, delimiter))}
    fit = (delimiter for delimiter, rows in cut.items() if _tables.named(rows[0]))
    told = (delimiter for delimiter, rows in cut.items() if delimiter != "\t" and _tables.recognised(rows))
    return next(fit, None) or next(told, None) or _tabs(cut.get("\t")) or _one_column(head)


def _tabs(rows: list[list[str]] | None) -> str | None:
    """The tab, where it parts speakers, the times of lines without a header, or conversations."""
    tabbed = rows and (_tables.wide(rows) or _tables.spans(rows) is not None or _tables.transcripts(rows))
    return "\t" if tabbed else None


def _one_column(head: str) -> str | None:
    """The comma, where a table of one column holds a conversation in each cell."""
    if '"' not in head[:400]:
        return None
    try:
        rows = [row for row in csv.reader(io.StringIO(head)) if row][: _SAMPLE + 1]
    except csv.Error:
        return None
    return "," if rows and all(len(row) == 1 for row in rows) and _tables.transcripts(rows) else None


def _sample(head: str, delimiter: str) -> list[list[str]] | None:
    """The first rows, when nearly all have as many cells as the header."""
    try:
        cut = csv.reader(io.StringIO(head), delimiter=delimiter, skipinitialspace=bool(_SPACED.search(head)))
        rows = [row for row in cut if row][: _SAMPLE + 1]
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


def recordings(text: str, columns: Columns) -> list[Recording]:
    """The recordings of a table: mostly one. Raises ReadError."""
    table, lines = _rows(text, columns)
    return _recordings.split(_Records(table), lines, columns) if len(table) > 1 else []


def read_columns(text: str, columns: Columns) -> Parsed:
    found = recordings(text, columns)
    said, notes = _recordings.parsed(_recordings.only(found), columns) if found else ([], [])
    if not said:
        raise ReadError("the table has no row with speech", line=1)
    return said, [*notes, _HOURS] if _typed_as_hours(said) else notes


def _rows(text: str, columns: Columns) -> tuple[Sequence[_tables.Row], Sequence[int]]:
    """The rows of a table under its header, and the lines of those below it. Raises ReadError."""
    text = text.lstrip("\n ")
    delimiter = _delimiter(text[:65536]) or (_commonest(text) if columns else None)
    if delimiter is None:
        raise ReadError("no header row names the columns: speaker, text, start, end", line=1)
    skip = 1 if text[:4].lower() == "sep=" else 0
    spaced = bool(_SPACED.search(text[:65536]))
    given = _each_line(text.partition("\n")[2] if skip else text)
    rows = csv.reader(given, delimiter=delimiter, skipinitialspace=spaced)
    table: list[_tables.Row] = []
    lines: list[int] = []
    try:
        with cells_of_any_size():
            for row in rows:
                if any(map(str.strip, row)):
                    table.append(tuple(row))
                    lines.append(rows.line_num + skip)
    except csv.Error:
        raise ReadError("broken table", line=rows.line_num + skip) from None
    return _headed(table, lines, columns)


class _Records(Sequence[Mapping[str, str]]):
    """The rows below the header as records, each made when it is asked for: all at once are as large as the file."""

    def __init__(self, table: Sequence[_tables.Row]) -> None:
        self._header, self._rows = table[0], table

    def __len__(self) -> int:
        return len(self._rows) - 1

    def __getitem__(self, i: Any) -> Any:
        if isinstance(i, slice):
            return [self[number] for number in range(len(self))[i]]
        return dict(zip(self._header, self._rows[range(1, len(self._rows))[i]], strict=False))

    def __iter__(self) -> Iterator[Mapping[str, str]]:
        return (dict(zip(self._header, row, strict=False)) for row in islice(self._rows, 1, None))


def _headed(
    table: Sequence[_tables.Row], lines: Sequence[int], columns: Columns
) -> tuple[Sequence[_tables.Row], Sequence[int]]:
    """The table under a header, with the lines of its rows; a header that a person named columns of stays."""
    rows, origins = (None if columns else _tables.recognised(table)) or (table or [[]], range(len(table)))
    _columns.require_distinct(rows[0], lines[0] if lines else 1, columns)
    return rows, [lines[origin] for origin in origins[1:]]


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
    recordings=recordings,
)
