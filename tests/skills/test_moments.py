"""Moments: what is worth replaying, one a turn, with advice that repeats nothing of the talk."""

from __future__ import annotations

from conftest import talk

import carescore

ROWS = talk(
    ("S", "Good morning, how can I help you?"),
    ("P", "Honestly, I'm really scared about the surgery."),
    ("S", "Okay. Any allergies?"),
    ("P", "No, none that I know."),
    ("S", "You have bruxism and your EOB shows the deductible."),
    ("P", "I don't follow—"),
    ("S", "You need to calm down."),
    ("P", "I am calm."),
    ("S", "That must have been frightening."),
)


def test_kinds_in_order_of_the_talk() -> None:
    moments = carescore.score(ROWS).moments
    assert [moment.kind for moment in moments] == ["missed_opportunity", "jargon", "disrespect", "empathy"]
    assert [moment.turn for moment in moments] == [1, 4, 6, 8]


def test_quotes_lie_in_their_turns() -> None:
    report = carescore.score(ROWS)
    assert all(report.turns[m.turn].text[m.start : m.end].strip() for m in report.moments)


def test_advice_holds_no_word_of_the_patient() -> None:
    advice = " ".join(m.advice for m in carescore.score(ROWS).moments).lower()
    assert "surgery" not in advice and "allergies" not in advice


def test_an_interruption_of_staff_is_no_fault() -> None:
    rows = talk(("P", "Hello."), ("S", "What we will do is—"), ("P", "Will it hurt?"), ("S", "A little."))
    assert "interruption" not in {m.kind for m in carescore.score(rows).moments}
