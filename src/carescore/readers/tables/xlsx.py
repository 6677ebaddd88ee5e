"""Excel workbooks: the first visible sheet whose header names a text column; merged speaker cells hold for every row.

Cells typed as times are read as hours, minutes and seconds; "0:03" typed into Excel is three minutes, and stays so.
Needs the extra "xlsx" (openpyxl). Source: ECMA-376 part 1, SpreadsheetML.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import reduce
from typing import Any

from carescore.errors import MissingDependencyError, ReadError
from carescore.readers import _columns, _rows, _zip
from carescore.readers._base import Envelope, Member
from carescore.text.regex import lazy

_MOST_CELLS = 1_000_000  # a day of talk is under 20,000 rows
_PLACE = lazy(rb'<(?:\w+:)?c [^<>]{0,40}?\br=["\']([A-Z]{1,3})(\d{1,7})["\']')
_AREA = lazy(rb'<(?:\w+:)?mergeCell ref=["\']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["\']')
_TITLES = 10  # rows above the header
_WORDS = 10  # nobody says more within a second
_DAY_ZERO = datetime(1899, 12, 31)  # openpyxl gives days before March 1900 so; workbooks of 1904 have their own
_NO_DATE = 1904  # a "date" up to this year is a time of more than 24 hours


def looks_like(content: bytes) -> bool:
    return _zip.kind(content) == "xlsx"


def parts(content: bytes) -> list[Member]:
    for sheet in _sheets(content):
        epoch = max(sheet.parent.epoch, _DAY_ZERO)
        rows = [[_cell(value, epoch) for value in row] for row in _of_days(_filled(sheet))]
        rows = [row for row in rows if any(row)]
        found = _rows.part(rows) if rows and len(rows[0]) > 1 else None
        if found and found.name.endswith(".csv"):
            return [found]
    raise ReadError("no sheet has a header row that names the columns: speaker, text, start, end")


def _sheets(content: bytes) -> Iterator[Any]:
    try:
        import openpyxl
    except ImportError:
        raise MissingDependencyError("reading Excel workbooks", "xlsx") from None
    members = _zip.members(content, [name for name in _zip.names(content) if name.endswith(".xml")])
    if sum(map(_claimed, members)) > _MOST_CELLS:
        raise ReadError("the workbook claims more cells than any talk has: save the sheet as .csv")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and links, which are not read
            book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    except Exception:  # openpyxl raises whatever it stumbles over, and quotes cells in it
        raise ReadError("the workbook is damaged") from None
    yield from (sheet for sheet in book.worksheets if sheet.sheet_state == "visible")


def _claimed(member: bytes) -> int:
    """How many cells a sheet asks for: openpyxl makes each of a merged area, and all up to the last row and column."""
    places = [(_column(m[1]), int(m[2])) for m in _PLACE.finditer(member)]
    areas = [[_column(m[1]), int(m[2]), _column(m[3]), int(m[4])] for m in _AREA.finditer(member)]
    merged = sum((right - left + 1) * (last - first + 1) for left, first, right, last in areas)
    places += [(right, last) for _, _, right, last in areas]
    return merged + max((c for c, _ in places), default=0) * max((r for _, r in places), default=0)


def _column(letters: bytes) -> int:
    return reduce(lambda number, letter: 26 * number + letter - 64, letters, 0)


def _filled(sheet: Any) -> list[list[Any]]:
    """The values of a sheet; merged cells hold their value in every row."""
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    for area in sheet.merged_cells.ranges:
        value = rows[area.min_row - 1][area.min_col - 1]
        for row in rows[area.min_row - 1 : area.max_row]:
            row[area.min_col - 1] = value
    return rows


def _of_days(rows: list[list[Any]]) -> list[list[Any]]:
    """Times that lost their format are fractions of a day: known by a talk that would be over within a second."""
    top = next((i for i, row in enumerate(rows[:_TITLES]) if _columns.columns(map(str, row))), None)
    named = _columns.columns(map(str, rows[top])) if top is not None else None
    if top is None or named is None or named.start is None:
        return rows
    header = [str(value) for value in rows[top]]
    places = [header.index(name) for name in (named.start, named.end) if name]
    values = [row[i] for row in rows[top + 1 :] for i in places if row[i] is not None]
    words = sum(len(str(row[header.index(named.text)]).split()) for row in rows[top + 1 :])
    if words < _WORDS or not all(isinstance(value, int | float) and 0 <= value < 1 for value in values):
        return rows
    return [
        [timedelta(days=x) if r > top and i in places and x is not None else x for i, x in enumerate(row)]
        for r, row in enumerate(rows)
    ]


def _cell(value: Any, epoch: datetime) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime) and value.year <= _NO_DATE:
        value -= epoch
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, time):
        value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond)
    if isinstance(value, timedelta):
        ms = round(value.total_seconds() * 1000)
        return f"{ms // 3_600_000}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"
    return str(value)


READER = Envelope(
    name="xlsx",
    title="Excel workbook",
    extensions=(".xlsx", ".xlsm"),
    export="Excel and other spreadsheets: columns speaker, text, and if known start and end",
    looks_like=looks_like,
    parts=parts,
)
