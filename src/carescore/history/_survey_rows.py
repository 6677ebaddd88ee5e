"""Survey answers in the tables of a library: a row for each question, known by the mark of the table's row."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from carescore.history._records import Answer
from carescore.history._saving import NEW, SAME

_VALUE, _COMMENT = "0 to 100", "comment"
_INSERT = "INSERT INTO survey (conversation, person, month, item, scale, value, origin) VALUES (?, ?, ?, ?, ?, ?, ?)"
_ROWS = """
SELECT v.origin, v.item, v.scale, v.value, v.person, v.month,
       (SELECT json_group_array(c.id) FROM conversation o JOIN conversation c USING (sha256)
        WHERE o.id = v.conversation)
FROM survey v ORDER BY v.origin
"""


def save(sql: sqlite3.Connection, mark: str, answer: Answer) -> str:
    """Within a transaction: NEW or SAME, then in the place of what was kept. Of two people's conversations of one
    recording the first holds it, and goes with it; reading finds both."""
    gone = sql.execute("DELETE FROM survey WHERE origin = ?", (mark,)).rowcount
    link = (min(answer.conversations, default=None), answer.person, answer.month)
    items: list[tuple[str, str, float]] = [(question, _VALUE, value) for question, value in answer.values.items()]
    if answer.comment:
        items.append((_COMMENT, answer.comment, 0.0))
    sql.executemany(_INSERT, [(*link, *item, mark) for item in items])
    return SAME if gone else NEW


def load(sql: sqlite3.Connection) -> list[Answer]:
    """All answers; those of a recording are of every conversation that the library has of it."""
    found: dict[str, list[Any]] = {}
    for origin, *row in sql.execute(_ROWS).fetchall():
        found.setdefault(origin, []).append(row)
    return [_answer(rows) for rows in found.values()]


def _answer(rows: list[Any]) -> Answer:
    *_, person, month, conversations = rows[0]
    values = {item: value for item, scale, value, *_ in rows if scale == _VALUE}
    comment = next((scale for item, scale, *_ in rows if item == _COMMENT), None)
    return Answer(values, tuple(json.loads(conversations)), person, month, comment)
