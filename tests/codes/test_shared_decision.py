"""Shared decisions: what weighs an option, and which question asks for a preference."""

from __future__ import annotations

import pytest

from carescore import readers
from carescore.annotate import Signals
from carescore.codes import Codes
from carescore.segmentation import segment

WAYS, VIEW = "We could try the tablets", ("Nurse", "What do you think?")
IDLE = [("Patient", "It is so."), ("Nurse", "I see it.")]


def of(*rows: tuple[str, str]) -> list[tuple[str, int, str]]:
    dialogue = segment(readers.read(list(rows)))
    codes = Codes(dialogue, Signals(dialogue))
    return [(code.kind, code.turn, codes.text(code)) for code in codes["shared_decision"]]


def kinds(*rows: tuple[str, str]) -> list[tuple[str, int]]:
    return [(kind, turn) for kind, turn, _ in of(*rows)]


def test_the_wording_is_an_option() -> None:
    assert ("choice", 0) in kinds(("Nurse", "There are two options, tablets or tape."), ("Patient", "It is so."))


CHOICE = "There are two options, tablets or tape"


@pytest.mark.parametrize(
    ("between", "asked"),
    [(0, True), (1, True), (2, False)],
)
def test_an_open_question_asks_for_a_preference_two_turns_after_an_option(between: int, asked: bool) -> None:
    rows = [("Nurse", f"{CHOICE}."), *IDLE * between, ("Patient", "It is so."), VIEW, ("Patient", "The tape.")]
    assert ("preference" in [kind for kind, _ in kinds(*rows)]) is asked


def test_a_question_before_any_option_asks_for_none() -> None:
    assert "preference" not in [kind for kind, _ in kinds(VIEW, ("Patient", "The tape."), ("Nurse", f"{CHOICE}."))]


@pytest.mark.parametrize(("characters", "weighed"), [(100, True), (300, False)])
def test_a_but_weighs_an_option_near_it(characters: int, weighed: bool) -> None:
    found = kinds(("Nurse", f"{CHOICE}, {'x' * characters} but it takes a week."), ("Patient", "It is so."))
    assert ("trade_offs" in [kind for kind, _ in found]) is weighed


def test_a_but_weighs_once_however_many_options_stand_before_it() -> None:
    text = "One option is tablets, or we could do the injection, but it hurts."
    assert kinds(("Nurse", text), ("Patient", "It is so.")) == [("choice", 0), ("choice", 0), ("trade_offs", 0)]
