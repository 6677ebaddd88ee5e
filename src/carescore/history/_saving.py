"""A report's rows into the tables of a library."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from carescore.errors import UsageError
from carescore.history._facts import Facts, Prepared
from carescore.history._forget import clear
from carescore.history._records import Known
from carescore.history._rows import SHOWN

NEW, SAME, AGAIN = "new", "already there", "scored again"


def save(sql: sqlite3.Connection, prepared: Prepared, known: Known) -> str:
    """Within a transaction: NEW, SAME or AGAIN. Words that are kept now are kept beside a score that was there too.
    Raises UsageError, before anything is written, for a name that may be one of several people's."""
    facts = prepared.facts
    person = _person(sql, known.trainee, known.apart) if known.trainee else None
    found = _one(sql, "SELECT id FROM conversation WHERE sha256 = ? AND focus = ?", facts.sha256, facts.focus)
    conversation = found or _insert_conversation(sql, facts, known, person)
    if found:
        before = _one(sql, "SELECT person FROM conversation WHERE id = ? AND person IS NOT NULL", conversation)
        _learn(sql, conversation, known, person)
        clear(sql, before)
        if old := _one(sql, "SELECT id FROM score WHERE conversation = ? AND digest = ?", conversation, facts.digest):
            _latest(sql, conversation, old)
            if prepared.has_text:
                sql.execute("UPDATE score SET data = ? WHERE id = ?", (prepared.packed, old))
            return SAME
    score = _insert(
        sql,
        "score (conversation, digest, carescore, profile, instrument, words, data)",
        (conversation, facts.digest, facts.carescore, facts.profile, facts.instrument, facts.words, prepared.packed),
    )
    if found:
        _latest(sql, conversation, score)
    _many(sql, "skill", score, facts.skills, 5)
    _many(sql, "figure", score, facts.figures, 7)
    _many(sql, "moment (score, kind, praise, measure, turn, start_ms, confidence)", score, facts.moments, 7)
    return AGAIN if found else NEW


def _insert_conversation(sql: sqlite3.Connection, facts: Facts, known: Known, person: int | None) -> int:
    return _insert(
        sql,
        "conversation (sha256, focus, person, date, team, setting, scenario, trainer, cohort, title, path, format,"
        " may_show)",
        (
            *(facts.sha256, facts.focus, person, known.date, known.team, known.setting or facts.setting),
            *(known.scenario or facts.scenario, known.trainer, known.cohort, facts.title, facts.path),
            *(facts.format, int(known.may_show)),
        ),
    )


def _learn(sql: sqlite3.Connection, conversation: int, known: Known, person: int | None) -> None:
    """What is newly known replaces what was; what is not said stays."""
    said = {"person": person, "date": known.date} | {
        name: getattr(known, name) for name in ("team", "setting", "scenario", "trainer", "cohort")
    }
    if known.may_show:
        said["may_show"] = 1
    told = {name: value for name, value in said.items() if value is not None}
    columns = ", ".join(f"{name} = ?" for name in told)
    sql.execute(f"UPDATE conversation SET {columns} WHERE id = ?", (*told.values(), conversation))


def correct(sql: sqlite3.Connection, conversation: int, known: Known) -> None:
    """Within a transaction: what is known of a conversation becomes this, also where it is nothing; no setting leaves
    it as it is. A person without conversations and answers is gone."""
    (old,) = sql.execute("SELECT person FROM conversation WHERE id = ?", (conversation,)).fetchone()
    person = _person(sql, known.trainee, known.apart) if known.trainee else None
    sql.execute(
        "UPDATE conversation SET person = ?, date = ?, team = ?, setting = coalesce(?, setting), scenario = ?,"
        " trainer = ?, cohort = ?, may_show = ? WHERE id = ?",
        (
            *(person, known.date, known.team, known.setting, known.scenario, known.trainer, known.cohort),
            *(int(known.may_show), conversation),
        ),
    )
    clear(sql, old)


def _latest(sql: sqlite3.Connection, conversation: int, score: int) -> None:
    sql.execute("UPDATE score SET latest = (id = ?) WHERE conversation = ?", (score, conversation))


def _person(sql: sqlite3.Connection, name: str, apart: str) -> int:
    """The person of that name, as given or as shown: Dana, or Dana (12). Raises UsageError where only people of that
    name who are told apart are here: it may be one of them."""
    if found := _one(sql, "SELECT id FROM person WHERE name = ? AND apart = ?", name, apart):
        return found
    wanted, mark = name.casefold(), apart.casefold()  # SQLite takes letters beyond ASCII for two: Ö, ö
    rows = sql.execute(f"SELECT p.id, p.name, p.apart, {SHOWN} FROM person p").fetchall()
    same = next((key for key, own, of, _ in rows if (own.casefold(), of.casefold()) == (wanted, mark)), None)
    if same or apart:
        return int(same or _insert(sql, "person (name, apart)", (name, apart)))
    others = {
        shown.casefold(): (key, shown) for key, own, _, shown in rows if wanted in (own.casefold(), shown.casefold())
    }
    if wanted in others:
        return int(others[wanted][0])
    if others:
        names = " or ".join(shown for _, shown in others.values())
        raise UsageError(f"people of that name are told apart here: say {names}, or what tells another apart")
    return _insert(sql, "person (name, apart)", (name, apart))


def _one(sql: sqlite3.Connection, query: str, *values: Any) -> int | None:
    row = sql.execute(query, values).fetchone()
    return None if row is None else int(row[0])


def _insert(sql: sqlite3.Connection, into: str, values: tuple[Any, ...]) -> int:
    marks = ", ".join("?" * len(values))
    return int(sql.execute(f"INSERT INTO {into} VALUES ({marks})", values).lastrowid or 0)


def _many(sql: sqlite3.Connection, into: str, score: int, rows: Iterable[tuple[Any, ...]], width: int) -> None:
    marks = ", ".join("?" * width)
    sql.executemany(f"INSERT INTO {into} VALUES ({marks})", ((score, *row) for row in rows))
