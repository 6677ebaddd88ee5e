"""questions: open, closed and admin, with and without question marks."""

from __future__ import annotations

import pytest
from conftest import quotes, scored, talk

import carescore

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
CASES += [
    ("How are you?", "greeting"),
    ("Hi, how are you doing today?", "greeting"),
    ("How are you feeling today?", "open"),
    ("How are you doing with the new tablets?", "open"),
    ("What did you expect?", "reproach"),
    ("Why didn't you call us?", "reproach"),
    ("Why haven’t you been taking it?", "reproach"),
    ("How many times do I have to tell you?", "reproach"),
    ("What is wrong with you?", "reproach"),
    ("What's wrong with your knee?", "open"),
    ("Why do you think that is?", "open"),
    ("Why don't you tell me about it?", "open"),
    ("Have you noticed any swelling?", "closed"),
    ("Have you noticed what makes it worse?", "closed"),
    ("Any questions?", "check"),
    ("Do you have any questions for me?", "check"),
    ("Any other problems?", "closed"),
    ("What questions do you have?", "open"),
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


def closed(n: int) -> list[tuple[str, str]]:
    return [row for i in range(n) for row in (("S", f"Does it hurt in the toe number {i}?"), ("P", "No."))]


CHAINS = [
    (closed(5), []),
    (closed(6), ["6"]),
    ([*closed(3), ("S", "How does it feel at night?"), ("P", "Bad."), *closed(3)], []),
    ([*closed(3), ("S", "What's your date of birth?"), ("P", "May the first."), *closed(3)], ["6"]),
    ([*closed(3)[:-1], ("P", "word " * 26), *closed(3)], []),
    ([*closed(3)[:-1], ("P", "word " * 25), *closed(3)], ["6"]),
]


@pytest.mark.parametrize(("rows", "counts"), CHAINS)
def test_chains_of_closed_questions(rows: list[tuple[str, str]], counts: list[str]) -> None:
    report = carescore.score(talk(*rows), only=["questions"])
    chains = [code for code in report.codes if code.kind == "chain"]
    assert [code.attributes["questions"] for code in chains] == counts
    assert report.scores["questions"].figures["chains"].value == len(counts)
    assert all(code.turn == 0 and int(code.attributes["until"]) >= 10 for code in chains)


@pytest.mark.parametrize(("n", "shown"), [(2, []), (3, ["stacked: 3 questions"])])
def test_three_questions_in_a_breath_are_shown(n: int, shown: list[str]) -> None:
    rows = talk(("P", "Hi."), ("S", " ".join(["Does it hurt?", "Is it red?", "Do you smoke?"][:n])))
    assert [label for label, _ in quotes(rows, "questions") if label.startswith("stacked")] == shown


def test_a_greeting_later_asks_openly() -> None:
    rows = talk(*[("SP"[i % 2], "I see.") for i in range(6)], ("S", "How are you?"))
    assert [label for label, _ in quotes(rows, "questions")] == ["open"]
