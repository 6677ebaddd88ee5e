"""The library: scored conversations with what is known of each, in one SQLite file.

A conversation is known by the sha256 of its recording and by whose scores they are (focus); scored again, the older
score stays beside the new one. What was said is kept only where that is asked for.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from carescore.errors import CarescoreError, LibraryError, UsageError, meant
from carescore.history import _facts, _file, _forget, _rows, _saving, _survey_rows
from carescore.history._identity import Mark
from carescore.history._records import Answer, Entry, Figure, Known, Place, Totals
from carescore.report import Report

REVIEW_SCHEMA = "carescore-review/1"
_BEYOND = 2**63  # what SQLite can count to
_GONE = "this conversation is not in the library any more"


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
        """Saves a report as the machine made it, a review that it holds beside it, all of it or nothing: NEW, SAME or
        AGAIN. Once it returns, the report stays."""
        data = report.to_dict() if isinstance(report, Report) else report
        return self.keep(_facts.prepared(data, keep_text), known)

    def keep(self, prepared: _facts.Prepared, known: Known) -> str:
        """As add, of a report that is prepared already."""
        with _file.said(self.path), _file.transaction(self._sql):
            state = _saving.save(self._sql, prepared, known)
            if prepared.review and prepared.review["report"]["sha256"]:
                self.add_review(prepared.review, prepared.facts.focus)
        return state

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is added within is kept at the end, all of it or nothing: much faster than one by one."""
        with _file.said(self.path), _file.transaction(self._sql):
            yield

    def correct(self, id: int, known: Known) -> None:
        """Sets what is known of the conversation of that number to this, also where it is nothing; no setting leaves it
        as it is. Its scores stay. Raises UsageError."""
        with _file.said(self.path), _file.transaction(self._sql):
            self.entry(id)  # another program may have forgotten whose it is
            _saving.correct(self._sql, id, known)

    def add_review(self, review: Mapping[str, Any], focus: str | None = None) -> None:
        """Keeps a review, as it is, beside the conversation that it is of; focus: whose scores it is of, else it stands
        beside everybody's of the recording. Raises CarescoreError for another file."""
        if review.get("schema") != REVIEW_SCHEMA or not isinstance(review.get("report"), Mapping):
            raise CarescoreError(f"no review of schema {REVIEW_SCHEMA}")
        of = review["report"].get("sha256")
        with _file.said(self.path), _file.transaction(self._sql):
            own = "SELECT id FROM conversation WHERE sha256 = ?1 AND focus = coalesce(?2, focus)"
            found = self._sql.execute(own, (of, focus)).fetchall()
            if not found:
                raise LibraryError(f"{self.path}: the conversation of this review is not in the library: add it first")
            text = json.dumps(review, ensure_ascii=False, sort_keys=True)
            for (conversation,) in found:
                self._sql.execute(
                    "INSERT OR IGNORE INTO review (conversation, saved, data) VALUES (?, ?, ?)",
                    (conversation, str(review.get("saved", "")), text),
                )

    def add_answers(self, given: Iterable[tuple[Mark, Answer]], replaced: Iterable[Mark] = ()) -> None:
        """Keeps survey answers, each with what its row is known by, in the place of those replaced; all or none."""
        with _file.said(self.path), _file.transaction(self._sql):
            _survey_rows.drop(self._sql, replaced)
            for mark, answer in given:
                _survey_rows.save(self._sql, mark, answer)

    def marked_answers(self) -> dict[Mark, Answer]:
        """The survey answers that are kept, by what each is known by."""
        with _file.said(self.path):
            return _survey_rows.load(self._sql)

    def count_answers(self) -> int:
        """How many survey answers are kept, counted where they stand."""
        with _file.said(self.path):
            return int(self._sql.execute("SELECT count(DISTINCT origin) FROM survey").fetchone()[0])

    def answers(self) -> list[Answer]:
        """The survey answers that are kept."""
        return list(self.marked_answers().values())

    def remove(self, entry: Entry) -> None:
        """Deletes one conversation, as it was read, with all its scores, reviews and answers, down to the bytes, and a
        person of whom nothing is left. Raises UsageError where it is another by now."""
        with _file.said(self.path):
            with _file.transaction(self._sql):
                if self.entry(entry.id) != entry:
                    raise UsageError("this conversation was changed or replaced meanwhile: look at it again")
                _forget.remove(self._sql, entry.id)
            _file.erase(self._sql, self.path)

    def forget(self, trainee: str) -> tuple[int, int]:
        """Deletes a person with everything of theirs, down to the bytes: how many conversations, and how many of
        others lost their words because the person was named in them."""
        with _file.said(self.path):
            with _file.transaction(self._sql):
                gone = _forget.forget(self._sql, self._named(trainee))
            _file.erase(self._sql, self.path)
        return gone

    def _named(self, trainee: str) -> int:
        """The one person of that name; "Dana (12)" where there are several. Raises LibraryError."""
        rows = _rows.people(self._sql)
        shown = {row[0]: row[2] for row in rows}
        wanted = trainee.casefold()
        found = [key for key, name in shown.items() if name == trainee]
        found = found or [key for key, name in shown.items() if name.casefold() == wanted]
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
        return _rows.counts(self._sql)

    def entries(self, trainee: str | None = None) -> list[Entry]:
        """The conversations, of one person or of all, by date. Raises UsageError where nobody has that name."""
        with _file.said(self.path):
            return _rows.entries(self._sql, None if trainee is None else self._named(trainee))

    def entry(self, id: int) -> Entry:
        """The conversation of that number. Raises UsageError."""
        with _file.said(self.path):
            found = _rows.entries(self._sql, conversation=id) if id < _BEYOND else []
        if not found:
            raise UsageError(_GONE)
        return found[0]

    def figures(
        self, entries: Iterable[Entry], measures: Collection[str] | None = None
    ) -> dict[int, dict[str, Figure]]:
        """By conversation and measure; of some measures alone."""
        return _rows.figures(self._sql, {entry.score: entry.id for entry in entries}, measures)

    def totals(self, entries: Iterable[Entry]) -> Totals:
        """By measure that pools, the sums of these conversations by person."""
        return _rows.totals(self._sql, [entry.score for entry in entries])

    def known(self, entries: Iterable[Entry], measures: Collection[str]) -> dict[str, set[int]]:
        """By measure, the conversations in which it has a value."""
        return _rows.known(self._sql, {entry.score: entry.id for entry in entries}, measures)

    def places(self, entries: Iterable[Entry]) -> list[Place]:
        """The moments of conversations, in their order."""
        return _rows.places(self._sql, {entry.score: entry.id for entry in entries})

    def report(self, entry: Entry) -> Report:
        """The report as it was saved: without any words unless they were kept. Raises UsageError where
        somebody forgot it meanwhile."""
        row = self._sql.execute("SELECT data FROM score WHERE id = ?", (entry.score,)).fetchone()
        if row is None:
            raise UsageError(_GONE)
        return Report.from_dict(_facts.unpacked(row[0]))

    def scores(self, entry: Entry) -> list[tuple[str, str, float | None]]:
        """(carescore, profile, overall) of every score of a conversation, the oldest first."""
        rows = self._sql.execute(
            "SELECT s.carescore, s.profile, k.value FROM score s LEFT JOIN skill k ON k.score = s.id AND k.name ="
            " 'overall' WHERE s.conversation = ? ORDER BY s.id",
            (entry.id,),
        )
        return [(row[0], row[1], row[2]) for row in rows]
