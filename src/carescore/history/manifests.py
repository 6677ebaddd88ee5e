"""Reports into a library, with a table of what is known of each: one row a report, known by its file's name."""

from __future__ import annotations

import codecs
import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

import orjson

from carescore.errors import CarescoreError, ReadError, UsageError
from carescore.history import _facts, _given, dates
from carescore.history._records import Entry, Known
from carescore.history.library import Library
from carescore.readers import separated

FIELDS = ("file", "date", "trainee", "apart", "team", "setting", "scenario", "trainer", "cohort", "may_show")
_TEXTS = ("trainee", "team", "setting", "scenario", "trainer", "cohort")
TOGETHER = 64  # reports that are kept at once: a commit waits for the disk


@dataclass(slots=True)
class Imported:
    """How many reports became what, and a sentence for each that was left out."""

    counts: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)


def read(
    path: str | os.PathLike[str], columns: Mapping[str, str] | None = None, order: str | None = None
) -> dict[str, Known]:
    """What the manifest knows, by name of file without folder and ending; no date where it says none. columns: field →
    its column's header, where they differ. Raises UsageError and ReadError with the row."""
    path = os.fspath(path)
    headers = _given.headers(FIELDS, columns or {})
    rows = separated.in_file(path)
    known = separated.header(rows)
    for name in ("file", "date"):
        if headers[name] not in known:
            raise ReadError(f"the manifest has no column '{headers[name]}'", path)
    found: dict[str, Known] = {}
    for number, row in rows.items():
        given = {name: row.get(header, "").strip() for name, header in headers.items()}
        name = _given.name_of(given["file"])
        if not name or name in found:
            raise ReadError("the file's name is missing, or stands in an earlier row too", path, number)
        try:
            found[name] = _known(given, order)
        except UsageError as error:
            raise ReadError(str(error), path, number) from None
    _require_apart(path, found.values(), rows)
    return found


def _known(given: Mapping[str, str], order: str | None) -> Known:
    texts = {name: given[name] or None for name in _TEXTS}
    day = dates.parse(given["date"], order).isoformat() if given["date"] else ""
    return Known(day, apart=given["apart"], may_show=given["may_show"].lower() in _given.YES, **texts)


def _require_apart(path: str, found: Collection[Known], numbers: Iterable[int]) -> None:
    """A name stands with what tells two people apart in every row, or in none."""
    marks: dict[str, set[str]] = {}
    for known in found:
        if known.trainee:
            marks.setdefault(known.trainee.casefold(), set()).add(known.apart)
    for number, known in zip(numbers, found, strict=True):
        told = marks.get((known.trainee or "").casefold(), set())
        if not known.apart and len(told) > 1:
            raise ReadError("this name is several people's: fill the column 'apart' in each of its rows", path, number)


def in_several_teams(known: Iterable[Known], entries: Iterable[Entry]) -> dict[str, list[str]]:
    """Names that stand with several teams and nothing that tells people apart: one person, or two of one name?"""
    teams: dict[str, set[str]] = {}
    shown: dict[str, str] = {}
    rows = [(one.trainee, one.team) for one in known if not one.apart]
    asked = {(name or "").casefold() for name, _ in rows}
    rows += [(one.trainee, one.team) for one in entries if (one.trainee or "").casefold() in asked]
    for name, team in rows:
        if name and team:
            teams.setdefault(name.casefold(), set()).add(team)
            shown.setdefault(name.casefold(), name)
    return {shown[name]: sorted(of) for name, of in teams.items() if len(of) > 1}


Fitting = tuple[str, _facts.Prepared, Known]  # where it stood, ready to be kept, and its row
Found = Iterator[tuple[str, dict[str, Any] | CarescoreError]]


def import_into(library: Library, paths: Iterable[str], known: Mapping[str, Known], keep_text: bool) -> Imported:
    """Adds every report in files and folders that the manifest knows."""
    return take(library, reports(paths), known, keep_text)


def take(library: Library, found: Found, known: Mapping[str, Known], keep_text: bool) -> Imported:
    """Adds every report that the manifest knows; one that fails never stops the rest. Many are kept at once, all of
    them or none."""
    done, met = Imported(), dict[str, str]()
    fitting = _fitting(found, known, keep_text, done.failed, met)
    while several := list(islice(fitting, TOGETHER)):
        with library.together():
            counts, failed = _kept(library, several)
        done.counts += counts
        done.failed += failed
    done.failed += [f"manifest: no report for the row of {name}" for name in known if name not in met]
    return done


def _kept(library: Library, several: Iterable[Fitting]) -> tuple[Counter[str], list[str]]:
    counts, failed = Counter[str](), []
    for where, prepared, row in several:
        try:
            counts[library.keep(prepared, row)] += 1
        except UsageError as error:
            failed.append(f"{where}: {error}")
    return counts, failed


def _fitting(
    found: Found, known: Mapping[str, Known], keep_text: bool, failed: list[str], met: dict[str, str]
) -> Iterator[Fitting]:
    """Each report, ready to be kept, with its row; of the others failed says why. met: by the name of a row, the sha256
    of its recording. Reports are prepared as they come: so many held at once would leave the processor's cache."""
    for where, data in found:
        try:
            report = _required(data)
            name = _row_of(where, report, known)
            met.setdefault(name, "")
            prepared = _facts.prepared(report, keep_text)
            require_one_person(report)
            if met[name] not in ("", prepared.facts.sha256):
                raise UsageError("another recording has the same name, and so the same row: rename one")
            met[name] = prepared.facts.sha256
            yield where, prepared, _dated(known[name], report)
        except CarescoreError as error:
            failed.append(f"{where}: {error}")


def _dated(row: Known, report: Mapping[str, Any]) -> Known:
    """The row with the day that the recording's file says, where the row says none. Raises UsageError for none."""
    day = row.date or report.get("date")
    if not day:
        raise UsageError("neither the manifest nor the file says the day")
    return row if row.date else replace(row, date=str(day))


def _required(data: dict[str, Any] | CarescoreError) -> dict[str, Any]:
    """The report. Raises CarescoreError, also for a row of a batch's table: it holds figures alone."""
    if isinstance(data, CarescoreError):
        raise data
    if "schema" not in data and {"key", "status"} <= data.keys():
        raise CarescoreError(
            "a row of a batch's table, which holds no whole report: carescore library score takes files"
        )
    return data


def _row_of(where: str, data: Mapping[str, Any], known: Mapping[str, Known]) -> str:
    """The name of the manifest's row of a report. Raises UsageError where there is none."""
    names = [name for name in _names(where, data) if name in known]
    if not names:
        raise UsageError("the manifest has no row for it")
    return names[0]


def named(paths: Iterable[str], known: Mapping[str, Known]) -> dict[str, list[str]]:
    """By setting, the files that the manifest has a row for, of files and folders."""
    found: dict[str, list[str]] = {}
    for path in paths:
        inside = sorted(file for file in Path(path).rglob("*") if file.is_file() and file.suffix != ".csv")
        for file in inside if Path(path).is_dir() else [Path(path)]:
            if row := known.get(file.stem):
                found.setdefault(row.setting or "", []).append(str(file))
    return found


def require_one_person(data: Mapping[str, Any]) -> None:
    """A score of two people together is nobody's. Raises UsageError."""
    staff = [s for s in data.get("speakers", ()) if s.get("role") == "staff"]
    if len(staff) > 1 and not data.get("provenance", {}).get("focus"):
        raise UsageError(f"{len(staff)} staff speakers are scored together: choose whose scores they are (--focus)")


def reports(paths: Iterable[str]) -> Found:
    """Each report in files and folders, or why it is none."""
    for path in paths:
        inside = sorted(p for p in Path(path).rglob("*") if p.suffix in (".json", ".jsonl"))
        for file in inside if Path(path).is_dir() else [Path(path)]:
            yield from _in(file)


def _in(file: Path) -> Found:
    try:
        if file.suffix != ".jsonl":
            yield str(file), _report(file.read_bytes())
            return
        with file.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                yield f"{file}:{number}", _report(line)
    except OSError:
        yield str(file), CarescoreError("the file cannot be read")


def _report(text: bytes) -> dict[str, Any] | CarescoreError:
    try:
        data = orjson.loads(text.removeprefix(codecs.BOM_UTF8))
    except ValueError:
        data = None
    return data if isinstance(data, dict) else CarescoreError("no report in JSON")


def _names(where: str, data: Mapping[str, Any]) -> Iterator[str]:
    """By what names a row may call the report: its own file, or the recording's."""
    source = data.get("source")
    path = source.get("path") if isinstance(source, Mapping) else None
    yield from (_given.name_of(str(path)), _given.name_of(where), str(data.get("id")))
