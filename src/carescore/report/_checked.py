"""Whether a report made from plain data holds what its types say, and speaks of its own turns alone: files come from
anywhere, and whatever shows a report relies on both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from math import isfinite
from operator import attrgetter
from types import UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

from carescore.codes import Code
from carescore.measures import Evidence
from carescore.report._types import TurnText
from carescore.skills import SKILLS, Moment, Skill
from carescore.transcript import Role

if TYPE_CHECKING:
    from carescore.report._report import Report

_LARGEST = 2**53  # what every reader of JSON holds exactly
_ROLES = frozenset(role.value for role in Role)
_SKILLS = frozenset((*SKILLS, "overall"))
_PROFILE = ("name", "title", "version", "context")
_BY_NAME, _SENTENCES = Mapping[str, str], list[str]
_PROVENANCE: Mapping[str, Any] = {
    **{"carescore": str, "models": _BY_NAME, "lexicons": _BY_NAME, "notes": _SENTENCES},
    **{"input": str, "focus": str | None},
}
Test = Callable[[Any], bool]
Place = Evidence | Code | Moment


def is_sound(report: Report) -> bool:
    """Whether every field is of its type, and every place is in a turn that is there."""
    kind: Any = type(report)
    return (
        _test(kind)(report)
        and [turn.index for turn in report.turns] == list(range(len(report.turns)))
        and {one.role for one in report.speakers} | {one.role for one in report.turns} <= _ROLES
        and all(set(skills) == _SKILLS and all(map(_of_100, skills.values())) for skills in _skills(report))
        and _made(report.provenance)
        and _is_day(report.date)
        and all(_within(place, report.turns) for place in _places(report))
    )


def _skills(report: Report) -> Iterator[Mapping[str, Skill]]:
    yield report.skills
    if report.review:
        yield report.review.skills


def _of_100(skill: Skill) -> bool:
    return skill.value is None or 0 <= skill.value <= 100


def _made(provenance: Mapping[str, Any]) -> bool:
    """Whether it says what made the report."""
    profile, warnings = provenance.get("profile"), provenance.get("warnings")
    return (
        all(_test(kind)(provenance.get(name)) for name, kind in _PROVENANCE.items())
        and isinstance(profile, Mapping)
        and all(isinstance(profile.get(name), str) for name in _PROFILE)
        and isinstance(warnings, list)
        and all(isinstance(one, Mapping) and isinstance(one.get("kind"), str) for one in warnings)
    )


def _is_day(day: str | None) -> bool:
    try:
        return day is None or date.fromisoformat(day).isoformat() == day
    except ValueError:
        return False


def _places(report: Report) -> Iterator[Place]:
    items: list[Any] = [*report.scores.values()]
    items += report.scenario.steps if report.scenario else ()
    items += report.rubric.rows if report.rubric else ()
    moments = list(report.moments)
    if report.review:
        items += report.review.scores.values()
        moments += report.review.moments
    yield from report.codes
    yield from moments
    for item in (*items, *(_Quoting(moment.quotes) for moment in moments)):
        yield from item.evidence


class _Quoting:
    """A moment's quotes, as a score has its evidence."""

    def __init__(self, quotes: tuple[Evidence, ...]) -> None:
        self.evidence = quotes


def _within(place: Place, turns: tuple[TurnText, ...]) -> bool:
    others = (getattr(place, name, None) for name in ("patient_turn", "replies_to"))
    return (
        0 <= place.turn < len(turns)
        and 0 <= place.start <= place.end
        and all(turn is None or 0 <= turn < len(turns) for turn in others)
    )


@cache
def _test(kind: Any) -> Test:
    """Tells whether a value is of a type, down to its parts."""
    origin, inner = get_origin(kind), get_args(kind)
    if kind is Any:
        return lambda _: True
    if origin in (Union, UnionType):
        return _any_of(tuple(map(_test, inner)))
    if origin is list:
        return _many(_test(inner[0]), list)
    if origin is tuple:
        return _many(_test(inner[0])) if inner[1:] == (...,) else _row(tuple(map(_test, inner)))
    if origin is not None:
        return _mapping(*map(_test, inner))
    if isinstance(kind, type) and is_dataclass(kind):
        return _fields(kind)
    return {int: _whole, float: _number}.get(kind, lambda value: type(value) is kind)


def _whole(value: Any) -> bool:
    return type(value) is int and -_LARGEST <= value <= _LARGEST


def _number(value: Any) -> bool:
    return _whole(value) or (type(value) is float and isfinite(value))


def _any_of(tests: tuple[Test, ...]) -> Test:
    return lambda value: any(test(value) for test in tests)


def _many(test: Test, of: type[tuple[Any, ...]] | type[list[Any]] = tuple) -> Test:
    return lambda value: type(value) is of and all(map(test, value))


def _row(tests: tuple[Test, ...]) -> Test:
    return lambda value: (
        type(value) is tuple
        and len(value) == len(tests)
        and all(test(one) for test, one in zip(tests, value, strict=True))
    )


def _mapping(key: Test, of: Test) -> Test:
    return lambda value: isinstance(value, Mapping) and all(map(key, value)) and all(map(of, value.values()))


def _fields(kind: type[Any]) -> Test:
    hints = get_type_hints(kind)
    tests = [(attrgetter(one.name), _test(hints[one.name])) for one in fields(kind)]
    return lambda value: type(value) is kind and all(test(get(value)) for get, test in tests)
