"""Phrases of empathy: which count where they stand, which are taken back, and what the model must agree to."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from carescore import readers
from carescore.annotate import Signals
from carescore.codes import Code, Codes
from carescore.codes.empathy import _heard, content, phrases, taken_back
from carescore.segmentation import Dialogue, segment


def talk(*rows: tuple[str, str]) -> Dialogue:
    return segment(readers.read(list(rows)))


def kinds(text: str, before: str = "It was awful.", felt: bool = True) -> list[str]:
    dialogue = talk(("Patient", before), ("Nurse", text))
    return [one.kind for one in phrases(dialogue, Signals(dialogue), {0} if felt else set())]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Is there anything you're worried about?", ["exploring"]),
        ("You're worried about it.", ["naming"]),
        ("Are you worried or stressed?", []),
        ("You're worried?", []),  # asks
        ("So you must be worried?", ["naming"]),
        ("I understand.", []),  # a formula alone
        ("I understand, but that is our policy.", ["hollow"]),
        ("I hear your frustration.", ["naming"]),
        ("I hear your frustration, but that is our policy.", ["hollow"]),
        ("I understand, but we can't change our policy.", ["hollow"]),
        ("I understand, but we can look at our policy together.", []),
    ],
)
def test_kinds(text: str, found: list[str]) -> None:
    assert kinds(text) == found


def test_tell_me_more_explores_behind_a_feeling_only() -> None:
    assert kinds("Can you tell me more about that?") == ["exploring"]
    assert kinds("Can you tell me more about that?", felt=False) == []


def hollow(text: str, phrase: str, before: str = "It was awful.", stock: bool = True) -> bool:
    dialogue = talk(("Patient", before), ("Nurse", text))
    start = text.index(phrase)
    return taken_back(dialogue, dialogue.turns[1], start, start + len(phrase), stock)


LATE = "My tablets are late."


@pytest.mark.parametrize(
    ("text", "before", "taken"),
    [
        ("I understand, but that is our policy.", LATE, True),
        ("I understand, but I'll call them.", LATE, False),
        ("I understand, but your tablets come on Monday.", LATE, False),  # the patient's own matter is in it
        ("Tablets? I understand, but that is our policy.", LATE, False),
        (f"tablets {'x' * 51} I understand, but that is our policy.", LATE, False),
        (f"tablets {'x' * 52} I understand, but that is our policy.", LATE, True),  # too far before
        (f"I understand {'x' * 55} but", LATE, True),
        (f"I understand {'x' * 56} but", LATE, False),  # too far behind
        ("I understand. But that is our policy.", LATE, True),
        (f"I understand but {'x' * 13} but let me", LATE, False),  # 25 characters behind
        (f"I understand but {'x' * 14} but let me", LATE, True),
    ],
)
def test_a_formula_is_taken_back_at_once(text: str, before: str, taken: bool) -> None:
    assert hollow(text, "I understand", before) is taken


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("That is hard, but unfortunately it stays.", True),
        ("That is hard, but we look at it.", False),
        ("That is hard. But we cannot help.", False),
    ],
)
def test_own_words_are_taken_back_by_a_refusal_in_the_same_sentence(text: str, taken: bool) -> None:
    assert hollow(text, "That is hard", stock=False) is taken


def test_what_is_heard_before_a_turn() -> None:
    pair = [("Patient", "It hurts."), ("Nurse", "Where is it?")]
    dialogue = talk(*[(who, f"{said} {i}") for i in range(4) for who, said in pair])
    assert _heard(dialogue, dialogue.turns[7]) == ["it hurts. 2", "it hurts. 3"]
    assert _heard(dialogue, dialogue.turns[1]) == ["it hurts. 0"]
    staff = [(("Nurse", "Doctor")[i % 2], "Let us look at it.") for i in range(7)]
    later = talk(("Patient", "It hurts."), *staff)
    assert _heard(later, later.turns[6]) == ["it hurts."] and _heard(later, later.turns[7]) == []


def test_forms_of_a_word_meet() -> None:
    assert content("I was scared.") == content("They scare me.") == {"scare"}
    assert content("would have") == set()


def coded(phrase: str, empathy: float, specific: bool = False, stock: bool = False) -> list[Code]:
    """The codes of a staff turn that the model gives these judgements."""
    dialogue = talk(("Patient", "It was awful."), ("Nurse", phrase))
    signals = Signals(dialogue)
    counted = {"empathy": specific, "stock": stock}
    chances = {"empathy": empathy, "stock": 0.12345}
    vars(signals)["judged"] = SimpleNamespace(
        found=lambda head: np.array([False, counted.get(head, False)]),
        probabilities=lambda head: np.array([0.0, chances.get(head, 0.0)]),
        sentences=np.zeros((len(signals.sentences), 20)),
    )
    return list(Codes(dialogue, signals)["empathy"])


NAMES, NOTHING = "That must have been frightening.", "It is on Monday."


@pytest.mark.parametrize(
    ("phrase", "empathy", "specific", "stock", "wanted"),
    [
        (NAMES, 0.1, False, False, ("naming", "no", 0.1)),
        (NAMES, 0.0999, False, False, None),  # the model is against it
        (NAMES, 0.5, False, True, ("naming", "yes", 0.123)),
        (NAMES, 0.05, True, False, ("naming", "no", 0.05)),
        (NOTHING, 0.98765, False, False, None),
        (NOTHING, 0.98765, True, False, ("own words", "no", 0.988)),
        (NOTHING, 0.98765, False, True, ("own words", "yes", 0.123)),
        (NOTHING, 0.98765, True, True, ("own words", "no", 0.988)),
        ("I'm sorry to hear that.", 0.98765, True, True, ("own words", "yes", 0.123)),  # whatever the model says
        ("Oh, okay. I’m so sorry to hear it.", 0.98765, True, True, ("own words", "yes", 0.123)),
        ("I'm sorry to hear that, Ann.", 0.98765, True, True, ("own words", "no", 0.988)),
        ("I'm sorry to hear of it.", 0.98765, True, True, ("own words", "no", 0.988)),
    ],
)
def test_a_phrase_counts_where_the_model_is_not_against_it(
    phrase: str, empathy: float, specific: bool, stock: bool, wanted: tuple[str, str, float] | None
) -> None:
    found = [
        (c.attributes["kind"], c.attributes["stock"], c.confidence) for c in coded(phrase, empathy, specific, stock)
    ]
    assert found == ([wanted] if wanted else [])
