"""A report as data frames, of pandas or polars: a table for each kind of thing in it, with the report's id first.

Columns and their types are the same whether or not there is anything to show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from carescore.errors import MissingDependencyError, UsageError, meant

if TYPE_CHECKING:
    from carescore.report._report import Report

Rows = Iterable[Mapping[str, Any]]
LIBRARIES = ("pandas", "polars")
_PANDAS = {str: "object", int: "Int64", float: "float64", bool: "boolean"}
_PLACE = {"turn": int, "start": int, "end": int, "start_ms": int}


def _measures(report: Report) -> Rows:
    for name, score in report.scores.items():
        unit = score.overall.unit if score.overall else None
        sides = {"staff": score.staff, "patient": score.patient}
        yield {"measure": name, "value": score.value, "unit": unit, **sides, "missing": score.missing}


def _skills(report: Report) -> Rows:
    for name, skill in report.skills.items():
        low, high = skill.interval or (None, None)
        yield {"skill": name, "value": skill.value, "low": low, "high": high, "missing": skill.missing}


def _moments(report: Report) -> Rows:
    return ({column: getattr(moment, column) for column in TABLES["moments"][0]} for moment in report.moments)


def _turns(report: Report) -> Rows:
    return ({column: getattr(turn, column) for column in TABLES["turns"][0]} for turn in report.turns)


def _codes(report: Report) -> Rows:
    return ({column: getattr(code, column) for column in TABLES["codes"][0]} for code in report.codes)


TABLES: Mapping[str, tuple[Mapping[str, type], Callable[[Report], Rows]]] = {
    "measures": (
        {"measure": str, "value": float, "unit": str, "staff": float, "patient": float, "missing": str},
        _measures,
    ),
    "skills": ({"skill": str, "value": float, "low": float, "high": float, "missing": str}, _skills),
    "moments": (
        {"kind": str, "praise": bool, "measure": str, **_PLACE, "confidence": float, "advice": str, "instead": str},
        _moments,
    ),
    "turns": (
        {"index": int, "speaker": str, "role": str, "start_ms": int, "end_ms": int, "text": str},
        _turns,
    ),
    "codes": ({"kind": str, **_PLACE, "confidence": float, "replies_to": int, "coder": str}, _codes),
}


def frame(report: Report, table: str, library: str) -> Any:
    """One table of a report. Raises UsageError and MissingDependencyError."""
    for given, known in ((table, TABLES), (library, LIBRARIES)):
        if given not in known:
            raise UsageError(f"to_frame knows no '{given}'{meant(given, known)}; there are {', '.join(known)}")
    columns, rows_of = TABLES[table]
    types = {"id": str, **columns}
    rows = [{"id": report.id, **row} for row in rows_of(report)]
    try:
        return _polars(rows, types) if library == "polars" else _pandas(rows, types)
    except ImportError:
        raise MissingDependencyError("to_frame", library) from None


def _pandas(rows: list[dict[str, Any]], types: Mapping[str, type]) -> Any:
    import pandas

    return pandas.DataFrame(rows, columns=list(types)).astype({name: _PANDAS[kind] for name, kind in types.items()})


def _polars(rows: list[dict[str, Any]], types: Mapping[str, type]) -> Any:
    import polars

    return polars.DataFrame([list(row.values()) for row in rows], schema=dict(types), orient="row")
