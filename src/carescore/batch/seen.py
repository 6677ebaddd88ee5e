"""What has been met in a run, on disk: memory stays the same however many conversations there are."""

from __future__ import annotations

import sqlite3

from carescore.errors import CarescoreError

_CACHE = 256  # KiB of it in memory


class Seen:
    """A set of texts that only grows."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("", isolation_level=None)  # a temporary file, gone with the connection
        for statement in (f"PRAGMA cache_size = -{_CACHE}", "BEGIN", "CREATE TABLE met (text BLOB PRIMARY KEY)"):
            self._base.execute(statement)

    def new(self, text: str) -> bool:
        """Whether the text is met for the first time; from now on it is known. Raises CarescoreError."""
        blob = text.encode("utf-8", "surrogatepass")  # a file's name may hold bytes that are no UTF-8
        try:
            return self._base.execute("INSERT OR IGNORE INTO met VALUES (?)", (blob,)).rowcount == 1
        except sqlite3.Error as error:
            raise CarescoreError(f"the list of conversations needs room for temporary files: {error}") from None
