"""Norms: percentiles rise with the value and stop at too few conversations; the tables name real figures."""

from __future__ import annotations

import json

import pytest

import carescore
from carescore.measures import measures
from carescore.skills import CONTEXTS, SKILLS, _norms, profiles

EXAMPLE = "billing-call-handled-well.vtt"
KEYS = {"from", "conversations", "profile", "minimum_staff_words", "figures"}


def known(monkeypatch: pytest.MonkeyPatch, n: int, quantiles: list[float]) -> None:
    made = {"figures": {"a": {"n": n, "quantiles": quantiles}}}
    monkeypatch.setattr(_norms, "table", lambda context: made)


def test_a_percentile_lies_between_the_quantiles(monkeypatch: pytest.MonkeyPatch) -> None:
    known(monkeypatch, 100, [float(q) for q in range(0, 42, 2)])
    found = [_norms.percentile("visit", "a", value) for value in (-1.0, 0.0, 3.0, 20.0, 40.0, 99.0)]
    assert found == [0.0, 0.0, 7.5, 50.0, 100.0, 100.0]


def test_many_equal_values_stand_in_their_middle(monkeypatch: pytest.MonkeyPatch) -> None:
    known(monkeypatch, 100, [0.0] * 11 + [1.0] * 10)
    assert _norms.percentile("visit", "a", 0.0) == 25.0
    assert _norms.percentile("visit", "a", 0.5) == 52.5


@pytest.mark.parametrize(("name", "value", "n"), [("a", 1.0, 19), ("b", 1.0, 100), ("a", None, 100)])
def test_no_percentile(name: str, value: float | None, n: int, monkeypatch: pytest.MonkeyPatch) -> None:
    known(monkeypatch, n, [float(q) for q in range(21)])
    assert _norms.percentile("visit", name, value) is None


def test_an_unknown_context_has_no_norms() -> None:
    assert _norms.percentile("nowhere", "overall", 50.0) is None


@pytest.mark.parametrize("context", CONTEXTS)
def test_percentiles_rise_with_the_value(context: str) -> None:
    for name, one in _norms.table(context)["figures"].items():
        if one["n"] < _norms.FEWEST_CONVERSATIONS:
            continue
        low, high = one["quantiles"][0], one["quantiles"][-1]
        values = [low - 1 + (high - low + 2) * step / 50 for step in range(51)]
        found = [_norms.percentile(context, name, value) for value in values]
        assert found == sorted(found, key=lambda p: -1.0 if p is None else p), name
        assert (found[0], found[-1]) == (0.0, 100.0), name


@pytest.mark.parametrize("context", CONTEXTS)
def test_tables_name_figures_of_profiles(context: str) -> None:
    rules = profiles.load("clinic").skills.values()
    used = {rule.name for parts in rules for rule in parts}
    names = {measure.name for measure in measures()}
    figures = set(_norms.table(context)["figures"])
    unnumbered = profiles.load("clinic").in_context(context).checklists
    assert {*SKILLS, "overall"} - unnumbered <= figures
    assert {name.partition(".")[0] for name in figures - {*SKILLS, "overall"}} <= names
    assert len(used & figures) > len(used) / 2, "the tables are of another profile: run benchmarks/norms.py"


@pytest.mark.parametrize("context", CONTEXTS)
def test_tables_hold_numbers_alone(context: str) -> None:
    made = _norms.table(context)
    assert set(made) == KEYS and sum(made["from"].values()) == made["conversations"]
    assert "annomi" not in json.dumps(made)
    for name, one in made["figures"].items():
        assert set(one) == {"n", "quantiles"} and one["n"] >= _norms.FEWEST_CONVERSATIONS, name
        assert len(one["quantiles"]) == 21 and one["quantiles"] == sorted(one["quantiles"]), name


def test_a_report_shows_where_it_stands(examples: object) -> None:
    skills = carescore.score(EXAMPLE).skills
    standing = [skill.percentile for skill in skills.values()]
    assert all(p is not None and 0 <= p <= 100 for p in standing)
    assert carescore.score(EXAMPLE, context="role-play").skills["overall"].percentile is not None


def test_twenty_conversations_are_enough_and_one_decimal_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    known(monkeypatch, 20, [0.0, 0.0, 2.0, 3.0])
    assert [_norms.percentile("visit", "a", value) for value in (0.0, 2.25, 3.0)] == [16.7, 75.0, 100.0]
    assert _norms.percentile("visit", "a", 2.01) == 67.0
    assert _norms.percentile("visit", "a", 1.234) == 53.9
