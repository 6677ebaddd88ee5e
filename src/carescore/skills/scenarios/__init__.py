"""Scenarios: what an exercise must show, ticked off with quotes.

A scenario is a TOML file: ``expect`` tables name behaviours by measure and label, perhaps behind another one, ``avoid``
tables what must not occur. A label is met by evidence whose label begins with it; no labels means any evidence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from carescore.errors import ProfileError
from carescore.measures import Evidence, Score, measures
from carescore.skills import _toml

_KEYS = ("name", "title", "purpose", "profile", "expect", "avoid")
_STEP_KEYS = ("id", "title", "measure", "labels", "least", "most", "after", "why")


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One behaviour: how often (least) it is expected, or at most (most) allowed; after: the id of one it follows."""

    id: str
    title: str
    measure: str
    labels: tuple[str, ...]
    least: int
    most: int | None
    after: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """An exercise and what it must show. profile: the setting to score it in, None for the caller's choice."""

    name: str
    title: str
    purpose: str
    profile: str | None
    behaviours: tuple[Behaviour, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A behaviour in one talk. met is None where it cannot be known, and why says so; evidence: its quotes."""

    id: str
    title: str
    met: bool | None
    evidence: tuple[Evidence, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A scenario ticked off. passed: every behaviour is met; None where one cannot be known and none has failed."""

    scenario: str
    title: str
    passed: bool | None
    steps: tuple[Step, ...]


def names() -> tuple[str, ...]:
    """The bundled scenarios, sorted."""
    return _toml.names(__name__)


@cache
def load(name: str) -> Scenario:
    """The bundled scenario of that name, or the one in a .toml file. Raises ProfileError."""
    return parse(name, _toml.text(__name__, "scenario", name))


def parse(name: str, toml: str) -> Scenario:
    """A scenario from its TOML text. Raises ProfileError with file and key."""
    where = f"scenario '{name}'"
    data = _toml.loads(where, toml)
    _toml.only(where, data, _KEYS)
    try:
        found = [_behaviour(where, item, avoid=False) for item in data["expect"]]
        found += [_behaviour(where, item, avoid=True) for item in data.get("avoid", ())]
        made = Scenario(data["name"], data["title"], data["purpose"], data.get("profile"), tuple(found))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ProfileError(f"{where}: missing or impossible value: {error}") from None
    _check(where, made.behaviours)
    return made


def _behaviour(where: str, item: Mapping[str, Any], avoid: bool) -> Behaviour:
    _toml.only(where, item, _STEP_KEYS, "avoid." if avoid else "expect.")
    least, most = int(item.get("least", 0 if avoid else 1)), item.get("most", 0 if avoid else None)
    if least < 0 or (most is not None and int(most) < least):
        raise ValueError(f"{item['id']}: least and most cannot both hold")
    labels = tuple(item.get("labels", ()))
    return Behaviour(item["id"], item["title"], item["measure"], labels, least, most, item.get("after"), item["why"])


def _check(where: str, behaviours: Sequence[Behaviour]) -> None:
    known = {measure.name for measure in measures()}
    before: set[str] = set()
    for behaviour in behaviours:
        if behaviour.measure not in known:
            raise ProfileError(f"{where}: {behaviour.id}: there is no measure {behaviour.measure}")
        if behaviour.id in before:
            raise ProfileError(f"{where}: {behaviour.id} stands twice")
        if behaviour.after is not None and behaviour.after not in before:
            raise ProfileError(f"{where}: {behaviour.id}: after names {behaviour.after}, which is not before it")
        before.add(behaviour.id)


def tick(scenario: Scenario, scores: Mapping[str, Score]) -> Outcome:
    """The scenario's behaviours in the scores of a talk."""
    steps: dict[str, Step] = {}
    for behaviour in scenario.behaviours:
        steps[behaviour.id] = _step(behaviour, scores.get(behaviour.measure), steps)
    met = [step.met for step in steps.values()]
    passed = False if False in met else None if None in met else True
    return Outcome(scenario.name, scenario.title, passed, tuple(steps.values()))


def _step(behaviour: Behaviour, score: Score | None, before: Mapping[str, Step]) -> Step:
    found = [e for e in score.evidence if _is(behaviour, e)] if score else []
    if score is None or (score.missing and score.applicable and not found):
        why = "the measure was not asked for" if score is None else score.missing or ""
        return Step(behaviour.id, behaviour.title, None, (), why)
    if behaviour.after is not None:
        first = min((e.turn for e in before[behaviour.after].evidence), default=None)
        found = [e for e in found if first is not None and e.turn >= first]
    enough = len(found) >= behaviour.least and (behaviour.most is None or len(found) <= behaviour.most)
    return Step(behaviour.id, behaviour.title, enough, tuple(found), behaviour.why)


def _is(behaviour: Behaviour, evidence: Evidence) -> bool:
    return not behaviour.labels or evidence.label.startswith(behaviour.labels)
