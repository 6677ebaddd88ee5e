"""Conditions of lexicon rows: who says a phrase, how it is meant, what stands around it."""

from __future__ import annotations

import pytest

from carescore.annotate.conditions import REACH, When, both, when
from carescore.annotate.lexicons import meanings, parse
from carescore.errors import LexiconError

PHRASE = "you have to"
HOLD = [
    ({}, "You have to."),
    ({"polarity": "affirmed"}, "You have to go."),
    ({"polarity": "negated"}, "I don't think you have to go."),
    ({"mood": "asked"}, "Do you have to go?"),
    ({"mood": "told"}, "You have to go."),
    ({"before": "(if|when)"}, "If you have to go."),
    ({"before": "please [just]"}, "Please, you have to go."),
    ({"before": "please [just]"}, "Please just you have to go."),
    ({"before": "^"}, "It is so. You have to go."),
    ({"before": "^ [*]"}, "Well, you have to go."),
    ({"before": "thank ..."}, "Thank her for that, you have to go."),
    ({"after": "go"}, "You have to, go."),
    ({"after": "... home"}, "You have to go back home."),
    ({"after": "$|now"}, "You have to."),
    ({"near": "driv*"}, "With driving you have to wait."),
    ({"near": "driv*"}, "You have to wait with driving."),
    ({"earlier": "name"}, "What is your name? You have to say."),
    ({"turn": "dragon"}, "Hey Dragon. It is so. You have to go."),
    ({"not_before": "if"}, "You have to go."),
    ({"not_after": "go"}, "You have to wait and go."),
    ({"after": "i'll"}, "You have to, I’ll wait."),
]
FAIL = [
    ({"polarity": "affirmed"}, "I don't think you have to go."),
    ({"polarity": "negated"}, "You have to go."),
    ({"mood": "asked"}, "You have to go."),
    ({"mood": "told"}, "Do you have to go?"),
    ({"before": "(if|when)"}, "If so, you have to go."),
    ({"before": "please [just]"}, "Pleased you have to go."),
    ({"before": "^"}, "So you have to go."),
    ({"before": "^ [*]"}, "Well then you have to go."),
    ({"before": "thank ..."}, "Thank her. You have to go."),
    ({"after": "go"}, "You have to going."),
    ({"after": "... home"}, "You have to go. Back home."),
    ({"after": "$|now"}, "You have to go."),
    ({"near": "driv*"}, "Driving is bad. You have to wait."),
    ({"earlier": "name"}, "You have to say your name."),
    ({"turn": "dragon"}, "You have to go."),
    ({"not_before": "if"}, "If you have to go."),
    ({"not_after": "go"}, "You have to go."),
    ({"before": "if", "after": "go"}, "If you have to wait."),
]


def holds(cells: dict[str, str], text: str) -> bool:
    start = text.lower().index(PHRASE)
    return when(cells).holds(text, start, start + len(PHRASE))


@pytest.mark.parametrize(("cells", "text"), HOLD)
def test_conditions_that_hold(cells: dict[str, str], text: str) -> None:
    assert holds(cells, text)


@pytest.mark.parametrize(("cells", "text"), FAIL)
def test_conditions_that_fail(cells: dict[str, str], text: str) -> None:
    assert not holds(cells, text)


@pytest.mark.parametrize(("length", "reached"), [(REACH - 7, True), (REACH - 6, False)])
def test_how_far_a_condition_reaches(length: int, reached: bool) -> None:
    assert holds({"near": "drive"}, f"drive {'x' * length} you have to") is reached


@pytest.mark.parametrize("cells", [{"side": "nurse"}, {"polarity": "yes"}, {"mood": "open"}, {"after": "(a"}])
def test_values_that_are_none(cells: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"is|unbalanced"):
        when(cells)


def test_both_must_hold() -> None:
    one = both(when({"side": "staff", "after": "go"}), when({"mood": "told", "before": "so"}))
    assert one.side == "staff" and one.mood == "told" and len(one.around) == 2 and both(When(), one) == one


HEAD = "# lexicon: x\n# version: 1\n# licence: MIT\n# source: own\n# labels: a, b\n"
ROWS = "pattern\tlabel\tplain\tafter\ngo on\ta\t\thome\nstop\tb\n"


def test_columns_and_header_lines_are_conditions() -> None:
    lexicon = parse("x", HEAD + "# when a, b: side = staff\n# when b: mood = told\n" + ROWS)
    assert meanings(lexicon)["go on"].when == when({"after": "home"})
    assert lexicon.conditions == {"a": when({"side": "staff"}), "b": when({"side": "staff", "mood": "told"})}


@pytest.mark.parametrize("line", ["# when c: side = staff", "# when a: colour = red", "# when a: side = nurse"])
def test_header_lines_that_are_wrong(line: str) -> None:
    with pytest.raises(LexiconError, match="lexicon 'x'"):
        parse("x", f"{HEAD}{line}\n{ROWS}")
