"""teach_back: levels 0 to 4; yes/no checks never rise above 1; without instructions it does not apply."""

from __future__ import annotations

import pytest
from conftest import quotes, scored, talk

TOLD = (("S", "Take one tablet at night with water."), ("P", "With water, then."))
MINE = "I want to be sure I was clear: how will you take these?"
LEVELS = [
    ((("S", "That is all."),), 0.0),
    ((("S", "Any questions?"), ("P", "No.")), 1.0),
    ((("S", "Do you understand?"), ("P", "Yes, one tablet at night with water.")), 1.0),
    ((("S", "How will you take it?"), ("P", "Fine.")), 2.0),
    ((("S", "How will you take it?"), ("P", "One tablet, at night, with some water.")), 3.0),
    ((("S", "How will you take it?"), ("P", "[sighs] One tablet, okay. [laughs]")), 2.0),  # three words
    ((("S", "[laughs] How will you take it?"), ("P", "[laughs] I do not know that.")), 2.0),  # and none again
    ((("S", MINE), ("P", "Fine.")), 3.0),
    ((("S", MINE), ("P", "One tablet, at night, with some water.")), 4.0),
    ((("S", "Just so I know I covered it, what would make you call us?"), ("P", "Hm.")), 3.0),
]


@pytest.mark.parametrize(("rows", "level"), LEVELS)
def test_levels(rows: tuple[tuple[str, str], ...], level: float) -> None:
    score = scored(talk(*TOLD, *rows), "teach_back")
    assert score.overall is not None and score.overall.value == level


@pytest.mark.parametrize(
    ("asked", "label"),
    [
        ("Any questions?", "invitation"),
        ("Do you have any questions for me?", "invitation"),
        ("Does that make sense?", "invitation"),
        ("Do you understand?", "check"),
        ("Did you get all that?", "check"),
    ],
)
def test_an_invitation_to_ask_is_no_shaming_check(asked: str, label: str) -> None:
    assert [found for found, _ in quotes(talk(*TOLD, ("S", asked), ("P", "No.")), "teach_back")] == [label]


def test_no_instruction_no_score() -> None:
    rows = talk(("S", "Your teeth look good. Any questions?"), ("P", "No."))
    assert scored(rows, "teach_back").applicable is False


def test_what_staff_will_do_may_be_checked_too() -> None:
    rows = talk(("P", "And now?"), ("S", "I'll send you the form."), ("P", "Good."), ("S", MINE.replace("take", "use")))
    score = scored([*rows, *talk(("P", "I fill in the form and send it."))], "teach_back")
    assert score.overall is not None and score.overall.value == 4.0


def test_an_open_question_before_the_instruction_is_history() -> None:
    rows = talk(("S", "Tell me how you take them."), ("P", "I take them at night with tea."), *TOLD)
    score = scored(rows, "teach_back")
    assert score.overall is not None and score.overall.value == 0.0


@pytest.mark.xfail(strict=True, reason="known failure: words are matched, not their sense")
def test_an_answer_in_other_words() -> None:
    score = scored(talk(*TOLD, ("S", MINE), ("P", "A pill before I sleep, swallowed down.")), "teach_back")
    assert score.overall is not None and score.overall.value == 4.0


STEP, ASKS = ("S", "Take one tablet twice a day."), ("S", "How will you take it?")


@pytest.mark.parametrize(
    ("answer", "loops"), [("One tablet in the mornings", 1.0), ("One tablet every morning", 0.0), ("A b c d e", 0.0)]
)
def test_an_answer_has_five_words_and_one_of_the_plan(answer: str, loops: float) -> None:
    assert (
        scored(talk(STEP, ("P", "It is the left one."), ASKS, ("P", answer)), "teach_back").figures["loops"].value
        == loops
    )


def test_an_answer_repeats_words_of_the_last_six_staff_turns() -> None:
    def loops(between: int) -> float | None:
        idle = [("P", "It is the left one."), ("S", "That is how it goes.")] * between
        rows = talk(STEP, *idle, ("P", "It is the left one."), ASKS, ("P", "I have one tablet with me"))
        return scored(rows, "teach_back").figures["loops"].value

    assert loops(4) == 1.0 and loops(5) == 0.0


def test_responsibility_raises_the_level() -> None:
    plain = scored(talk(STEP, ("P", "It is the left one."), ASKS), "teach_back").value
    owned = talk(STEP, ("P", "It is the left one."), ("S", "So I know I explained it well, how will you take it?"))
    assert plain == 2.0 and scored(owned, "teach_back").value == 3.0
