"""The bundled scenarios: the good example passes, the poor one fails on the points that it should."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import carescore
from carescore.skills import profiles
from carescore.skills.scenarios import Outcome, check, load, names

FAILS = {  # what the poor example of each scenario does not show; the rest it does
    "break-a-delay": {"sorry", "feeling", "time", "update", "soothe"},
    "calm-upset-caller": {"hear", "acknowledge", "confirm", "choice", "step", "inflame"},
    "explain-to-a-child": {"tell", "show", "do", "praise", "words", "parent", "fear"},
    "keep-a-bad-review": {"acknowledge", "own", "confirm", "repair", "step", "thank", "argue"},
    "say-it-plainly": {"feeling", "step", "back", "questions", "terms"},
}
ORDER = [  # behaviours that count only behind another one
    ("break-a-delay", "update"),
    ("calm-upset-caller", "choice"),
    ("keep-a-bad-review", "thank"),
    ("say-it-plainly", "back"),
]


def outcome(name: str, which: str) -> Outcome:
    found = carescore.score(f"scenario-{name}-{which}.txt", scenario=name).scenario
    assert found is not None
    return found


def test_every_bundled_scenario_is_tried() -> None:
    assert set(FAILS) == set(names())


@pytest.mark.parametrize("name", names())
def test_a_scenario_says_what_it_is_for(name: str) -> None:
    scenario = load(name)
    assert scenario.name == name and scenario.purpose and scenario.profile in profiles.names()
    assert 4 <= len(scenario.behaviours) <= 7 and all(behaviour.why for behaviour in scenario.behaviours)
    assert any(behaviour.after for behaviour in scenario.behaviours)
    assert any(behaviour.most == 0 for behaviour in scenario.behaviours)


@pytest.mark.parametrize("name", names())
def test_the_good_example_passes_with_quotes(name: str, examples: Path) -> None:
    good = outcome(name, "good")
    assert [step.id for step in good.steps if not step.met] == [] and good.passed is True
    expected = [behaviour.id for behaviour in load(name).behaviours if behaviour.least]
    assert [step.id for step in good.steps if step.evidence] == expected


@pytest.mark.parametrize("name", names())
def test_the_poor_example_fails_where_it_should(name: str, examples: Path) -> None:
    poor = outcome(name, "poor")
    assert {step.id for step in poor.steps if step.met is False} == FAILS[name] and poor.passed is False
    assert all(step.met is not None for step in poor.steps)


@pytest.mark.parametrize("name", names())
def test_an_exercise_is_scored_by_its_own_profile(name: str, examples: Path) -> None:
    report = carescore.score(f"scenario-{name}-good.txt", scenario=name, only=["courtesy"])
    assert report.provenance["profile"]["name"] == load(name).profile


@pytest.mark.parametrize(("name", "step"), ORDER)
def test_order_counts(name: str, step: str, examples: Path) -> None:
    scores = dict(carescore.score(f"scenario-{name}-good.txt", scenario=name).scores)
    by_id = {behaviour.id: behaviour for behaviour in load(name).behaviours}
    last = by_id[by_id[step].after or ""]
    quotes = [e for e in scores[last.measure].evidence if e.label.startswith(last.labels)]
    end = tuple(replace(e, turn=99) for e in quotes)
    kept = tuple(e for e in scores[last.measure].evidence if e not in quotes)
    scores[last.measure] = replace(scores[last.measure], evidence=kept + end)
    met = {found.id: found.met for found in check(load(name), scores).steps}
    assert met[last.id] is True and met[step] is False


@pytest.mark.parametrize("name", names())
def test_with_the_sides_exchanged_nobody_passes(name: str, examples: Path) -> None:
    report = carescore.score(f"scenario-{name}-good.txt", scenario=name, swap=True)
    assert report.scenario is not None and report.scenario.passed is False
