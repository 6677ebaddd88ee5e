"""Many recordings: over all cores, results as they finish, one bad file never stops the rest."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from carescore.errors import CarescoreError, UsageError
from carescore.measures import measures
from carescore.readers import formats
from carescore.report import Report
from carescore.skills import SKILLS


@dataclass(frozen=True, slots=True)
class Failure:
    """A recording that could not be scored: its path and a one-line error without words of the conversation."""

    path: str
    error: str


Item = Report | Failure


def files(inputs: Iterable[str | os.PathLike[str]]) -> list[str]:
    """The files of the inputs: a folder stands for every file in it, at any depth, whose extension a reader knows."""
    known = {extension for reader in formats() for extension in reader.extensions}
    found: dict[str, None] = {}
    for entry in map(Path, inputs):
        inside = sorted(p for p in entry.rglob("*") if p.suffix.lower() in known) if entry.is_dir() else [entry]
        found.update({str(path): None for path in inside})
    return list(found)


def run(paths: Iterable[str | os.PathLike[str]], score: Callable[[str], Report], n_jobs: int = -1) -> Iterator[Item]:
    """Each path scored, in the order they finish. n_jobs: processes, -1 for every core, 1 for this one only."""
    work = [os.fspath(path) for path in paths]
    if n_jobs == 1 or len(work) < 2:
        yield from (attempt(score, path) for path in work)
        return
    from joblib import Parallel, delayed

    parallel = Parallel(n_jobs=n_jobs, return_as="generator_unordered", batch_size=1)
    yield from parallel(delayed(attempt)(score, path) for path in work)


def attempt(score: Callable[[str], Report], path: str) -> Item:
    """The report, or why there is none. An unforeseen error gives only its kind: its message could quote somebody."""
    try:
        return score(path)
    except CarescoreError as error:
        return Failure(path, str(error))
    except Exception as error:  # one bad file never stops the rest
        return Failure(path, f"{path}: unexpected {type(error).__name__}")


class JsonLines:
    """Writes one JSON object a line: a whole report, or {"path", "error"}."""

    def __init__(self, stream: IO[str], fresh: bool = True) -> None:
        self.stream = stream

    def write(self, item: Item) -> None:
        data = item.to_dict() if isinstance(item, Report) else {"path": item.path, "error": item.error}
        self.stream.write(json.dumps(data, ensure_ascii=False) + "\n")
        self.stream.flush()


class Csv:
    """Writes one row a recording: path, error, the skills, the value of every measure."""

    def __init__(self, stream: IO[str], fresh: bool = True) -> None:
        self.stream = stream
        columns = ["path", "id", "error", *SKILLS, "overall", *(measure.name for measure in measures())]
        self.rows = csv.DictWriter(stream, columns, restval="")
        if fresh:
            self.rows.writeheader()

    def write(self, item: Item) -> None:
        if isinstance(item, Failure):
            self.rows.writerow({"path": item.path, "error": item.error})
        else:
            self.rows.writerow({"path": item.source.path, "id": item.id, **_values(item)})
        self.stream.flush()


def _values(report: Report) -> dict[str, Any]:
    skills = {name: skill.value for name, skill in report.skills.items()}
    scores = {name: score["value"] for name, score in report.to_dict()["scores"].items()}
    return {name: "" if value is None else value for name, value in (skills | scores).items()}


WRITERS: dict[str, Callable[..., JsonLines | Csv]] = {".jsonl": JsonLines, ".csv": Csv}


def writer(out: Path) -> Callable[..., JsonLines | Csv]:
    """The writer for an output file by its extension. Raises UsageError."""
    if out.suffix.lower() not in WRITERS:
        raise UsageError(f"batch writes {' or '.join(WRITERS)} files")
    return WRITERS[out.suffix.lower()]


def done(out: Path) -> set[str]:
    """The paths that an earlier run scored into out; a last line that was cut off counts as not done."""
    if not out.exists():
        return set()
    with out.open(encoding="utf-8", newline="") as stream:
        if out.suffix.lower() == ".csv":
            return {row["path"] for row in csv.DictReader(stream) if not row.get("error")}
        return {path for line in stream if (path := _path_of(line))}


def _path_of(line: str) -> str | None:
    try:
        source = json.loads(line).get("source", {})
    except ValueError:
        return None
    path = source.get("path")
    return str(path) if path else None
