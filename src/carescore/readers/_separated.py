"""Tables of separated values as people give them beside recordings, row by row under their header.

Cells are parted by commas, or by whatever of semicolons and tabs the header has more of: spreadsheets of many countries
write semicolons. A row's number is the one that a spreadsheet shows.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import contextmanager
from itertools import chain, zip_longest
from pathlib import Path
from threading import Lock

from carescore.errors import ReadError

Row = dict[str, str]
_DELIMITERS = ",;\t"
_ANY_SIZE = min(sys.maxsize, 2**31 - 1)
_BEFORE: list[int] = []  # the limit before, once for each table that is read just now
_LOCK = Lock()


@contextmanager
def cells_of_any_size() -> Iterator[None]:
    """While a table is read: a cell may hold the talk of a day. The limit is the whole process's: the first to read a
    table lifts it, and the last of those that read at once puts it back."""
    with _LOCK:
        _BEFORE.append(_BEFORE[-1] if _BEFORE else csv.field_size_limit(_ANY_SIZE))
    try:
        yield
    finally:
        with _LOCK:
            before = _BEFORE.pop()
            if not _BEFORE:
                csv.field_size_limit(before)


def rows(lines: Iterable[str], path: str, delimiter: str | None = None) -> Iterator[tuple[int, Row]]:
    """(number, cells by header) of every row that is not empty. Raises ReadError where cells have no header of their
    own, and csv.Error."""
    lines = iter(lines)
    first = next(lines, "")
    with cells_of_any_size():
        table = csv.reader(chain([first], lines), delimiter=delimiter or max(_DELIMITERS, key=first.count))
        names = next(table, [])
        if any(count > 1 for name, count in Counter(names).items() if name):
            raise ReadError("two columns have one name", path, 1)
        for number, cells in enumerate(table, start=2):
            if any(cells[len(names) :]):
                raise ReadError("the row has more cells than there are columns", path, number)
            if any(map(str.strip, cells)):
                yield number, dict(zip_longest(names, cells[: len(names)], fillvalue=""))


def header(rows: Mapping[int, Row]) -> Set[str]:
    """The names of the columns, where there is any row."""
    return next(iter(rows.values()), Row()).keys()


def in_file(path: str) -> dict[int, Row]:
    """The rows of a file in UTF-8 by number. Raises ReadError."""
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as stream:
            return dict(rows(stream, path))
    except (OSError, ValueError, csv.Error):
        raise ReadError("no table of comma-separated values in UTF-8", path) from None
