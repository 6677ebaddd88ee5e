"""Scenarios: what an exercise must show, checked, with quotes.

A scenario is a TOML file: ``expect`` tables name behaviours by measure and label, perhaps behind another one, ``avoid``
tables what must not occur. A label is met by evidence whose label begins with it; no labels means any evidence.
With ``pass``, points of 100, it is a practice's scorecard: items weigh, a ``must`` fails the whole, and the points of
what is known decide, whatever the rest turned out to be.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from typing import Any

from carescore.errors import ProfileError
from carescore.measures import Evidence, Score, measures
from carescore.skills import _toml
from carescore.skills._toml import Table

_KEYS = ("name", "title", "purpose", "profile", "expect", "avoid", "pass")
_NEEDED = ("name", "title", "purpose", "expect")
_BEHAVIOUR_KEYS = ("id", "title", "measure", "labels", "least", "most", "after", "why", "weight", "must")


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One behaviour: how often (least) it is expected, or at most (most) allowed; after: the id of one it follows. In a
    scorecard weight is its share, and must says that the whole fails without it."""

    id: str
    title: str
    measure: str
    labels: tuple[str, ...]
    least: int
    most: int | None
    after: str | None
    why: str
    weight: float
    must: bool


@dataclass(frozen=True, slots=True)
class Scenario:
    """An exercise and what it must show. profile: the setting to score it in, None for the caller's choice; pass_mark:
    of a scorecard, the points of 100 that it asks for."""

    name: str
    title: str
    purpose: str
    profile: str | None
    behaviours: tuple[Behaviour, ...]
    pass_mark: float | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A behaviour in one conversation. met is None where it cannot be known, and why says so; evidence: its quotes."""

    id: str
    title: str
    met: bool | None
    evidence: tuple[Evidence, ...] = field(repr=False)
    why: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A scenario checked. passed: every behaviour is met; None where one cannot be known and none has failed. Of a
    scorecard, points: of 100, over the items that are known, None where none is; passed: every must is met and the
    points reach the mark, None where what is unknown could decide it."""

    scenario: str
    title: str
    passed: bool | None
    steps: tuple[Check, ...] = field(repr=False)
    points: float | None = None


def names() -> tuple[str, ...]:
    """The bundled scenarios, sorted."""
    return _toml.bundled(__name__)


def load(scenario: str | os.PathLike[str]) -> Scenario:
    """The bundled scenario of that name, or the one in a .toml file, read anew each time. Raises ProfileError."""
    name = _toml.path_of(scenario, "scenario")
    return parse(name, _toml.text(__name__, "scenario", name, {})) if name.endswith(_toml.ENDING) else _named(name)


@cache
def _named(name: str) -> Scenario:
    return parse(name, _toml.text(__name__, "scenario", name, {}))


def parse(name: str, toml: str) -> Scenario:
    """A scenario from its TOML text. Raises ProfileError with file and key."""
    where = f"scenario '{name}'"
    data = _toml.loads(where, toml)
    _toml.only(where, data, _KEYS)
    _toml.needed(where, data, _NEEDED)
    found = [_behaviour(where, "expect", item) for item in _toml.tables(where, "expect", data["expect"])]
    found += [_behaviour(where, "avoid", item) for item in _toml.tables(where, "avoid", data.get("avoid", []))]
    _check(where, found)
    title, purpose = (_toml.string(f"{where}: {key}", data[key]) for key in ("title", "purpose"))
    profile = _toml.string(f"{where}: profile", data["profile"]) if "profile" in data else None
    mark = _within(f"{where}: pass", data["pass"], 0, 100) if "pass" in data else None
    if mark is None and (only := next((b.id for b in found if b.must or b.weight != 1.0), None)):
        raise ProfileError(f"{where}: {only}: weight and must need pass, the points of 100 to reach")
    return Scenario(_toml.string(f"{where}: name", data["name"]), title, purpose, profile, tuple(found), mark)


def _within(where: str, value: Any, low: float, high: float) -> float:
    number = _toml.number(where, value)
    if not low < number <= high:
        raise ProfileError(f"{where}: a number above {low:g} and up to {high:g} is needed")
    return number


def _behaviour(where: str, kind: str, item: Table) -> Behaviour:
    _toml.only(where, item, _BEHAVIOUR_KEYS, f"{kind}.")
    _toml.needed(f"{where}: {kind}", item, ("id", "title", "measure", "why"))
    at = f"{where}: {kind}: {item['id']}"
    id_, title, why, measure = (_toml.string(f"{at}: {key}", item[key]) for key in ("id", "title", "why", "measure"))
    least = int(_toml.number(f"{at}: least", item.get("least", 0 if kind == "avoid" else 1)))
    most = 0 if kind == "avoid" and "most" not in item else item.get("most")
    most = None if most is None else int(_toml.number(f"{at}: most", most))
    if least < 0 or (most is not None and most < least):
        raise ProfileError(f"{at}: least and most cannot both hold")
    labels = _toml.strings(f"{at}: labels", item.get("labels", []))
    after = _toml.string(f"{at}: after", item["after"]) if "after" in item else None
    weight = _within(f"{at}: weight", item.get("weight", 1.0), 0, 1000)
    must = _toml.flag(f"{at}: must", item.get("must", False))
    return Behaviour(id_, title, measure, labels, least, most, after, why, weight, must)


def _check(where: str, behaviours: Sequence[Behaviour]) -> None:
    known = frozenset(measure.name for measure in measures())
    before: set[str] = set()
    for behaviour in behaviours:
        _toml.measure(f"{where}: {behaviour.id}", behaviour.measure, known)
        if behaviour.id in before:
            raise ProfileError(f"{where}: {behaviour.id} stands twice")
        if behaviour.after is not None and behaviour.after not in before:
            raise ProfileError(f"{where}: {behaviour.id}: after names {behaviour.after}, which is not before it")
        before.add(behaviour.id)


def check(scenario: Scenario, scores: Mapping[str, Score]) -> Outcome:
    """The scenario's behaviours in the scores of a conversation."""
    steps: dict[str, Check] = {}
    for behaviour in scenario.behaviours:
        steps[behaviour.id] = _step(behaviour, scores.get(behaviour.measure), steps)
    found = tuple(steps.values())
    if scenario.pass_mark is not None:
        return Outcome(scenario.name, scenario.title, *_carded(scenario, scenario.pass_mark, found))
    met = [step.met for step in found]
    passed = False if False in met else None if None in met else True
    return Outcome(scenario.name, scenario.title, passed, found)


def _carded(
    scenario: Scenario, mark: float, found: tuple[Check, ...]
) -> tuple[bool | None, tuple[Check, ...], float | None]:
    """Whether a scorecard is passed, its items, and its points."""
    weighed = [
        (behaviour.weight, behaviour.must, step.met) for behaviour, step in zip(scenario.behaviours, found, strict=True)
    ]
    whole = sum(weight for weight, *_ in weighed)
    known = sum(weight for weight, _, met in weighed if met is not None)
    reached = sum(weight for weight, _, met in weighed if met)
    musts = [met for _, must, met in weighed if must]
    least, most = _percent(reached, whole), _percent(reached + whole - known, whole)
    if False in musts or most < mark:
        passed: bool | None = False
    else:
        passed = True if least >= mark and None not in musts else None
    return passed, found, _percent(reached, known) if known else None


def _percent(part: float, whole: float) -> float:
    """Without what sums of weights such as 0.1 are off by: a card that just reaches its mark has passed."""
    return round(100 * part / whole, 9)


def _step(behaviour: Behaviour, score: Score | None, before: Mapping[str, Check]) -> Check:
    found = [e for e in score.evidence if _is(behaviour, e)] if score else []
    if score is None or (score.missing and score.applicable and not found):
        why = "the measure was not asked for" if score is None else score.missing or ""
        return Check(behaviour.id, behaviour.title, None, (), why)
    if behaviour.after is not None:
        first = before[behaviour.after]
        if first.met is None and len({_enough(behaviour, n) for n in range(len(found) + 1)}) > 1:
            return Check(behaviour.id, behaviour.title, None, (), first.why)
        found = _behind(found, first.evidence)
    return Check(behaviour.id, behaviour.title, _enough(behaviour, len(found)), tuple(found), behaviour.why)


def _enough(behaviour: Behaviour, n: int) -> bool:
    return n >= behaviour.least and (behaviour.most is None or n <= behaviour.most)


def _behind(found: Sequence[Evidence], before: Sequence[Evidence]) -> list[Evidence]:
    """Those that do not end before the first quote of another behaviour begins, and are not that quote themselves."""
    first = min(before, key=attrgetter("turn", "start"), default=None)
    return [e for e in found if first and e != first and (e.turn, e.end) > (first.turn, first.start)]


def _is(behaviour: Behaviour, evidence: Evidence) -> bool:
    return not behaviour.labels or evidence.label.startswith(behaviour.labels)
