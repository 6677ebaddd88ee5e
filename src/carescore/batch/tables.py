"""Files that hold many conversations: each of them is a work of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from carescore.batch._base import Work, shown

EXTENSIONS = frozenset({".parquet"})


def works(name: str, columns: Mapping[str, str] | None = None) -> Iterator[Work]:
    """The conversations of a file: mostly one."""
    yield Work(shown(name), name)
