"""The file of a review, read strictly: what is unknown or impossible is an error that names the key, and no words."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from carescore.errors import ReviewError
from carescore.reviews._data import MARKS, SCHEMA, Judged, MomentMark, Note, Review, Round, Unticked
from carescore.skills import SKILLS
from carescore.text.regex import lazy
from carescore.transcript import Role

_KEYS = ("schema", "report", "carescore", "saved", "unticked", "skills", "notes", "moments", "speakers", "turns")
_VERSION = lazy(r"carescore-review/\d{1,9}")
_ROLES = frozenset(role.value for role in Role)
_LONGEST = 50_000_000  # bytes of a file; the page of a two-hour conversation saves less than one


def read(source: str | os.PathLike[str] | Mapping[str, Any] | Review) -> Review:
    """A review from its file, or from its plain data. Raises ReviewError."""
    if isinstance(source, Review):
        return source
    if isinstance(source, Mapping):
        return _whole(source, "review")
    path = Path(source)
    try:
        if path.stat().st_size > _LONGEST:
            raise ReviewError(f"{path.name}: too large for a review")
        data = json.loads(path.read_text(encoding="utf-8-sig"), parse_constant=_refused)
    except OSError:
        raise ReviewError(f"{path.name}: cannot be read") from None
    except (ValueError, RecursionError):
        raise ReviewError(f"{path.name}: no JSON, so no review") from None
    return _whole(data, path.name)


def require_same(review: Review, id: str, sha256: str | None) -> None:
    """Raises ReviewError where the review is of another conversation."""
    if review.sha256 != sha256 or (sha256 is None and review.id != id):
        raise ReviewError("this review is of another conversation (another sha256)")


def from_plain(data: Mapping[str, Any]) -> Review:
    """The review that to_plain described. Raises KeyError, TypeError or AttributeError."""
    return Review(
        id=data["report"]["id"],
        sha256=data["report"]["sha256"],
        carescore=data["carescore"],
        saved=data["saved"],
        unticked=tuple(Unticked(**item) for item in data["unticked"]),
        skills={name: Judged(**item) for name, item in data["skills"].items()},
        notes=tuple(Note(**item) for item in data["notes"]),
        moments=tuple(MomentMark(**item) for item in data["moments"]),
        open=_round_in(data),
        corrected=tuple(map(_round_in, data.get("corrected", ()))),
    )


def to_plain(review: Review) -> dict[str, Any]:
    """The review in the keys of its file."""
    return {
        "schema": SCHEMA,
        "report": {"id": review.id, "sha256": review.sha256},
        "carescore": review.carescore,
        "saved": review.saved,
        "unticked": [_fields(item) for item in review.unticked],
        "skills": {name: _fields(item) for name, item in review.skills.items()},
        "notes": [_fields(item) for item in review.notes],
        "moments": [_fields(item) for item in review.moments],
        **_round_out(review.open),
        "corrected": list(map(_round_out, review.corrected)),
    }


def _fields(item: Unticked | Judged | Note | MomentMark) -> dict[str, Any]:
    return {name: getattr(item, name) for name in item.__slots__}


def _round_in(data: Mapping[str, Any]) -> Round:
    return Round(dict(data["speakers"]), {item["turn"]: item["speaker"] for item in data["turns"]})


def _round_out(one: Round) -> dict[str, Any]:
    return {
        "speakers": dict(one.speakers),
        "turns": [{"turn": turn, "speaker": speaker} for turn, speaker in one.turns.items()],
    }


def _refused(constant: str) -> None:
    raise ValueError(constant)


def _whole(data: Any, name: str) -> Review:
    """Raises ReviewError unless every key and value is one that the page writes."""
    schema = data.get("schema") if isinstance(data, Mapping) else None
    if schema != SCHEMA:
        written = isinstance(schema, str) and _VERSION.fullmatch(schema)
        raise ReviewError(f"{name}: " + (f"a review of schema {schema}; {SCHEMA} is read" if written else "no review"))
    check = _Check(name)
    check.keys(data, "the review", _KEYS, ("corrected",))
    check.keys(data["report"], "report", ("id", "sha256"))
    check.that(_text(data["report"]["id"]), "report.id")
    check.that(data["report"]["sha256"] is None or _text(data["report"]["sha256"]), "report.sha256")
    check.that(_text(data["carescore"]) and _text(data["saved"]), "carescore or saved")
    place = {"turn": _count, "start": _count, "end": _count}
    check.rows(data["unticked"], "unticked", {"measure": _text, **place, "label": _text})
    check.rows(data["notes"], "notes", {"turn": _count, "text": _text})
    check.rows(data["moments"], "moments", {**place, "kind": _text, "mark": MARKS.__contains__})
    check.that(isinstance(data["skills"], Mapping) and set(data["skills"]) <= set(SKILLS), "skills")
    check.rows(data["skills"].values(), "skills", {"value": _value, "reason": lambda text: _text(text) and bool(text)})
    rounds = data.get("corrected", [])
    check.that(isinstance(rounds, list), "corrected")
    for one in rounds:
        check.keys(one, "corrected", ("speakers", "turns"))
    for one in (data, *rounds):
        roles = one["speakers"]
        check.that(isinstance(roles, Mapping) and all(map(_role, roles.values())), "speakers")
        check.rows(one["turns"], "turns", {"turn": _count, "speaker": _text})
    return from_plain(data)


class _Check:
    """Says what is wrong with a file. name: of the file."""

    def __init__(self, name: str) -> None:
        self._name = name

    def that(self, right: bool, key: str) -> None:
        if not right:
            raise ReviewError(f"{self._name}: {key} has a value that no review has")

    def keys(self, data: Any, where: str, needed: tuple[str, ...], more: tuple[str, ...] = ()) -> None:
        self.that(isinstance(data, Mapping), where)
        if lacking := [key for key in needed if key not in data]:
            raise ReviewError(f"{self._name}: {where} has no key {lacking[0]}")
        if len(data) > len(needed) + sum(key in data for key in more):
            raise ReviewError(f"{self._name}: {where} has a key that {SCHEMA} does not know")

    def rows(self, rows: Any, where: str, fields: Mapping[str, Callable[[Any], bool]]) -> None:
        self.that(isinstance(rows, Iterable) and not isinstance(rows, str | Mapping), where)
        for number, row in enumerate(rows, start=1):
            self.keys(row, f"{where}, entry {number},", tuple(fields))
            for key, right in fields.items():
                self.that(right(row[key]), f"{where}, entry {number}, {key}")


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _role(value: Any) -> bool:
    return isinstance(value, str) and value in _ROLES


def _count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _value(value: Any) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return number and 0 <= value <= 100
