"""patient_burden: a "no" that comes alone, and a close without a recap."""

from __future__ import annotations

import pytest
from conftest import quotes, scored, talk

ASK = ("P", "Can I see the doctor today?")
ALONE = [
    "Unfortunately we don't have any appointments.",
    "There's nothing I can do.",
    "We're fully booked.",
    "She's not here.",
]
WITH = [
    "Unfortunately we don't have any today, but I can offer tomorrow at nine.",
    "We're fully booked. How about Tuesday?",
    "There's nothing available, I'll put you on the list.",
    "We're fully booked. Another option is a video visit.",
    "We're fully booked. You can either wait here or come back.",
]


@pytest.mark.parametrize("text", ALONE)
def test_a_no_alone(text: str) -> None:
    assert [label for label, _ in quotes(talk(ASK, ("S", text)), "patient_burden")] == ["no without an alternative"]


@pytest.mark.parametrize("text", WITH)
def test_a_no_with_an_alternative(text: str) -> None:
    score = scored(talk(ASK, ("S", text)), "patient_burden")
    assert score.evidence == () and score.figures["declined"].value == 1.0


def test_the_alternative_may_come_in_the_next_turn() -> None:
    rows = talk(ASK, ("S", "We're fully booked."), ("P", "Oh."), ("S", "How about Tuesday?"))
    assert quotes(rows, "patient_burden") == []


@pytest.mark.parametrize("text", ["I can't see you on the screen.", "We don't have any of your old notes."])
def test_what_answers_no_request_is_no_decline(text: str) -> None:
    assert quotes(talk(("P", "My knee hurts."), ("S", text)), "patient_burden") == []


def test_a_close_without_a_recap() -> None:
    bare = talk(ASK, ("S", "She sees nobody today."), ("P", "What a pity."), ("S", "Okay, bye bye."))
    told = talk(ASK, ("S", "Yes, I'll book you at nine tomorrow."), ("P", "That is kind."), ("S", "Okay, bye bye."))
    assert [label for label, _ in quotes(bare, "patient_burden")] == ["close without a recap"]
    assert quotes(told, "patient_burden") == []


def test_the_count_is_the_number_of_quotes() -> None:
    rows = talk(ASK, ("S", "There's nothing I can do."), ("P", "Really?"), ("S", "Okay, bye bye."))
    score = scored(rows, "patient_burden")
    assert score.overall is not None and score.overall.value == len(score.evidence) == 2


@pytest.mark.xfail(strict=True, reason="known failure: a refusal in other words")
def test_a_refusal_in_other_words() -> None:
    assert quotes(talk(ASK, ("S", "The diary is chock-a-block.")), "patient_burden") != []


STEP, BYE = ("S", "I'll call you on Thursday."), ("S", "Goodbye.")
IDLE = [("P", "It is the left one."), ("S", "That is how it goes.")]


@pytest.mark.parametrize(("between", "unsaid"), [(2, 0.0), (3, 1.0)])
def test_a_recap_stands_within_three_staff_turns_before_the_close(between: int, unsaid: float) -> None:
    rows = talk(*IDLE * 3, STEP, *IDLE * between, ("P", "It is the left one."), BYE)
    assert scored(rows, "patient_burden").figures["no_recap"].value == unsaid


@pytest.mark.parametrize(("after", "closes"), [(1, 1.0), (2, 0.0)])
def test_a_goodbye_before_six_tenths_is_none(after: int, closes: float) -> None:
    rows = talk(
        ("S", "Hi."),
        ("P", "It is the left one."),
        ("S", "That is how it goes."),
        ("P", "It is the left one."),
        BYE,
        *IDLE[:after],
    )
    assert scored(rows, "patient_burden").figures["no_recap"].value == closes


@pytest.mark.parametrize(("turns", "declined"), [(1, 1.0), (2, 0.0)])
def test_a_decline_answers_one_of_the_last_two_patient_turns(turns: int, declined: float) -> None:
    rows = talk(
        ("P", "Can you see me today?"),
        *[("S", "That is how it goes."), ("P", "It is the left one.")] * turns,
        ("S", "We can't book you."),
    )
    assert scored(rows, "patient_burden").figures["declined"].value == declined


def test_an_alternative_may_stand_in_the_next_staff_turn() -> None:
    asks, no = ("P", "Can you see me today?"), ("S", "We can't book you.")
    near = talk(asks, no, ("P", "It is the left one."), ("S", "Wait list, maybe."))
    far = talk(
        asks,
        no,
        ("P", "It is the left one."),
        ("S", "That is how it goes."),
        ("P", "It is the left one."),
        ("S", "Wait list, maybe."),
    )
    assert scored(near, "patient_burden").value == 0.0 and scored(far, "patient_burden").value == 1.0


ASKED, NO = ("P", "Can you see me today?"), ("S", "We can't book you.")


@pytest.mark.parametrize(
    ("rows", "burden"),
    [
        ([ASKED, NO], 1.0),
        ([ASKED, ("S", "We can't book you, but I'll call you on Monday.")], 0.0),
        ([ASKED, ("S", "We can't book you. You need to call the clinic on Monday.")], 1.0),  # the patient's own step
        ([ASKED, NO, ("P", "It is so bad."), ("S", "Dr. Lee will call you on Monday.")], 0.0),
        ([("P", "My knee hurts."), ("S", "We could try ice or tape."), ASKED, NO], 1.0),  # offered before
        ([ASKED, ("S", "What I can do is call. We can't book you.")], 1.0),
        ([ASKED, ("S", "We can't book you. What I can do is put you on the list.")], 0.0),
        ([ASKED, NO, ASKED, NO], 2.0),
    ],
)
def test_what_is_an_alternative(rows: list[tuple[str, str]], burden: float) -> None:
    assert scored(talk(*rows), "patient_burden").value == burden
