"""The figures of a team as a table of comma-separated values."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from carescore.renderers import files

if TYPE_CHECKING:
    from carescore.history._team import Group, Team

COLUMNS = ("setting", "team", "kind", "name", "people", "conversations", "of", "value", "low", "high")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # how a cell begins that a spreadsheet would run
Row = tuple[str | int, ...]


def team(of: Team, path: str | os.PathLike[str] | None) -> str:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for group in of.groups:
        writer.writerows(_rows(group))
    if path is not None:
        files.put(path, stream.getvalue().encode("utf-8-sig"))
    return stream.getvalue()


def _rows(group: Group) -> Iterator[Row]:
    where = (_safe(group.setting), _safe(group.team or ""))
    if group.hidden:
        yield (*where, "hidden", "", group.people, group.conversations, "", "", "", "")
    for mean in group.skills:
        low, high = (f"{end:.1f}" for end in mean.interval) if mean.interval else ("", "")
        value = "" if mean.value is None else f"{mean.value:.1f}"
        yield (*where, "skill", mean.skill, mean.people, group.conversations, "", value, low, high)
    for issue in group.issues:
        yield (*where, "issue", issue.kind, group.people, issue.conversations, issue.of, "", "", "")


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
