"""sentiment: the patient's course through a talk; never a mark made of staff's empathy."""

from __future__ import annotations

from conftest import quotes, scored, talk

ANGRY = ("P", "This is ridiculous, I am so angry, nobody ever calls back.")
GLAD = ("P", "Thank you so much, that was really kind and helpful.")
PLAIN = ("P", "It's on the left side.")


def test_a_recovery_is_seen() -> None:
    rows = talk(
        ANGRY,
        ("S", "Okay."),
        ANGRY,
        ("S", "Sure."),
        PLAIN,
        ("S", "Right."),
        PLAIN,
        ("S", "Yes."),
        GLAD,
        ("S", "Ah."),
        GLAD,
    )
    score = scored(rows, "sentiment")
    recovery = score.figures["recovery"].value
    assert recovery is not None and recovery > 0.5


def test_quotes_are_the_patients() -> None:
    found = quotes(talk(ANGRY, ("S", "That is awful."), GLAD), "sentiment")
    assert {quote: label for label, quote in found} == {ANGRY[1]: "negative", GLAD[1]: "positive"}


def test_no_recovery_where_nothing_went_wrong() -> None:
    assert "recovery" not in scored(talk(PLAIN, ("S", "Yes."), PLAIN, ("S", "No."), PLAIN), "sentiment").figures


def test_two_turns_have_no_course() -> None:
    assert scored(talk(PLAIN, ("S", "Yes."), GLAD), "sentiment").figures == {}


def test_values_are_between_minus_one_and_one() -> None:
    score = scored(talk(ANGRY, ("S", "Okay."), GLAD), "sentiment")
    assert all(-1 <= (figure.value or 0) <= 1 for figure in score.by_role.values())
