"""Survey answers in the tables of a library: a row for each question, known by the mark of the table's row."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from carescore.history._identity import Mark
from carescore.history._records import Answer

_VALUE, _COMMENT = "0 to 100", "comment"
_INSERT = """
INSERT INTO survey (recording, person, month, item, scale, value, origin, answer, about)
VALUES ((SELECT sha256 FROM conversation WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?)
"""
_ROWS = """
SELECT v.origin, v.answer, v.about, v.item, v.scale, v.value, v.person, v.month,
       (SELECT json_group_array(c.id) FROM conversation c WHERE c.sha256 = v.recording)
FROM survey v ORDER BY v.origin
"""


def save(sql: sqlite3.Connection, mark: Mark, answer: Answer) -> None:
    """Of a recording: an answer is of every conversation that the library has of it."""
    link = (min(answer.conversations, default=None), answer.person, answer.month)
    items: list[tuple[str, str, float]] = [(question, _VALUE, value) for question, value in answer.values.items()]
    if answer.comment:
        items.append((_COMMENT, answer.comment, 0.0))
    sql.executemany(_INSERT, [(*link, *item, mark.cells, mark.answer, mark.about) for item in items])


def drop(sql: sqlite3.Connection, marks: Iterable[Mark]) -> None:
    sql.executemany("DELETE FROM survey WHERE origin = ?", [(mark.cells,) for mark in marks])


def load(sql: sqlite3.Connection) -> dict[Mark, Answer]:
    """All answers by what they are known by."""
    found: dict[Mark, list[Any]] = {}
    for cells, answer, about, *row in sql.execute(_ROWS).fetchall():
        found.setdefault(Mark(cells, answer, about), []).append(row)
    return {mark: _answer(rows) for mark, rows in found.items()}


def _answer(rows: list[Any]) -> Answer:
    *_, person, month, conversations = rows[0]
    values = {item: value for item, scale, value, *_ in rows if scale == _VALUE}
    comment = next((scale for item, scale, *_ in rows if item == _COMMENT), None)
    return Answer(values, tuple(json.loads(conversations)), person, month, comment)
