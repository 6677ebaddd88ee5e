"""What stands in a library's tables, read as plain data."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from typing import Any

from carescore.history._records import Entry, Figure, Place

SHOWN = "CASE WHEN p.apart = '' THEN p.name ELSE p.name || ' (' || p.apart || ')' END"  # Dana, or Dana (12)
_ENTRY = f"""
SELECT c.id, s.id, c.person, {SHOWN}, c.date,
       c.team, c.setting, c.scenario, c.trainer, c.cohort, c.title, c.path, c.format, c.may_show,
       s.carescore, s.profile, s.instrument, s.words
FROM conversation c JOIN score s ON s.conversation = c.id AND s.latest LEFT JOIN person p ON p.id = c.person
"""


def people(sql: sqlite3.Connection) -> list[tuple[int, str, str]]:
    """(id, name, name as shown) of everybody."""
    return sql.execute(f"SELECT p.id, p.name, {SHOWN} FROM person p").fetchall()


def counts(sql: sqlite3.Connection) -> dict[str, int]:
    """Everybody as shown, with how many conversations."""
    rows = sql.execute(
        f"SELECT {SHOWN}, count(c.id)"
        " FROM person p LEFT JOIN conversation c ON c.person = p.id GROUP BY p.id ORDER BY name, apart"
    )
    return {str(name): int(count) for name, count in rows}


def entries(sql: sqlite3.Connection, person: int | None) -> list[Entry]:
    """The conversations, of one person or of all, by date."""
    where, values = ("", ()) if person is None else (" WHERE c.person = ?", (person,))
    rows = sql.execute(f"{_ENTRY}{where} ORDER BY c.date, c.id", values).fetchall()
    skills, intervals = _skills(sql, None if person is None else [row[1] for row in rows])
    return [
        Entry(*[*row[:13], bool(row[13]), *row[14:], skills.get(row[1], {}), intervals.get(row[1], {})]) for row in rows
    ]


def _skills(
    sql: sqlite3.Connection, scores: list[int] | None
) -> tuple[dict[int, dict[str, float | None]], dict[int, dict[str, tuple[float, float]]]]:
    values: dict[int, dict[str, float | None]] = {}
    intervals: dict[int, dict[str, tuple[float, float]]] = {}
    for score, name, value, low, high in _of(sql, "skill", "score, name, value, low, high", scores):
        values.setdefault(score, {})[name] = value
        if low is not None:
            intervals.setdefault(score, {})[name] = (low, high)
    return values, intervals


def figures(
    sql: sqlite3.Connection, of: dict[int, int], measures: Collection[str] | None
) -> dict[int, dict[str, Figure]]:
    """By conversation and measure. of: conversation by score; measures: these alone."""
    found: dict[int, dict[str, Figure]] = {}
    for score, measure, *parts in _of(
        sql, "figure", "score, measure, value, count, per, scale, unit", list(of), measures
    ):
        found.setdefault(of[score], {})[measure] = Figure(*parts)
    return found


def places(sql: sqlite3.Connection, of: dict[int, int]) -> list[Place]:
    """The moments of conversations, in their order."""
    rows = _of(sql, "moment", "score, kind, praise, measure, turn, start_ms, confidence", list(of))
    return [Place(of[row[0]], row[1], bool(row[2]), *row[3:]) for row in rows]


def _of(
    sql: sqlite3.Connection,
    table: str,
    columns: str,
    scores: Iterable[int] | None,
    measures: Collection[str] | None = None,
) -> list[Any]:
    """Rows of some scores, or of all the latest; of some measures alone."""
    query = f"SELECT {columns} FROM {table} WHERE score IN (SELECT id FROM score WHERE latest)"
    values: list[list[Any]] = []
    if scores is not None:
        query, values = f"SELECT {columns} FROM {table} WHERE score IN (SELECT value FROM json_each(?))", [list(scores)]
    if measures is not None:
        query, values = f"{query} AND measure IN (SELECT value FROM json_each(?))", [*values, list(measures)]
    return sql.execute(query, tuple(map(json.dumps, values))).fetchall()
