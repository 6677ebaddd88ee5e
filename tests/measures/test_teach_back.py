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
