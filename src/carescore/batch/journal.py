"""The journal of a table: every result as it finishes, in a SQLite file beside the table, from which the table is made.

A result is there whole or not at all, whenever the process is killed; a second run on the same table is refused, as the
first holds the file's lock as long as it lives. The journal stays when the table is finished: ``--resume`` finds in it
what has been scored, from which content, with which versions and options. It holds what the table holds.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from carescore.batch._base import FAILED, SCORED, Done, Work
from carescore.errors import CarescoreError, UsageError

ENDING = ".resume"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS done
(key TEXT PRIMARY KEY, status TEXT, digest TEXT, fingerprint TEXT, seconds REAL, result TEXT);
DROP TABLE IF EXISTS main.run
"""
_RUN = "CREATE TEMP TABLE run (position INTEGER PRIMARY KEY, key TEXT UNIQUE, carried TEXT)"  # of this run alone
_PRAGMAS = (
    *("locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = NORMAL"),
    *("cache_size = -512", "temp.cache_size = -256"),  # KiB
)
_INSERT = "INSERT OR REPLACE INTO done VALUES (?, ?, ?, ?, ?, ?)"
_BY = "SELECT status, digest FROM done WHERE key = ? AND fingerprint = ?"
_ROWS = "SELECT run.key, carried, status, digest, seconds, result FROM run JOIN done USING (key) ORDER BY position"


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Errors of the system in one line. Raises UsageError and CarescoreError."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if "locked" in str(error):
            raise UsageError(f"{path.name}: another run is writing this table") from None
        raise CarescoreError(f"{path}: {error}; what was scored before is kept") from None
    except OSError as error:
        raise CarescoreError(f"{path}: {error.strerror}; what was scored before is kept") from None


class Journal:
    """The journal in a file. fingerprint: of versions and options; only results with the same one are kept."""

    def __init__(self, path: Path, fingerprint: str, *, anew: bool = False) -> None:
        self.path = path
        self.fingerprint = fingerprint
        self.carried: dict[str, None] = {}  # names, in the order in which they came
        self._made = not path.exists()
        with _told(path):
            self._base = sqlite3.connect(path, timeout=0, isolation_level=None)
            for pragma in _PRAGMAS:
                self._base.execute(f"PRAGMA {pragma}")
            self._base.execute("BEGIN EXCLUSIVE")
            for statement in _SCHEMA.split(";"):
                self._base.execute(statement)
            if anew:
                self._base.execute("DELETE FROM done")
            self._base.execute("COMMIT")
            self._base.execute(_RUN)

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind and self._made and not self._execute("SELECT 1 FROM done").fetchone():
            self._execute("PRAGMA journal_mode = DELETE")  # without a second file, and locked until it is gone
            with suppress(OSError):  # what was never begun leaves nothing that has to be gone on with
                self.path.unlink()
        self.close()

    def close(self) -> None:
        with _told(self.path):
            self._base.close()

    def _execute(self, statement: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        with _told(self.path):
            return self._base.execute(statement, values)

    def enter(self, work: Work, *, retry: bool = False, lacks: Callable[[Work], bool] = lambda _: False) -> Work:
        """The work as part of this run, with the digest of what is known of it. retry: failures are not known;
        lacks: whether what was kept of a scored one is gone."""
        self.carried |= dict.fromkeys(work.carried)
        carried = json.dumps(dict(work.carried)) if work.carried else "{}"
        self._execute("INSERT OR IGNORE INTO run (key, carried) VALUES (?, ?)", (work.key, carried))
        found = self._execute(_BY, (work.key, self.fingerprint)).fetchone()
        if found is None or (retry and found[0] == FAILED) or (found[0] == SCORED and lacks(work)):
            return work
        return replace(work, known=found[1])

    def add(self, done: Done) -> None:
        """Keeps a result, as Keep makes it, in the place of an earlier one."""
        if not done.unchanged:
            row = (done.work.key, done.status, done.digest, self.fingerprint, done.seconds, done.result)
            self._execute(_INSERT, row)

    def rows(self) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
        """What came with each conversation of this run and what became of it, in the order of the inputs."""
        for key, carried, status, digest, seconds, result in self._execute(_ROWS):
            found = json.loads(result)
            found["row"] |= {"key": key, "status": status, "sha256": digest, "seconds": seconds}
            yield json.loads(carried), found
