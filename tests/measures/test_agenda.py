"""agenda: "something else" early, "anything else" at the door, and the order agreed."""

from __future__ import annotations

import pytest
from conftest import quotes, scored, talk

OPEN = (("S", "What brings you in?"), ("P", "My tooth."))
REST = [("S", "How is the gum?"), ("P", "It is sore.")] * 6
LEVELS = [
    ("Is there something else you want to cover today?", "some early", 2.0, "some late", 1.0),
    ("What else is on your list?", "list early", 2.0, "list late", 1.0),
    ("Is there anything else today?", "any early", 1.0, "any late", 0.5),
    ("Anything else?", "any early", 1.0, "any late", 0.5),
]


@pytest.mark.parametrize(("text", "early", "high", "late", "low"), LEVELS)
def test_levels(text: str, early: str, high: float, late: str, low: float) -> None:
    first, last = (
        talk(*OPEN, ("S", text), ("P", "No, that was it."), *REST),
        talk(*OPEN, *REST, ("S", text), ("P", "No.")),
    )
    assert [label for label, _ in quotes(first, "agenda")] == [early]
    assert [label for label, _ in quotes(last, "agenda")] == [late]
    values = [figure.value for rows in (first, last) if (figure := scored(rows, "agenda").overall)]
    assert values == [high, low]


@pytest.mark.parametrize(
    "text",
    [
        "Any questions?",
        "Is there anything else that makes it worse?",
        "Is there anything else, like a fever?",
        "What did you eat?",
    ],
)
def test_near_misses(text: str) -> None:
    score = scored(talk(*OPEN, ("S", text), ("P", "No, that was it."), *REST), "agenda")
    assert score.overall is not None and score.overall.value == 0.0


def test_slots() -> None:
    rows = talk(
        *OPEN,
        ("S", "You have three things. Let's do the tooth first, does that sound okay?"),
        ("P", "Yes, it does."),
        *REST,
    )
    assert scored(rows, "agenda").figures["slots"].value == 3.0


def test_too_little_talk() -> None:
    assert scored(talk(*OPEN), "agenda").missing


@pytest.mark.xfail(strict=True, reason="known failure: a symptom question in the words of an agenda question")
def test_anything_else_of_the_history() -> None:
    score = scored(talk(*OPEN, ("S", "Any fever or cough? Anything else?"), ("P", "No, that was it."), *REST), "agenda")
    assert score.overall is not None and score.overall.value == 0.0


def level(rows: list[tuple[str, str]]) -> float | None:
    return scored(talk(*rows), "agenda").value


ASKS = ("S", "Is there something else you want to cover?")
PAIR = [("P", "It is the left one."), ("S", "That is how it goes.")]


def test_three_staff_turns_are_too_few() -> None:
    assert level([("S", "That is how it goes."), *PAIR, *PAIR]) is None
    assert level([("S", "That is how it goes."), *PAIR, *PAIR, *PAIR]) == 0.0


def test_the_first_half_is_early() -> None:
    assert (
        level(
            [
                ("S", "That is how it goes."),
                *PAIR,
                ("P", "Here."),
                ASKS,
                *PAIR,
                ("P", "It is the left one."),
                ("S", "That is how it goes."),
            ]
        )
        == 2.0
    )
    assert level([("S", "That is how it goes."), *PAIR, ("P", "Here."), ASKS, *PAIR]) == 1.0


def test_a_step_with_a_time_ends_the_early_part_unless_it_stands_in_the_greeting() -> None:
    step = ("S", "I'll call you on Thursday before noon.")
    rest = PAIR * 8
    assert (
        level(
            [
                ("S", "That is how it goes."),
                ("P", "It is the left one."),
                ("S", "That is how it goes."),
                ("P", "It is the left one."),
                step,
                ("P", "It is the left one."),
                ASKS,
                *rest,
            ]
        )
        == 1.0
    )
    assert (
        level(
            [
                ("S", "That is how it goes."),
                ("P", "It is the left one."),
                step,
                ("P", "It is the left one."),
                ("S", "That is how it goes."),
                ("P", "It is the left one."),
                ASKS,
                *rest,
            ]
        )
        == 2.0
    )


GUM = [("S", "How is the gum?"), ("P", "It is sore.")]
ELSE = ("S", "Is there something else you want to cover today?")
CALL = ("S", "I'll call you on Thursday.")


def levels(*rows: tuple[str, str]) -> list[str]:
    return [label for label, _ in quotes(talk(*rows), "agenda")]


@pytest.mark.parametrize(
    ("rows", "label"),
    [
        ([*GUM, *GUM, ELSE, ("P", "No."), *GUM], "some late"),  # the fifth of eight turns begins the second half
        ([*GUM, *GUM, ELSE, ("P", "No."), *GUM, *GUM], "some early"),
        ([*GUM, CALL, ("P", "I see it."), ELSE, ("P", "No."), *GUM * 8], "some early"),  # turn 3 still greets
        ([("P", "Hello."), *GUM, CALL, ("P", "I see it."), ELSE, ("P", "No."), *GUM * 8], "some early"),
        ([*GUM * 2, CALL, ("P", "I see it."), ELSE, ("P", "No."), *GUM * 8], "some late"),  # a step came first
        (
            [*GUM * 2, ("S", "Call us on Monday if it gets worse."), ("P", "I see it."), ELSE, *GUM[1:], *GUM * 8],
            "some early",
        ),
        ([*GUM * 2, ("S", "I'll call you."), ("P", "I see it."), ELSE, ("P", "No."), *GUM * 8], "some early"),
    ],
)
def test_what_makes_asking_late(rows: list[tuple[str, str]], label: str) -> None:
    assert levels(*rows) == [label]


def test_a_list_counts_before_the_second_half_only() -> None:
    listed = ("S", "You have three things.")
    assert levels(*GUM, *GUM, listed, ("P", "It is so."), *GUM * 2) == ["listed"]
    assert levels(*GUM, *GUM, listed, ("P", "It is so."), *GUM) == []
