"""Tables that people give beside recordings: columns by field, a recording by its name."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from carescore.errors import UsageError

YES = frozenset("yes y true 1 x".split())


def headers(fields: Collection[str], columns: Mapping[str, str]) -> dict[str, str]:
    """field → its column's header. columns: those that differ. Raises UsageError for a field that is none."""
    if unknown := sorted(set(columns) - set(fields)):
        raise UsageError(f"--columns: {unknown[0]} is no field; fields are {', '.join(fields)}")
    return {name: columns.get(name, name) for name in fields}


def name_of(path: str) -> str:
    """A recording's name: without its folder and ending, whatever system wrote the path."""
    return Path(path.replace("\\", "/")).stem
