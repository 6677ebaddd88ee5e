"""Tables in files: CSV, JSON lines, Parquet and SQLite, written beside their place and moved into it when they are
whole."""

from __future__ import annotations

import csv
import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from carescore.batch import storage
from carescore.batch.columns import GENERAL, INTEGER, NUMBER, TEXT, Column
from carescore.batch.details import DETAILS
from carescore.batch.journal import ENDING
from carescore.errors import CarescoreError, MissingDependencyError, UsageError
from carescore.text.regex import lazy

Rows = Iterable[Mapping[str, Any]]
_RUN = tuple("=+-@\t\r＝＋－＠")  # what makes a spreadsheet take a cell for a formula, in Japan the wide signs too
_TOGETHER = 1000  # rows


def defused(value: Any) -> Any:
    """A cell that no spreadsheet runs: text that it would take for a formula gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_RUN) else value


def _csv(path: Path, name: str, columns: Sequence[Column], rows: Rows) -> None:
    empty = dict.fromkeys((column.name for column in columns), "")  # most of most rows
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(map(defused, empty))
        table.writerows(_cells(empty, row) for row in rows)


def _cells(empty: Mapping[str, str], row: Mapping[str, Any]) -> Iterable[Any]:
    """The cells of a row, of which few have a value."""
    return {**empty, **{name: defused(value) for name, value in row.items() if name in empty}}.values()


def _jsonl(path: Path, name: str, columns: Sequence[Column], rows: Rows) -> None:
    names = [column.name for column in columns]
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for row in rows:
            stream.write(json.dumps({name: row.get(name) for name in names}, ensure_ascii=False) + "\n")


def _parquet(path: Path, name: str, columns: Sequence[Column], rows: Rows) -> None:
    arrow, parquet = _pyarrow()
    types = {TEXT: arrow.string(), INTEGER: arrow.int64(), NUMBER: arrow.float64()}
    schema = arrow.schema([(column.name, types[column.kind]) for column in columns])
    left = iter(rows)
    with parquet.ParquetWriter(path, schema) as table:
        while some := list(islice(left, _TOGETHER)):
            values = {c.name: [row.get(c.name) for row in some] for c in columns}
            table.write_table(arrow.table(values, schema=schema))


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise MissingDependencyError("a .parquet file", "parquet") from None
    return pyarrow, parquet


def _sqlite(path: Path, name: str, columns: Sequence[Column], rows: Rows) -> None:
    kinds = {TEXT: "TEXT", INTEGER: "INTEGER", NUMBER: "REAL"}
    fields = ", ".join(f"{_quoted(column.name)} {kinds[column.kind]}" for column in columns)
    places = ", ".join("?" * len(columns))
    with closing(sqlite3.connect(path)) as base, base:
        base.execute(f"CREATE TABLE {_quoted(name)} ({fields})")
        values = ([row.get(column.name) for column in columns] for row in rows)
        base.executemany(f"INSERT INTO {_quoted(name)} VALUES ({places})", values)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


Writer = Callable[[Path, str, Sequence[Column], Rows], None]
WRITERS: dict[str, Writer] = {".csv": _csv, ".jsonl": _jsonl, ".parquet": _parquet, ".db": _sqlite}
_OWN = frozenset({*WRITERS, ".html", ".json"})
LEADING = 4  # columns by which a table is known
_HEADS = tuple(
    [column.name for column in columns[:LEADING]]
    for columns in (GENERAL, *(detail.columns for detail in DETAILS.values()))
)
_OLD = "path,id,error,active_listening"  # the table's head in earlier versions
_OWN_HEAD = lazy(
    "|".join(
        (
            *(f"{','.join(head)}," for head in _HEADS),
            f"{_OLD}[,\r\n]",
            *(r"\{" + r"[^\n]*?, ".join(f'"{name}": ' for name in head) for head in _HEADS),
            r'\{\s*"schema": "[^"]*",\s*"id": "[^\n]*?\s*"source": \{\s*"path": ',
        )
    ).encode()
)  # a table's first line, a report's first keys
_IN_ONE = ".db"  # the kind of file that holds several tables


def local(name: str) -> Path:
    """A path of this machine. Raises UsageError for an address: a journal needs a lock."""
    if storage.is_remote(name):
        raise UsageError(f"{name}: output is written on this machine, where a stopped run goes on; copy what is done")
    return Path(name)


def checked(out: Path) -> Path:
    """The output, when it can be written. Raises UsageError and MissingDependencyError before anything is scored."""
    if out.suffix.lower() not in WRITERS:
        raise UsageError(f"batch writes {', '.join(WRITERS)} files")
    if out.suffix.lower() == ".parquet":
        _pyarrow()
    folder = out.absolute().parent
    if out.is_dir() or not folder.is_dir():
        raise UsageError(f"{out}: {'a folder' if out.is_dir() else 'its folder does not exist'}")
    if not os.access(folder, os.W_OK):
        raise UsageError(f"{out}: its folder is read-only")
    if out.exists() and not out.stat().st_mode & 0o222:
        raise UsageError(f"{out} is read-only")
    return out


_PAGE = lazy(rb"<title>[^<]* \xc2\xb7 carescore</title>")
_HEAD = 4096
_PARQUET = b"PAR1"


def is_own(name: str) -> bool:
    """Whether a file is carescore's own output: a table, its journal, a report as a page or as JSON."""
    if any(name.endswith(ending) for ending in (".resume", ".resume-wal", ".resume-journal", ".part")):
        return True
    if Path(name).suffix.lower() not in _OWN:
        return False
    try:
        with storage.stream(name) as stream:
            head = stream.read(_HEAD)
            columns = _names(stream) if head.startswith(_PARQUET) else []
    except (OSError, CarescoreError):
        return False
    table = columns in _HEADS or _OWN_HEAD.match(head.removeprefix(b"\xef\xbb\xbf"))
    return bool(table or _PAGE.search(head)) or any(map(Path.exists, _journals(Path(name))))


def _names(stream: Any) -> list[str]:
    """The first columns of a Parquet file; none of a broken one, nor where nothing reads it."""
    try:
        found: list[str] = _pyarrow()[1].ParquetFile(stream).schema_arrow.names
    except (ValueError, MissingDependencyError):  # pyarrow's errors are ValueErrors
        return []
    return found[:LEADING]


def _journals(path: Path) -> Iterator[Path]:
    """The journals that a table, or one beside it, may have."""
    mains = (path.stem.removesuffix(f"-{name}") for name in DETAILS)
    yield from (path.with_name(f"{stem}{path.suffix}{ENDING}") for stem in {path.stem, *mains})


def place(out: Path, table: str, main: bool) -> Path:
    """The file of a table: the output itself, or scores-moments.csv beside scores.csv."""
    return out if main or out.suffix.lower() == _IN_ONE else out.with_stem(f"{out.stem}-{table}")


def write(out: Path, tables: Mapping[str, tuple[Sequence[Column], Rows]]) -> None:
    """Writes the tables, the first into the output itself, and last, so that it is never there without the others.
    Raises CarescoreError."""
    writer = WRITERS[out.suffix.lower()]
    main = next(iter(tables))
    files = {name: place(out, name, name == main) for name in tables}
    with _parts(out, set(files.values())) as part_of:
        for name, (columns, rows) in tables.items():
            writer(part_of[files[name]], name, columns, rows)


@contextmanager
def _parts(out: Path, files: Iterable[Path]) -> Iterator[dict[Path, Path]]:
    """Files beside those that are wanted, which they replace at the end; nothing of them stays when it fails."""
    parts = {file: file.with_name(f".{file.name}.part") for file in files}
    try:
        for part in parts.values():
            part.unlink(missing_ok=True)
        yield parts
        for file in sorted(parts, key=lambda file: file == out):
            with parts[file].open("rb") as stream:
                os.fsync(stream.fileno())
            parts[file].replace(file)
    except (OSError, sqlite3.DatabaseError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise CarescoreError(f"{out}: {why}; nothing is lost, --resume writes it") from None
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
