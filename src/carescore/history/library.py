"""The library: scored conversations with what is known of each, in one SQLite file.

A conversation is known by the sha256 of its recording and by whose scores they are (focus); scored again, the older
score stays beside the new one. What was said is kept only where that is asked for.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from carescore.errors import CarescoreError, LibraryError, UsageError, meant
from carescore.history import _facts, _file, _forget
from carescore.report import Report

REVIEW_SCHEMA = "carescore-review/1"


@dataclass(frozen=True, slots=True)
class Known:
    """What somebody knows of a conversation and the recording does not say. date: ISO, the day it was held; trainee:
    whose scores they are, None where nobody said; apart: what tells two people of one name apart; may_show: the people
    in it agreed that its good moments are shown to others."""

    date: str
    trainee: str | None = None
    apart: str = ""
    team: str | None = None
    setting: str | None = None
    scenario: str | None = None
    trainer: str | None = None
    cohort: str | None = None
    may_show: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A conversation in the library with its latest score. person: None where nobody is named; skills: values by
    name, intervals: (low, high); words: what staff said; older: scores that were replaced."""

    id: int
    score: int
    person: int | None
    trainee: str | None
    date: str
    team: str | None
    setting: str
    scenario: str | None
    trainer: str | None
    cohort: str | None
    title: str
    path: str | None
    format: str
    may_show: bool
    carescore: str
    profile: str
    instrument: str
    words: int
    skills: Mapping[str, float | None] = field(default_factory=dict)
    intervals: Mapping[str, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """A moment of a conversation in the library, without its words."""

    entry: int
    kind: str
    praise: bool
    measure: str
    turn: int
    start_ms: int | None
    confidence: float | None


Parts = tuple[float | None, float | None, float | None]
NEW, SAME, AGAIN = "new", "already there", "scored again"

_SHOWN = "CASE WHEN p.apart = '' THEN p.name ELSE p.name || ' (' || p.apart || ')' END"  # Dana, or Dana (12)
_ENTRY = f"""
SELECT c.id, s.id, c.person, {_SHOWN}, c.date,
       c.team, c.setting, c.scenario, c.trainer, c.cohort, c.title, c.path, c.format, c.may_show,
       s.carescore, s.profile, s.instrument, s.words
FROM conversation c JOIN score s ON s.conversation = c.id AND s.latest LEFT JOIN person p ON p.id = c.person
"""


class Library:
    """A library file; closes with ``with``. Every method may raise LibraryError."""

    def __init__(self, path: str | os.PathLike[str], create: bool = True, wait: float = _file.WAIT_S) -> None:
        self.path = os.fspath(path)
        self._sql = _file.connect(path, create, wait)

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._sql.close()

    def add(self, report: Report | Mapping[str, Any], known: Known, keep_text: bool = False) -> str:
        """Saves a report, all of it or nothing: NEW, SAME or AGAIN. Once it returns, the report stays."""
        data = report.to_dict() if isinstance(report, Report) else report
        facts = _facts.facts_of(data)
        packed = _facts.packed(data, keep_text)
        with _file.said(self.path), _file.transaction(self._sql):
            person = self._person(known.trainee, known.apart) if known.trainee else None
            return self._save(facts, known, person, packed)

    def _save(self, facts: _facts.Facts, known: Known, person: int | None, packed: bytes) -> str:
        found = self._one("SELECT id FROM conversation WHERE sha256 = ? AND focus = ?", facts.sha256, facts.focus)
        conversation = found or self._insert_conversation(facts, known, person)
        if found:
            self._learn(conversation, known, person)
        if old := self._one("SELECT id FROM score WHERE conversation = ? AND digest = ?", conversation, facts.digest):
            self._latest(conversation, old)
            return SAME
        score = self._insert(
            "score (conversation, digest, carescore, profile, instrument, words, data)",
            (conversation, facts.digest, facts.carescore, facts.profile, facts.instrument, facts.words, packed),
        )
        self._latest(conversation, score)
        self._many("skill", score, facts.skills, 5)
        self._many("figure", score, facts.figures, 7)
        self._many("moment (score, kind, praise, measure, turn, start_ms, confidence)", score, facts.moments, 7)
        return AGAIN if found else NEW

    def _insert_conversation(self, facts: _facts.Facts, known: Known, person: int | None) -> int:
        return self._insert(
            "conversation (sha256, focus, person, date, team, setting, scenario, trainer, cohort, title, path, format,"
            " may_show)",
            (
                *(facts.sha256, facts.focus, person, known.date, known.team, known.setting or facts.setting),
                *(known.scenario or facts.scenario, known.trainer, known.cohort, facts.title, facts.path),
                *(facts.format, int(known.may_show)),
            ),
        )

    def _learn(self, conversation: int, known: Known, person: int | None) -> None:
        """What is newly known replaces what was; what is not said stays."""
        said = {"person": person, "date": known.date} | {
            name: getattr(known, name) for name in ("team", "setting", "scenario", "trainer", "cohort")
        }
        if known.may_show:
            said["may_show"] = 1
        told = {name: value for name, value in said.items() if value is not None}
        columns = ", ".join(f"{name} = ?" for name in told)
        self._sql.execute(f"UPDATE conversation SET {columns} WHERE id = ?", (*told.values(), conversation))

    def _latest(self, conversation: int, score: int) -> None:
        self._sql.execute("UPDATE score SET latest = (id = ?) WHERE conversation = ?", (score, conversation))

    def _person(self, name: str, apart: str) -> int:
        found = self._one("SELECT id FROM person WHERE name = ? AND apart = ?", name, apart)
        return found or self._insert("person (name, apart)", (name, apart))

    def _one(self, query: str, *values: Any) -> int | None:
        row = self._sql.execute(query, values).fetchone()
        return None if row is None else int(row[0])

    def _insert(self, into: str, values: tuple[Any, ...]) -> int:
        marks = ", ".join("?" * len(values))
        return int(self._sql.execute(f"INSERT INTO {into} VALUES ({marks})", values).lastrowid or 0)

    def _many(self, into: str, score: int, rows: Iterable[tuple[Any, ...]], width: int) -> None:
        marks = ", ".join("?" * width)
        self._sql.executemany(f"INSERT INTO {into} VALUES ({marks})", ((score, *row) for row in rows))

    def add_review(self, review: Mapping[str, Any]) -> None:
        """Keeps a review, as it is, beside the conversation that it is of. Raises CarescoreError for another file."""
        if review.get("schema") != REVIEW_SCHEMA or not isinstance(review.get("report"), Mapping):
            raise CarescoreError(f"no review of schema {REVIEW_SCHEMA}")
        of = review["report"].get("sha256")
        with _file.said(self.path), _file.transaction(self._sql):
            found = self._sql.execute("SELECT id FROM conversation WHERE sha256 = ?", (of,)).fetchall()
            if not found:
                raise LibraryError(f"{self.path}: the conversation of this review is not in the library: add it first")
            text = json.dumps(review, ensure_ascii=False, sort_keys=True)
            for (conversation,) in found:
                self._sql.execute(
                    "INSERT OR IGNORE INTO review (conversation, saved, data) VALUES (?, ?, ?)",
                    (conversation, str(review.get("saved", "")), text),
                )

    def forget(self, trainee: str) -> tuple[int, int]:
        """Deletes a person with everything of theirs, down to the bytes: how many conversations, and how many of
        others lost their words because the person was named in them."""
        with _file.said(self.path):
            person = self._named(trainee)
            with _file.transaction(self._sql):
                gone = _forget.forget(self._sql, person)
            _file.erase(self._sql)
        return gone

    def _named(self, trainee: str) -> int:
        """The one person of that name; "Dana (12)" where there are several. Raises LibraryError."""
        rows = self._sql.execute(f"SELECT p.id, p.name, {_SHOWN} FROM person p").fetchall()
        shown = {row[0]: row[2] for row in rows}
        wanted = trainee.casefold()
        found = [key for key, name in shown.items() if name.casefold() == wanted]
        found = found or [row[0] for row in rows if row[1].casefold() == wanted]
        if len(found) == 1:
            return int(found[0])
        if found:
            names = " or ".join(shown[key] for key in found)
            raise UsageError(f"{len(found)} people have that name: say {names}")
        raise UsageError(f"nobody of that name is in {self.path}{meant(trainee, shown.values())}")

    def reviews(self) -> list[tuple[int, dict[str, Any]]]:
        """(conversation, review), the oldest first."""
        rows = self._sql.execute("SELECT conversation, data FROM review ORDER BY conversation, saved, id")
        return [(conversation, json.loads(data)) for conversation, data in rows]

    def people(self) -> dict[str, int]:
        """Everybody whose conversations are here, with how many."""
        rows = self._sql.execute(
            f"SELECT {_SHOWN}, count(c.id)"
            " FROM person p LEFT JOIN conversation c ON c.person = p.id GROUP BY p.id ORDER BY name, apart"
        )
        return {str(name): int(count) for name, count in rows}

    def entries(self, trainee: str | None = None) -> list[Entry]:
        """The conversations, of one person or of all, by date. Raises UsageError where nobody has that name."""
        with _file.said(self.path):
            where, values = ("", ()) if trainee is None else (" WHERE c.person = ?", (self._named(trainee),))
            rows = self._sql.execute(f"{_ENTRY}{where} ORDER BY c.date, c.id", values).fetchall()
            skills, intervals = self._skills(None if trainee is None else [row[1] for row in rows])
        shown = (
            [*row[:13], bool(row[13]), *row[14:], skills.get(row[1], {}), intervals.get(row[1], {})] for row in rows
        )
        return [Entry(*fields) for fields in shown]

    def _skills(
        self, scores: list[int] | None
    ) -> tuple[dict[int, dict[str, float | None]], dict[int, dict[str, tuple[float, float]]]]:
        values: dict[int, dict[str, float | None]] = {}
        intervals: dict[int, dict[str, tuple[float, float]]] = {}
        for score, name, value, low, high in self._rows_of("skill", "score, name, value, low, high", scores):
            values.setdefault(score, {})[name] = value
            if low is not None:
                intervals.setdefault(score, {})[name] = (low, high)
        return values, intervals

    def _rows_of(self, table: str, columns: str, scores: list[int] | None) -> list[Any]:
        """Rows of some scores, or of all the latest."""
        if scores is None:
            return self._sql.execute(
                f"SELECT {columns} FROM {table} WHERE score IN (SELECT id FROM score WHERE latest)"
            ).fetchall()
        return self._sql.execute(
            f"SELECT {columns} FROM {table} WHERE score IN (SELECT value FROM json_each(?))", (json.dumps(scores),)
        ).fetchall()

    def figures(self, entries: Iterable[Entry]) -> dict[int, dict[str, Parts]]:
        """By conversation and measure: value, and the count and per of a ratio."""
        of = {entry.score: entry.id for entry in entries}
        found: dict[int, dict[str, Parts]] = {}
        for score, measure, *parts in self._rows_of("figure", "score, measure, value, count, per", list(of)):
            found.setdefault(of[score], {})[measure] = (parts[0], parts[1], parts[2])
        return found

    def places(self, entries: Iterable[Entry]) -> list[Place]:
        """The moments of conversations, in their order."""
        of = {entry.score: entry.id for entry in entries}
        rows = self._rows_of("moment", "score, kind, praise, measure, turn, start_ms, confidence", list(of))
        return [Place(of[row[0]], row[1], bool(row[2]), *row[3:]) for row in rows]

    def report(self, entry: Entry) -> Report:
        """The report as it was saved: without any words unless they were kept."""
        data = self._sql.execute("SELECT data FROM score WHERE id = ?", (entry.score,)).fetchone()[0]
        return Report.from_dict(_facts.unpacked(data))

    def scores(self, entry: Entry) -> list[tuple[str, str, float | None]]:
        """(carescore, profile, overall) of every score of a conversation, the oldest first."""
        rows = self._sql.execute(
            "SELECT s.carescore, s.profile, k.value FROM score s LEFT JOIN skill k ON k.score = s.id AND k.name ="
            " 'overall' WHERE s.conversation = ? ORDER BY s.id",
            (entry.id,),
        )
        return [(row[0], row[1], row[2]) for row in rows]
