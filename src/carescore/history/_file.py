"""The SQLite file of a library: opened, brought to today's schema, and every fault of it said in a sentence."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from carescore.errors import LibraryError
from carescore.history._schema import APPLICATION, MIGRATIONS

_WHOLE = ("BEGIN IMMEDIATE", "COMMIT", "ROLLBACK")
WAIT_S = 10.0  # for another program that is writing
_BESIDE = 64 * 1024  # bytes: twice the index of the log
_SAID = (
    ("locked", "another program is writing to it; nothing of this was saved, try again in a moment"),
    ("full", "the disk is full: make room; nothing of this was saved, what was saved before is"),
    ("not a database", "this is no carescore library, or a copy of one that is not complete"),
    ("malformed", "the file is damaged or a copy that is not complete; take the last whole copy of it"),
    ("unable to open", "it cannot be opened: no such folder, or no right to write there"),
    ("readonly", "it may only be read here: no right to write"),
    ("disk i/o", "the disk cannot be read or written; nothing of this was saved"),
)


def _is_full(path: str | os.PathLike[str]) -> bool:
    """Whether the disk has no room for what SQLite keeps beside a library that it opens, even to read it: without, it
    says no more than that something of the disk failed."""
    try:
        return shutil.disk_usage(Path(path).resolve().parent).free < _BESIDE
    except OSError:
        return False


@contextmanager
def said(path: str | os.PathLike[str]) -> Iterator[None]:
    """Turns SQLite's errors into LibraryError with the file's name and what to do."""
    try:
        yield
    except sqlite3.Error as error:
        text = str(error).lower()
        if "disk i/o" in text and _is_full(path):
            text = "full"
        why = next((sentence for sign, sentence in _SAID if sign in text), f"SQLite says: {type(error).__name__}")
        raise LibraryError(f"{os.fspath(path)}: {why}") from None


def connect(path: str | os.PathLike[str], create: bool = True, wait: float = WAIT_S) -> sqlite3.Connection:
    """The library's file, of today's schema. Raises LibraryError."""
    if not create and not Path(path).is_file():
        raise LibraryError(f"{os.fspath(path)}: there is no such library; carescore score … --library makes one")
    with said(path):
        connection = sqlite3.connect(path, timeout=wait, isolation_level=None)
        try:
            _require_own(connection, path)
            _write_ahead(connection, wait)
            for pragma in ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
                connection.execute(f"PRAGMA {pragma}").close()
            _migrate(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def _require_own(connection: sqlite3.Connection, path: str | os.PathLike[str]) -> None:
    connection.execute("BEGIN")  # one moment of the file: another program may be making it just now
    owner, version = (_pragma(connection, name) for name in ("application_id", "user_version"))
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    connection.execute("COMMIT")
    if tables and owner != APPLICATION:
        raise LibraryError(f"{os.fspath(path)}: this is a file of another program, no carescore library")
    if version > len(MIGRATIONS):
        raise LibraryError(
            f"{os.fspath(path)}: written by a newer carescore (schema {version}, this one knows {len(MIGRATIONS)}):"
            " update carescore"
        )


def _write_ahead(connection: sqlite3.Connection, wait: float) -> None:
    """Switches to a log; here alone SQLite does not wait by itself for another program that does the same."""
    end = time.monotonic() + wait
    while True:
        try:
            return connection.execute("PRAGMA journal_mode=WAL").close()
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > end:
                raise
        time.sleep(0.01)


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _migrate(connection: sqlite3.Connection) -> None:
    """Takes every step that the file has not taken yet, all or none."""
    if _pragma(connection, "user_version") == len(MIGRATIONS):
        return
    with transaction(connection):
        for step in MIGRATIONS[_pragma(connection, "user_version") :]:
            for statement in filter(str.strip, step.split(";")):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id={APPLICATION}")
        connection.execute(f"PRAGMA user_version={len(MIGRATIONS)}")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of what is done within, or nothing; within another, kept when that is."""
    begin, keep, undo = ("SAVEPOINT one", "RELEASE one", "ROLLBACK TO one") if connection.in_transaction else _WHOLE
    connection.execute(begin)
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute(undo)
        raise
    connection.execute(keep)


def erase(connection: sqlite3.Connection, path: str | os.PathLike[str]) -> None:
    """Leaves no byte of what was deleted, in the file nor in its log. Raises LibraryError where that cannot be done
    now: what was deleted is gone all the same, and SQLite clears the log when the last program closes the file."""
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        connection.execute("VACUUM")
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.DatabaseError:
        busy = True
    if busy:
        raise LibraryError(
            f"{os.fspath(path)}: it is deleted, but traces may stay beside the file until the disk has room and every"
            " program that has the library open has closed it"
        )
