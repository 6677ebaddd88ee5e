"""Codings of a table of comma-separated values: a row each, with the columns turn and code.

turn: the number of the turn as a report counts them, from 0. Further columns, where they are there: coder; file, the
recording's name, needed with several reports; text, the words of that turn that are coded, by which another
conversation is known.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import PurePath

from carescore.errors import ReadError
from carescore.integrations.codings._base import DIFFERENT, UNNAMED, Coding, Codings, content, require_words, words
from carescore.readers import separated
from carescore.report import Report

_CODE = ("code", "kind")


def is_codes(path: str) -> bool:
    """Whether a table has a column for codes; forms have none."""
    return bool(set(_CODE) & separated.header(_rows(path)))


def read(path: str, reports: Sequence[Report]) -> Codings:
    """The codings of a table. Raises ReadError with the row."""
    rows = _rows(path)
    header = separated.header(rows)
    code = next((name for name in _CODE if name in header), None)
    if code is None or "turn" not in header:
        raise ReadError("a table of codes has the columns 'turn' and 'code'", path)
    if "file" not in header and len(reports) > 1:
        raise ReadError("with several reports, a table of codes has a column 'file'", path)
    places: dict[str, list[int]] = {}
    for number, report in enumerate(reports):
        for name in _names(require_words(report, path)):
            places.setdefault(name, []).append(number)
    found: list[Coding] = []
    used: set[int] = set()
    coders: set[str] = set()
    for line, row in rows.items():
        of = [0] if "file" not in header else places.get(_stem(row.get("file") or ""), [])
        if len(of) != 1:
            which = "several reports given are" if of else "no report given is"
            raise ReadError(f"{which} of that file", path, line)
        (number,) = of
        used.add(number)
        coder = row.get("coder") or UNNAMED
        coders.add(coder)
        if row.get(code):
            turn = _turn(reports[number], row, path, line)
            found.append(Coding(number, turn, *_place(reports[number], turn, row), coder, row[code], f"row {line}"))
    return Codings(path, frozenset(used), frozenset(coders), tuple(found))


def _rows(path: str) -> dict[int, separated.Row]:
    try:
        text = content(path).decode("utf-8-sig")
        found = separated.rows(io.StringIO(text, newline=""), path)
        return {
            number: {name.strip().casefold(): value.strip() for name, value in row.items()} for number, row in found
        }
    except (ValueError, csv.Error):
        raise ReadError("no table of comma-separated values in UTF-8", path) from None


def _names(report: Report) -> set[str]:
    return {_stem(report.source.path or ""), _stem(report.id)} - {""}


def _stem(name: str) -> str:
    return PurePath(name.replace("\\", "/")).stem


def _place(report: Report, turn: int, row: dict[str, str]) -> tuple[int, int]:
    """Where the row's words stand in the turn: all of it where it has none, or other white space."""
    text, quote = report.turns[turn].text, row.get("text") or ""
    start = text.find(quote) if quote else -1
    return (0, len(text)) if start < 0 else (start, start + len(quote))


def _turn(report: Report, row: dict[str, str], path: str, line: int) -> int:
    given = row["turn"].removesuffix(".0")
    if not given.isdecimal() or int(given) >= len(report.turns):
        raise ReadError(f"turn is a number from 0 to {len(report.turns) - 1}", path, line)
    if words(row.get("text") or "") not in words(report.turns[int(given)].text):
        raise ReadError(DIFFERENT, path, line)
    return int(given)
