"""Files that hold many conversations, each a work of its own; and manifests, whose rows name files.

With the column of ids, a table is read row by row, whatever its size; else it is held in memory.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from carescore import readers
from carescore.batch import storage
from carescore.batch._base import Work, shown
from carescore.batch.seen import Seen
from carescore.errors import CarescoreError, MissingDependencyError, ReadError, UsageError
from carescore.transcript import Transcript

LINES, PARQUET = frozenset({".jsonl", ".ndjson"}), ".parquet"
STREAMED = frozenset({".csv", ".tsv", PARQUET, *LINES})
EXTENSIONS = STREAMED | {".json", ".xlsx"}
_FILES = ("path", "file", "filename", "file_name")
_ROWS = 1000  # of a Parquet file at once
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """How tables are read. columns: which column holds what, as score takes it; id: the column that names the
    conversation, whose rows stand together; carry: columns that come with it."""

    columns: Mapping[str, str] = field(default_factory=dict)
    format: str | None = None
    id: str | None = None
    carry: Sequence[str] = ()


def works(name: str, reading: Reading) -> Iterator[Work]:
    """The conversations of a file: mostly one."""
    ending = Path(name).suffix.lower()
    if reading.id and ending in STREAMED:
        yield from _by_id(name, reading.id, reading)
    elif ending in EXTENSIONS:
        yield from _whole(name, ending, reading)
    else:
        yield Work(shown(name), name)


def _whole(name: str, ending: str, reading: Reading) -> Iterator[Work]:
    """The conversations of a file that is held in memory; one that is alone, or cannot be read, is the file's."""
    try:
        source = list(rows(name)) if ending == PARQUET else storage.opened(name)
        found = readers.conversations(source, reading.format, reading.columns)
        first = list(islice(found, 2))
    except UsageError:
        raise
    except CarescoreError as error:
        yield Work(shown(name), error if ending == PARQUET else name)
        return
    if len(first) == 1 and ending != PARQUET:
        yield Work(shown(name), name)
        return
    for number, one in enumerate(_both(first, found), start=1):
        yield Work(f"{shown(name)}#{shown(_id(one, name) or str(number))}", one)


def _both(first: Iterable[Any], rest: Iterable[Any]) -> Iterator[Any]:
    yield from first
    yield from rest


def _id(found: Transcript | ReadError, name: str) -> str | None:
    """What a table calls one of its conversations: readers put it behind the file's name."""
    if isinstance(found, ReadError):
        return f"line {found.line}" if found.line else None
    return found.id.removeprefix(f"{Path(name).stem}-").removeprefix("memory-")


def _by_id(name: str, column: str, reading: Reading) -> Iterator[Work]:
    """The conversations of a table by their ids. Raises UsageError where the rows of one do not stand together."""
    met = Seen()
    for value, found in groupby(rows(name), lambda row: _value(row, column, name)):
        together = list(found)
        if not met.new(value):
            raise UsageError(f"{name}: the rows of a conversation do not stand together: sort it by '{column}'")
        carried = {other: _text(together[0].get(other)) for other in reading.carry}
        yield Work(f"{shown(name)}#{shown(value)}", _one(name, value, together, reading), carried)


def _value(row: Row, column: str, name: str) -> str:
    if row.get(column) in (None, ""):
        raise UsageError(f"{name}: a row has no '{column}', which names its conversation")
    return str(row[column])


def _one(name: str, value: str, together: Sequence[Row], reading: Reading) -> Transcript | ReadError:
    aside = {reading.id, *reading.carry}
    said = [{key: cell for key, cell in row.items() if key not in aside} for row in together]
    try:
        found = list(islice(readers.conversations(said, columns=reading.columns), 2))
        if len(found) != 1:
            raise ReadError("several conversations of one id")
        if isinstance(found[0], ReadError):
            raise found[0]
        return replace(found[0], id=shown(f"{Path(name).stem}-{value}"), path=shown(name))
    except ReadError as error:
        return ReadError(error.reason, f"{name}#{value}")


def rows(name: str) -> Iterator[Row]:
    """The rows of a table, few at a time. Raises ReadError and MissingDependencyError."""
    ending = Path(name).suffix.lower()
    try:
        with storage.stream(name) as stream:
            if ending == PARQUET:
                yield from _parquet(stream)
            elif ending in LINES:
                yield from _lines(name, stream)
            else:
                text = (line.decode("utf-8-sig" if number == 0 else "utf-8") for number, line in enumerate(stream))
                delimiter = "\t" if ending == ".tsv" else None
                yield from (row for _, row in readers.separated.rows(text, name, delimiter))
    except (OSError, ValueError, csv.Error) as error:  # pyarrow's errors are ValueErrors
        raise ReadError(f"no table of its extension ({type(error).__name__})", name) from None


def _lines(name: str, stream: Iterable[bytes]) -> Iterator[Row]:
    for number, line in enumerate(stream, start=1):
        if line.strip():
            row = json.loads(line)
            if not isinstance(row, dict):
                raise ReadError("every line must be an object", name, number)
            yield row


def _parquet(stream: Any) -> Iterator[Row]:
    try:
        from pyarrow import parquet
    except ImportError:
        raise MissingDependencyError("a .parquet file", "parquet") from None
    for some in parquet.ParquetFile(stream).iter_batches(_ROWS):
        yield from some.to_pylist()


def manifest(name: str) -> Iterator[Work]:
    """The files that the rows of a manifest name, seen from its folder, with the other columns. Raises ReadError and
    UsageError."""
    for number, row in enumerate(rows(name), start=1):
        column = next((column for column in row if str(column).strip().lower() in _FILES), None)
        if column is None:
            raise UsageError(f"{name}: no column is called {', '.join(_FILES)}")
        file = _text(row[column])
        if file is None:
            raise UsageError(f"{name}: row {number} names no file")
        path = file if storage.is_remote(file) else _beside(name, file)
        carried = {str(key): _text(value) for key, value in row.items() if key not in (column, None)}
        yield Work(shown(path), path, carried)


def _beside(name: str, file: str) -> str:
    """The path or address of a file as it is seen from the folder of another."""
    return f"{name.rpartition('/')[0]}/{file}" if storage.is_remote(name) else str(Path(name).parent / file)


def _text(value: Any) -> str | None:
    text = "" if value is None else str(value).strip()
    return shown(text) or None
