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
CASES += [
    ("So you take it every day, right?", "leading"),
    ("You don't smoke?", "leading"),
    ("Which pharmacy do you use?", "admin"),
    ("how old are you", "identity"),
    ("Is it sharp or dull?", "closed"),
    ("Does that sound okay?", "closed"),
    ("Any fever or chills.", "closed"),
    ("okay so that settles the form how are you feeling now", "open"),
    ("Could you please just walk me through that morning?", "open"),
    ("You\u2019re allergic to nuts, isn\u2019t that right?", "leading"),
]
NEAR_MISSES = [
    "Sorry?",
    "I'll take your blood pressure now, okay?",
    "What you eat matters a great deal.",
    "It depends on how it heals.",
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


def test_questions_without_marks_are_counted_one_by_one() -> None:
    rows = talk(("P", "my knee hurts"), ("S", "okay and when did it start and have you taken anything for the pain"))
    score = scored(rows, "questions")
    assert [item.label for item in score.evidence] == ["closed", "closed"]
    assert score.figures["stacked"].value == 100.0


def test_leading_questions_count_as_not_open_and_slots_apart() -> None:
    rows = talk(
        ("P", "Hi."), ("S", "How did it start? So it went away, right? What's your name? Which pharmacy is it?")
    )
    score = scored(rows, "questions")
    assert score.overall is not None and score.overall.value == 50.0
    assert (score.figures["leading"].value, score.figures["identity"].value) == (50.0, 25.0)


def test_patients_questions_do_not_count() -> None:
    assert quotes(talk(("S", "Hello."), ("P", "What is it?")), "questions") == []


@pytest.mark.xfail(strict=True, reason="a leading question in the form of a statement needs its intonation")
def test_known_failure_statement_as_question() -> None:
    assert quotes(talk(("P", "Hi."), ("S", "So you took the tablets.")), "questions")
