"""Forgetting a person: their rows, and their name wherever else it stands."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping
from typing import Any

from carescore.history import _facts
from carescore.privacy.wordless import wordless

_ANSWERS = "DELETE FROM survey WHERE recording NOT IN (SELECT sha256 FROM conversation)"  # of what is gone


def remove(sql: sqlite3.Connection, conversation: int) -> None:
    """Deletes a conversation, the answers of a recording that is not another's too, and a person of whom nothing is
    left."""
    (person,) = sql.execute("SELECT person FROM conversation WHERE id = ?", (conversation,)).fetchone()
    sql.execute("DELETE FROM conversation WHERE id = ?", (conversation,))
    sql.execute(_ANSWERS)
    clear(sql, person)


def clear(sql: sqlite3.Connection, person: int | None) -> None:
    """Deletes a person without conversations and answers."""
    sql.execute(
        "DELETE FROM person WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM conversation WHERE person = ?1)"
        " AND NOT EXISTS (SELECT 1 FROM survey WHERE person = ?1)",
        (person,),
    )


def forget(sql: sqlite3.Connection, person: int) -> tuple[int, int]:
    """Deletes the person and their conversations, scores, moments, reviews and surveys; the words of others'
    conversations in which the name stands; and the name as a trainer's."""
    (name,) = sql.execute("SELECT name FROM person WHERE id = ?", (person,)).fetchone()
    count = sql.execute("SELECT count(*) FROM conversation WHERE person = ?", (person,)).fetchone()[0]
    sql.execute("DELETE FROM person WHERE id = ?", (person,))
    sql.execute(_ANSWERS)
    sql.create_function("folded", 1, lambda text: text and text.casefold(), deterministic=True)
    sql.create_function("names", 1, lambda text: _names(text, name), deterministic=True)
    sql.create_function("says", 1, lambda data: _says(json.loads(data), name), deterministic=True)
    if sql.execute("SELECT count(*) FROM person WHERE folded(name) = ?", (name.casefold(),)).fetchone()[0]:
        return int(count), 0  # the name is another's too
    sql.execute("UPDATE conversation SET trainer = NULL WHERE folded(trainer) = ?", (name.casefold(),))
    for column in ("path", "title"):
        sql.execute(f"UPDATE conversation SET {column} = '' WHERE names({column})")
    sql.execute("DELETE FROM review WHERE says(data)")
    kept = sql.execute("SELECT id, conversation FROM score").fetchall()
    return int(count), len({conversation for score, conversation in kept if _without(sql, score, name)})


def _names(text: str | None, name: str) -> bool:
    """Whether the name stands in the text as a whole: Ann is not in Annabel, but in ann_2.vtt."""
    return re.search(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", text or "", re.IGNORECASE) is not None


def _says(data: Any, name: str) -> bool:
    """Whether the name stands in a text of plain data; not in its JSON, where a letter marks a break of lines."""
    if isinstance(data, Mapping):
        return any(_names(key, name) or _says(value, name) for key, value in data.items())
    if isinstance(data, list):
        return any(_says(one, name) for one in data)
    return isinstance(data, str) and _names(data, name)


def _without(sql: sqlite3.Connection, score: int, name: str) -> bool:
    """Takes the words and the path of a stored report where they hold the name; whether there were words."""
    packed = sql.execute("SELECT data FROM score WHERE id = ?", (score,)).fetchone()[0]
    data = _facts.unpacked(packed)
    if not _says(data, name):
        return False
    bare = wordless(data)
    bare = {**bare, "id": "", "source": {**bare["source"], "path": None}}
    sql.execute("UPDATE score SET data = ? WHERE id = ?", (_facts.packed(bare, False), score))
    return _facts.has_words(data)
