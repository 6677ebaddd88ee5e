"""What stands in a library's tables, read as plain data."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from typing import Any

from carescore.history._records import Entry, Figure, Place, Total

SHOWN = "CASE WHEN p.apart = '' THEN p.name ELSE p.name || ' (' || p.apart || ')' END"  # Dana, or Dana (12)
_ENTRY = f"""
SELECT c.id, s.id, c.person, {SHOWN}, c.date,
       c.team, c.setting, c.scenario, c.trainer, c.cohort, c.title, c.path, c.format, c.may_show,
       s.carescore, s.profile, s.instrument, s.words, c.focus, c.sha256
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


def entries(sql: sqlite3.Connection, person: int | None = None, conversation: int | None = None) -> list[Entry]:
    """The conversations, of one person, of one number or all, by date."""
    asked = {"person": person, "id": conversation}
    (column, value), *_ = [*((name, one) for name, one in asked.items() if one is not None), ("", None)]
    where, values = (f" WHERE c.{column} = ?", (value,)) if column else ("", ())
    rows = sql.execute(f"{_ENTRY}{where} ORDER BY c.date, c.id", values).fetchall()
    skills, intervals = _skills(sql, [row[1] for row in rows] if column else None)
    return [
        Entry(*[*row[:13], bool(row[13]), *row[14:18], skills.get(row[1], {}), intervals.get(row[1], {}), *row[18:]])
        for row in rows
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


def totals(sql: sqlite3.Connection, scores: list[int]) -> dict[str, Total]:
    """By measure that pools; added up where they stand, which is much quicker than one by one."""
    rows = sql.execute(
        "SELECT f.measure, c.person, sum(f.count), sum(f.per), max(f.scale), max(f.unit)"
        " FROM json_each(?) j JOIN score s ON s.id = j.value JOIN conversation c ON c.id = s.conversation"
        " JOIN figure f ON f.score = s.id WHERE c.person IS NOT NULL AND f.count IS NOT NULL AND f.per > 0"
        " GROUP BY f.measure, c.person",
        (json.dumps(scores),),
    )
    sums: dict[str, dict[int, tuple[float, float]]] = {}
    scales: dict[str, tuple[float, str]] = {}
    for measure, person, count, per, scale, unit in rows:
        sums.setdefault(measure, {})[person] = (count, per)
        scales[measure] = (scale or 1.0, unit or "")
    return {measure: Total(by_person, *scales[measure]) for measure, by_person in sums.items()}


def known(sql: sqlite3.Connection, of: dict[int, int], measures: Collection[str]) -> dict[str, set[int]]:
    """By measure, the conversations in which it has a value; gathered where they stand, as totals are."""
    rows = sql.execute(
        "SELECT measure, json_group_array(score) FROM figure WHERE score IN (SELECT value FROM json_each(?))"
        " AND measure IN (SELECT value FROM json_each(?)) AND value IS NOT NULL GROUP BY measure",
        (json.dumps(list(of)), json.dumps(list(measures))),
    )
    return {measure: {of[score] for score in json.loads(scores)} for measure, scores in rows}


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
