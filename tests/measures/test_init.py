"""Which measures are asked for, which a caller may bring, and what is shown of each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from carescore import measures, plugins
from carescore.errors import LexiconError, UsageError
from carescore.measures import Measure, Rate, Score, named, with_given

AGENDA, OPTIONS = named(["agenda", "options"])
OWN = replace(AGENDA, name="own")


@pytest.mark.parametrize(
    ("only", "found"),
    [("options", (OPTIONS,)), (["options", "agenda"], (AGENDA, OPTIONS)), ([], ()), (None, measures.measures())],
)
def test_measures_by_name(only: Any, found: tuple[Measure, ...]) -> None:
    assert named(only) == found


def test_a_name_that_is_none() -> None:
    with pytest.raises(UsageError, match=r"^no measure named agende; did you mean agenda\?; measures are agenda, "):
        named(["options", "agende"])


@pytest.mark.parametrize(("given", "found"), [(OWN, ["agenda", "own"]), ([OWN], ["agenda", "own"]), ((), ["agenda"])])
def test_measures_that_a_caller_brings(given: Any, found: list[str]) -> None:
    assert [measure.name for measure in with_given([AGENDA], given)] == found


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ([OPTIONS], "measures=: the name options is taken"),
        ([OWN, OWN], "measures=: the name own is taken"),
        (["own"], "measures= takes Measure objects, not str; names go into only="),
    ],
)
def test_what_a_caller_cannot_bring(given: Any, says: str) -> None:
    with pytest.raises(UsageError) as caught:
        with_given([AGENDA], given)
    assert str(caught.value) == says


def test_who_has_a_name_that_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measures, "others", lambda: plugins.Added({}, {"options": "others 1.2"}))
    with pytest.raises(UsageError, match=r"the name options is taken by others 1\.2, which is installed: its measure"):
        with_given([], [OPTIONS])


def test_a_fault_in_a_lexicon_is_a_reason_for_what_others_measure_alone() -> None:
    def score(codes: Any) -> Any:
        raise LexiconError("no such lexicon")

    codes: Any = type("Talk", (), {"dialogue": None})()
    own = replace(OWN, score=score, needs=frozenset())
    assert measures.run(codes, [own])["own"].missing == "no such lexicon"


@pytest.mark.parametrize(
    ("score", "missing"),
    [
        (Score("own", Rate(0, 0, 1, "x")), "not applicable: nothing in this conversation that it counts by"),
        (Score("own", Rate(0, 1, 1, "x")), None),
        (Score("own", None, missing="why"), "why"),
        (Score("own"), None),
    ],
)
def test_a_figure_without_an_occasion_is_not_applicable(score: Score, missing: str | None) -> None:
    codes: Any = type("Talk", (), {"dialogue": None})()
    (found,) = measures.run(codes, [replace(OWN, score=lambda _: score, needs=frozenset())]).values()
    assert found.missing == missing and (found == score) is (found.applicable)
