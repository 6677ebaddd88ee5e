"""unresolved: needs still open at the end; thanks after a refusal settle nothing."""

from __future__ import annotations

import pytest
from conftest import quotes, scored, talk

NEED = ("P", "I need to move my appointment.")


def share(*rows: tuple[str, str]) -> float | None:
    overall = scored(talk(*rows), "unresolved").overall
    return overall.value if overall else None


def test_declined_and_thanked_for_is_open() -> None:
    assert share(NEED, ("S", "There's nothing I can do."), ("P", "Okay, thanks.")) == 100.0


def test_declined_then_solved_is_met() -> None:
    rows = (
        NEED,
        ("S", "There's nothing I can do today."),
        ("P", "Oh."),
        ("S", "I'll move it to Monday."),
        ("P", "Fine."),
    )
    assert share(*rows) == 0.0


def test_answered_is_met() -> None:
    assert share(("P", "Can I take them together?"), ("S", "Yes, both at once.")) == 0.0


def test_asked_three_times_is_open() -> None:
    again = (("S", "It is on Monday."), ("P", "I need to move the appointment."))
    assert share(NEED, *again, *again, ("S", "Right.")) == 100.0


@pytest.mark.parametrize("text", ["Fine, forget it.", "I'll just go elsewhere.", "So you can't help me?"])
def test_giving_up(text: str) -> None:
    rows = talk(NEED, ("S", "Hm."), ("P", text), ("S", "Sorry."))
    score = scored(rows, "unresolved")
    assert score.overall is not None and score.overall.value == 100.0 and score.figures["gave_up"].value == 1.0
    assert [label for label, _ in quotes(rows, "unresolved")] == ["open", "gave up"]


def test_giving_up_and_then_accepting_is_no_end() -> None:
    rows = (NEED, ("S", "Hm."), ("P", "Forget it."), ("S", "I'll move it to Monday."), ("P", "That works, thanks."))
    assert share(*rows) == 0.0


def test_no_request_no_score() -> None:
    assert scored(talk(("P", "My tooth hurts."), ("S", "I see.")), "unresolved").applicable is False


@pytest.mark.xfail(strict=True, reason="known failure: a need that is told, not asked for")
def test_a_need_that_is_told() -> None:
    assert share(("P", "My bill is wrong."), ("S", "There's nothing I can do."), ("P", "Okay.")) == 100.0


ASKS = ("P", "I need to see the cardiologist.")


@pytest.mark.parametrize(("times", "opened"), [(2, 0.0), (3, 1.0)])
def test_a_need_asked_for_three_times_is_open(times: int, opened: float) -> None:
    rows = [row for _ in range(times) for row in (ASKS, ("S", "That is how it goes."))]
    assert scored(talk(*rows), "unresolved").figures["open"].value == opened


@pytest.mark.parametrize(
    ("other", "needs"), [("I need to see the cardiologist doctor.", 1), ("I need to see the bill.", 2)]
)
def test_requests_that_share_two_words_are_one_need(other: str, needs: int) -> None:
    rows = talk(
        ("P", "I need to see the heart cardiologist doctor."),
        ("S", "That is how it goes."),
        ("P", other),
        ("S", "That is how it goes."),
    )
    assert len(quotes(rows, "unresolved")) == needs


def test_giving_up_counts_in_the_last_four_patient_turns() -> None:
    idle = [("S", "That is how it goes."), ("P", "Right now.")]
    assert (
        scored(talk(ASKS, ("S", "That is how it goes."), ("P", "Forget it."), *idle * 3), "unresolved")
        .figures["gave_up"]
        .value
        == 1.0
    )
    assert (
        scored(talk(ASKS, ("S", "That is how it goes."), ("P", "Forget it."), *idle * 4), "unresolved")
        .figures["gave_up"]
        .value
        == 0.0
    )


def test_a_decline_in_two_staff_turns_opens_a_need() -> None:
    no = ("S", "We can't book that.")
    assert (
        scored(talk(ASKS, ("S", "That is how it goes."), ("P", "Right?"), no), "unresolved").figures["open"].value
        == 1.0
    )
    late = talk(
        ASKS,
        ("S", "That is how it goes."),
        ("P", "It is the left one."),
        ("S", "That is how it goes."),
        ("P", "Right?"),
        no,
    )
    assert scored(late, "unresolved").figures["open"].value == 0.0


def test_figures_of_needs() -> None:
    other = ("P", "Can I take the tablets together?")
    rows = talk(
        ASKS, ("S", "It is so."), ASKS, ("S", "It is so."), ASKS, ("S", "It is so."), other, ("S", "Yes, both.")
    )
    score = scored(rows, "unresolved")
    assert {name: figure.value for name, figure in score.figures.items()} == {"open": 1, "repeated": 1, "gave_up": 0}
    assert score.value == 50.0
    assert [(label, quote) for label, quote in quotes(rows, "unresolved")] == [
        ("open", "I need to see the cardiologist"),
        ("met", "Can I take the tablets together"),
    ]


@pytest.mark.parametrize(
    ("answer", "opened"),
    [
        ("I'll book you in for Monday.", 0.0),
        ("Maybe I'll see what I can do.", 100.0),  # vague
        ("You need to call them on Monday.", 100.0),  # the patient's own step
        ("We could try the clinic, or you could see the nurse.", 0.0),
    ],
)
def test_what_helps_after_a_refusal(answer: str, opened: float) -> None:
    no = ("S", "There's nothing I can do about that.")
    assert share(ASKS, no, ("P", "It is so bad."), ("S", answer), ("P", "Right.")) == opened


def test_what_was_promised_before_a_request_does_not_help_it() -> None:
    first = (("P", "My knee hurts."), ("S", "I'll call you on Monday. We could try ice or tape."))
    assert share(*first, ASKS, ("S", "We can't book you today."), ("P", "Right.")) == 100.0


def test_a_refusal_before_a_request_does_not_open_it() -> None:
    first = (("P", "Can you see me today?"), ("S", "We can't book you today."), ("P", "It is so bad."))
    rows = talk(*first, ("S", "I'll book you in for Monday."), ASKS, ("S", "It is so."))
    assert [label for label, _ in quotes(rows, "unresolved")] == ["met", "met"]


def test_giving_up_without_a_request_is_an_open_need() -> None:
    rows = talk(("P", "My knee hurts."), ("S", "It is so."), ("P", "Fine, forget it."), ("S", "Right."))
    score = scored(rows, "unresolved")
    assert score.value == 100.0 and score.applicable
    assert {name: figure.value for name, figure in score.figures.items()} == {"open": 1, "repeated": 0, "gave_up": 1}


def test_of_needs_that_were_met_the_last_is_open_where_somebody_gave_up() -> None:
    rows = talk(
        ("P", "Can I take them together?"),
        ("S", "Yes, both at once."),
        ("P", "I need to move my appointment."),
        ("S", "I'll move it to Monday."),
        ("P", "Forget it."),
        ("S", "Sorry."),
    )
    assert [label for label, _ in quotes(rows, "unresolved")] == ["met", "open", "gave up"]
