"""questions: open, closed and admin, with and without question marks."""

from __future__ import annotations

import pytest
from conftest import quotes, scored, talk

CASES = [
    ("What brings you in today?", "open"),
    ("How did that happen?", "open"),
    ("Tell me more about the pain.", "open"),
    ("Can you tell me a little bit about that?", "open"),
    ("Okay, so what would help you most?", "open"),
    ("And the other tooth, how does that feel?", "open"),
    ("Does it hurt?", "closed"),
    ("How many tablets do you take?", "closed"),
    ("How long have you had it?", "closed"),
    ("When did it start?", "closed"),
    ("Any chest pain?", "closed"),
    ("do you have any allergies", "closed"),
    ("What's your date of birth?", "identity"),
    ("Could you spell your last name?", "identity"),
]
NEAR_MISSES = [
    "I'll tell you what we do next.",
    "That is how it works.",
    "Do you know what, I'll check.",
    "When you chew, it hurts.",
]


@pytest.mark.parametrize(("text", "label"), CASES)
def test_kinds(text: str, label: str) -> None:
    assert [found for found, _ in quotes(talk(("P", "Hi."), ("S", text)), "questions")] == [label]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses(text: str) -> None:
    assert quotes(talk(("P", "Hi."), ("S", text)), "questions") == []


def test_admin_questions_stay_out_of_the_share() -> None:
    rows = talk(("P", "Hi."), ("S", "What's your phone number? How did it start? Does it hurt?"))
    score = scored(rows, "questions")
    assert score.overall is not None and score.overall.value == 50.0
    assert score.figures["stacked"].value == 100.0


def test_patients_questions_do_not_count() -> None:
    assert quotes(talk(("S", "Hello."), ("P", "What is it?")), "questions") == []


@pytest.mark.xfail(strict=True, reason="a leading question in the form of a statement needs its intonation")
def test_known_failure_statement_as_question() -> None:
    assert quotes(talk(("P", "Hi."), ("S", "So you took the tablets.")), "questions")
