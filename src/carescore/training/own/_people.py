"""Labelled turns from what people said of conversations: codes in the files of their tools, and saved reviews.

A file of codes (.qdpx, .eaf, or .csv with the columns turn and code) and a review hold no words: the transcripts, or
reports as JSON, stand beside them. A code counts for a head by its name: a class of the head ("polite"), the head and
a class ("politeness polite"), or a code of carescore that means one. Where a head asks for yes or no, a turn that a
coder of that code left without is a no. Of a review, for the heads in MEASURES, what was taken out is a no, what was
left a yes. What two people label differently is left out.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from carescore import api, reviews
from carescore.batch import storage
from carescore.errors import CarescoreError, ReadError
from carescore.integrations import codings
from carescore.report import Report
from carescore.training.own._data import Labelled, LabelledTurn
from carescore.training.own._tasks import Task

CODES = (".qdpx", ".eaf")
OURS: Mapping[str, Mapping[str, str]] = {
    "reflects": {"reflection": "yes", "reflections": "yes"},
    "question_form": {"open": "open", "closed": "closed"},
    "behaviour": {"reflection": "reflection", "reflections": "reflection", "questions": "question"},
}  # column → code of carescore → class
MEASURES = {"reflects": "reflections", "uptake": "uptake"}  # column of two classes → measure that finds by the second
Place = tuple[int, int]  # a report, and a turn in it
Labels = dict[Place, dict[str, set[str]]]  # the classes that people gave each turn, by column


def is_judged(file: Path) -> bool:
    """Whether a file holds codes, or a review."""
    ending = file.suffix.lower()
    if ending == ".json":
        return str(_plain(file).get("schema", "")).startswith("carescore-review/")
    return ending in CODES or (ending == ".csv" and codings.is_codings(str(file)))


def read(files: Sequence[Path], beside: Sequence[Path], tasks: Sequence[Task]) -> list[Labelled]:
    """The conversations that the files judge, with labels. beside: where their words may be. Raises ReadError."""
    said = [file for file in files if file.suffix.lower() == ".json"]
    coded = [file for file in files if file not in said]
    reports = list(_reviewed(said, beside))
    labels: Labels = defaultdict(lambda: defaultdict(set))
    for number, report in enumerate(reports):
        for task in tasks:
            for turn, label in _of_review(report, task):
                labels[number, turn][task.column].add(label)
    if coded:
        first = len(reports)
        reports += _reports(coded[0], beside)
        for file in coded:
            for (number, turn), column, label in _of_codes(file, reports[first:], tasks):
                labels[first + number, turn][column].add(label)
    path = str(files[0])
    talks = [_talk(number, report, labels, tasks, path) for number, report in enumerate(reports)]
    found = [talk for talk in talks if any(turn.labels for turn in talk.turns)]
    if not found:
        raise ReadError(f"nothing in it is a label of {', '.join(task.column for task in tasks)}", path)
    return found


def _talk(number: int, report: Report, labels: Labels, tasks: Sequence[Task], path: str) -> Labelled:
    sides = {task.column: task.side for task in tasks}
    turns = []
    for turn in report.turns:
        given = labels.get((number, turn.index), {})
        own = {name: next(iter(each)) for name, each in given.items() if len(each) == 1 and sides[name] == turn.side}
        if turn.side is not None:
            turns.append(LabelledTurn(turn.side, turn.text, own, turn.index))
    return Labelled(report.id, path, tuple(turns))


def _of_codes(file: Path, reports: Sequence[Report], tasks: Sequence[Task]) -> Iterator[tuple[Place, str, str]]:
    """(turn of a report, column, class) of a file of codes."""
    meant = {task.column: _meant(task, alone=len(tasks) == 1) for task in tasks}
    found = codings.as_written(str(file), reports, frozenset().union(*meant.values()))
    for task in tasks:
        given = [
            (one.coder, (one.report, one.turn), label)
            for one in found.codings
            if (label := meant[task.column].get(codings.key(one.name)))
        ]
        yield from ((place, task.column, label) for _, place, label in given)
        if task.classes == ("no", "yes"):
            for coder in {coder for coder, _, _ in given}:
                mine = {place for own, place, _ in given if own == coder}
                of_side = _turns(reports, found.reports, task.side)
                yield from ((place, task.column, "no") for place in of_side if place not in mine)


def _meant(task: Task, alone: bool) -> dict[str, str]:
    """The class that each name of a code means, as names are compared."""
    named = {codings.key(f"{task.column} {label}"): label for label in task.classes}
    named |= {codings.key(label): label for label in task.classes if alone}
    return named | {codings.key(name): label for name, label in OURS.get(task.column, {}).items()}


def _turns(reports: Sequence[Report], numbers: Iterable[int], side: str) -> Iterator[Place]:
    for number in numbers:
        yield from ((number, turn.index) for turn in reports[number].turns if turn.side == side)


def _of_review(report: Report, task: Task) -> Iterator[tuple[int, str]]:
    """(turn, class): the second class where a finding is left in a turn, the first where all were taken out."""
    measure = MEASURES.get(task.column, "")
    before, after = (one.scores.get(measure) for one in (report.unreviewed(), report))
    left = {item.turn for item in after.evidence} if after else set()
    turns = {item.turn for item in before.evidence} if before else set()
    yield from ((turn, task.classes[turn in left]) for turn in turns)


def _reviewed(files: Sequence[Path], beside: Sequence[Path]) -> Iterator[Report]:
    """The report that each review is of, after it. Raises ReadError where its words are not beside it."""
    read = [(file, reviews.read(file)) for file in files]
    recordings = _by_sha256(beside, {review.sha256 for _, review in read})
    for file, review in read:
        found = recordings.get(review.sha256)
        if found is None:
            raise ReadError("the transcript that it reviews is not beside it, nor its report as JSON", str(file))
        if isinstance(found, Report):
            yield _worded(found.reviewed(review), file)
        else:
            yield api.score(found, review=review)


def _by_sha256(beside: Sequence[Path], wanted: Collection[str | None]) -> dict[str | None, Report | Path]:
    """The recordings wanted, by their sha256: a report as JSON, or the file itself; of several the first."""
    found: dict[str | None, Report | Path] = {}
    for other in beside if wanted else ():
        data = _report_data(other)
        held, own = data["source"].get("sha256") if data else None, storage.digest(str(other))
        if data and held in wanted and held not in found:
            found[held] = Report.from_dict(data)
        if own in wanted:
            found.setdefault(own, other)
    return found


def _reports(file: Path, beside: Sequence[Path]) -> list[Report]:
    """The reports and transcripts that may be coded. Raises ReadError where there is none."""
    found = []
    for other in beside:
        if data := _report_data(other):
            found.append(Report.from_dict(data))
        elif other.suffix.lower() not in CODES:
            try:
                found.append(api.score(other, only=()))
            except CarescoreError:
                continue  # a note, a picture: what is missing is told below, by the file of codes
    if not found:
        raise ReadError("no transcript is beside it, nor a report as JSON: codes hold no words", str(file))
    return [_worded(report, file) for report in found]


def _worded(report: Report, file: Path) -> Report:
    if not any(turn.text for turn in report.turns):
        raise ReadError("the report beside it was written without words", str(file))
    return report


def _report_data(file: Path) -> Mapping[str, Any]:
    """The report in a file of JSON, an empty one for anything else."""
    data = _plain(file) if file.suffix.lower() == ".json" else {}
    return data if {"schema", "scores", "turns", "source"} <= data.keys() else {}


def _plain(file: Path) -> Mapping[str, Any]:
    """The object in a file of JSON, an empty one for anything else."""
    try:
        data = json.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}
