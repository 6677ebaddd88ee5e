"""Reading labelled turns: tables (.csv) and lines of JSON (.jsonl), strictly, with the row in every message.

Columns: `conversation`, `text`, and a column for each head with its classes, empty where a turn has no label. With
`role` (staff or patient), the rows are whole conversations in order; without, each is a turn alone, and `before` may
hold what the other side said just before. Messages hold no word of a turn, nor of a label.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from carescore.errors import ReadError, UsageError
from carescore.readers import separated
from carescore.training.own import _people
from carescore.training.own._data import Labelled, LabelledTurn
from carescore.training.own._tasks import Task

SUFFIXES = (".csv", ".jsonl")
SCRIPT = 8  # words: a shorter text may well be said in several conversations
ROLES = {"staff": "staff", "patient": "patient", "companion": "patient"}
_OTHER = {"staff": "patient", "patient": "staff"}
_NONE = frozenset(("nan", "none", "null", "na", "n/a"))
Row = Mapping[str, Any]


def read(path: str, tasks: Sequence[Task]) -> list[Labelled]:
    """The labelled turns of a file, or of all files of a folder. Raises ReadError and UsageError."""
    tables, judged = files(path)
    found = [talk for file in tables for talk in _talks(file, tasks)]
    if judged:
        folder = judged[0].parent
        beside = [p for p in sorted(folder.iterdir()) if p.is_file() and p not in (*tables, *judged)]
        found += _people.read(judged, beside, tasks)
    return found


def files(path: str) -> tuple[list[Path], list[Path]]:
    """The tables of labels, and the files of codes and reviews. Raises UsageError where there is neither."""
    place = Path(path)
    every = sorted(p for p in place.iterdir() if p.is_file()) if place.is_dir() else [place]
    judged = [file for file in every if _people.is_judged(file)]
    tables = [file for file in every if file.suffix in SUFFIXES and file not in judged]
    if not place.is_dir() and not judged:
        tables = every
    if not tables and not judged:
        raise UsageError(f"{path}: no {' or '.join(SUFFIXES)} file is in it, and none of codes or of a review")
    return tables, judged


def require_apart(talks: Sequence[Labelled], tested: Sequence[Labelled] = ()) -> None:
    """One conversation must not be learnt from and tested on. Raises ReadError for a conversation that is in both, and
    for a labelled text of SCRIPT words or more that stands in two conversations: they may be one under two names."""
    learnt = {talk.name for talk in talks}
    for talk in tested:
        if talk.name in learnt:
            raise ReadError("this conversation is in the labels to learn from too", talk.path, talk.turns[-1].row)
    seen: dict[str, tuple[str, str, int]] = {}
    for talk in (*talks, *tested):
        for turn in talk.turns:
            words = turn.text.casefold().split()
            if not turn.labels or len(words) < SCRIPT:
                continue
            name, path, row = seen.setdefault(" ".join(words), (talk.name, talk.path, turn.row))
            if name != talk.name:
                where = f"row {row}" if path == talk.path else f"{path}:{row}"
                raise ReadError(
                    f"the same text as in {where}, of another conversation: it would be learnt from and tested on;"
                    " give both one name, or leave one out",
                    talk.path,
                    turn.row,
                )


def _talks(file: Path, tasks: Sequence[Task]) -> Iterator[Labelled]:
    path, rows = str(file), list(_rows(file))
    if not rows:
        raise ReadError("there is no row", path)
    columns = set().union(*(row for _, row in rows))
    wanted = _columns(path, columns, tasks)
    turns = [(_text(path, line, row, "conversation"), _turn(path, line, row, wanted)) for line, row in rows]
    if "role" in columns:
        for name, several in groupby(sorted(turns, key=lambda one: one[0]), key=lambda one: one[0]):
            yield Labelled(name, path, tuple(turn for _, turn in several))
        return
    for (name, turn), (_, row) in zip(turns, rows, strict=True):
        before = str(row.get("before") or "").strip()
        yield Labelled(name, path, (*([LabelledTurn(_OTHER[turn.side], before)] if before else []), turn))


def _columns(path: str, columns: set[str], tasks: Sequence[Task]) -> dict[str, Task]:
    """The tasks by the columns that hold their labels. Raises ReadError."""
    for name in ("conversation", "text"):
        if name not in columns:
            raise ReadError(f"there is no column '{name}'", path)
    found = {task.column: task for task in tasks if task.column in columns}
    if not found and len(tasks) == 1 and "label" in columns:
        return {"label": tasks[0]}
    if not found:
        raise ReadError(f"there is no column of labels: {', '.join(task.column for task in tasks)}", path)
    return found


def _turn(path: str, line: int, row: Row, wanted: Mapping[str, Task]) -> LabelledTurn:
    given = {column: _label(path, line, row.get(column), task) for column, task in wanted.items()}
    labels = {wanted[column].column: label for column, label in given.items() if label}
    sides = {task.side for task in wanted.values()}
    side = next(iter(sides))
    if "role" in row:
        role = _text(path, line, row, "role").lower()
        if role not in ROLES:
            raise ReadError(f"'role' is none of {', '.join(ROLES)}", path, line)
        side = ROLES[role]
    if labels and side not in sides:
        raise ReadError(f"a label of turns of {' and '.join(sorted(sides))} stands beside a turn of {side}", path, line)
    return LabelledTurn(side, _text(path, line, row, "text"), labels, line)


def _label(path: str, line: int, value: Any, task: Task) -> str:
    """The class, "" where there is none. Raises ReadError for what is no class."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return ""
    label = str(value).strip().lower()
    if label not in task.classes:
        raise ReadError(
            f"the label in '{task.column}' is no class of it; classes are {', '.join(task.classes)}", path, line
        )
    return label


def _text(path: str, line: int, row: Row, column: str) -> str:
    value = row.get(column)
    text = value.strip() if isinstance(value, str) else str(value) if isinstance(value, int) else ""
    if not text or text.lower() in _NONE:
        raise ReadError(f"'{column}' is empty, or no text", path, line)
    return text


def _rows(file: Path) -> Iterator[tuple[int, Row]]:
    """(line, row) of a file. Raises ReadError."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            read = _objects if file.suffix == ".jsonl" else separated.rows
            yield from read(stream, str(file))
    except (OSError, UnicodeError, csv.Error):
        raise ReadError("no table of comma-separated values or lines of JSON in UTF-8", str(file)) from None


def _objects(stream: Iterable[str], path: str) -> Iterator[tuple[int, Row]]:
    for line, text in enumerate(stream, start=1):
        if text.strip():
            try:
                row = json.loads(text)
            except (ValueError, RecursionError):
                row = None
            if not isinstance(row, dict):
                raise ReadError("the line is no object of JSON", path, line)
            yield line, row
