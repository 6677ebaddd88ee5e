"""needs_check: restated and confirmed before the first solution; identity is no need."""

from __future__ import annotations

import pytest
from conftest import quotes, scored, talk

ASK = ("S", "Hello, what can I do?")
NEED = ("P", "The crown costs more than you told me.")


def level(*rows: tuple[str, str]) -> float | None:
    overall = scored(talk(ASK, NEED, *rows), "needs_check").overall
    return overall.value if overall else None


def test_confirmed_before_the_solution() -> None:
    rows = (("S", "So the main thing is the cost, is that right?"), ("P", "Yes."), ("S", "I'll check the bill today."))
    assert level(*rows) == 1.0


def test_cause_or_urgency_completes_it() -> None:
    rows = (("S", "So the main thing is the cost?"), ("P", "Exactly."), ("S", "When do you need it?"), ("P", "Friday."))
    assert level(*rows) == 2.0


@pytest.mark.parametrize(
    "rows",
    [
        (
            ("S", "I'll send a new bill today."),
            ("P", "And then?"),
            ("S", "Did I get that right?"),
            ("P", "Yes, you did."),
        ),  # too late
        (("S", "So the main thing is the cost?"), ("P", "No, not the cost."), ("S", "What then?")),  # not confirmed
        (("S", "Your name is Lee, is that right?"), ("P", "Yes, it is."), ("S", "It is dear.")),  # identity
        (("S", "It is dear."), ("P", "It really is."), ("S", "A crown is work.")),
    ],
)
def test_near_misses(rows: tuple[tuple[str, str], ...]) -> None:
    assert level(*rows) == 0.0


def test_evidence_says_what_was_confirmed() -> None:
    rows = talk(
        ASK, NEED, ("S", "Let me make sure I understand: the price rose."), ("P", "Yes, it did."), ("S", "It is dear.")
    )
    assert [label for label, _ in quotes(rows, "needs_check")] == ["confirmed"]


def test_too_little_talk() -> None:
    assert scored(talk(("S", "Hello."), ("P", "Hi.")), "needs_check").missing


@pytest.mark.xfail(strict=True, reason="known failure: the need said back without a phrase that marks it")
def test_bare_restatement() -> None:
    assert level(("S", "More than you were told."), ("P", "Yes."), ("S", "I'll check the bill today.")) == 1.0


PAIR = [("P", "My knee hurts."), ("S", "That is how it goes.")]
CHECK = [("S", "So the main thing is the knee, is that right?"), ("P", "Yes.")]
STEP = ("S", "I'll call you on Thursday.")


def test_two_staff_turns_are_too_few() -> None:
    assert scored(talk(("S", "Hi."), *PAIR), "needs_check").value is None
    assert scored(talk(("S", "Hi."), *PAIR, *PAIR), "needs_check").value == 0.0


def test_a_step_before_the_check_is_too_early_unless_it_stands_in_the_greeting() -> None:
    late = scored(talk(("S", "Hi."), ("P", "My knee."), STEP, ("P", "It is the left one."), *CHECK), "needs_check")
    greeting = scored(
        talk(("P", "My knee."), STEP, ("P", "It is the left one."), *CHECK, ("S", "That is how it goes.")),
        "needs_check",
    )
    assert late.figures["in_time"].value == 0.0 and greeting.figures["in_time"].value == 1.0


def test_a_check_of_who_calls_is_none() -> None:
    rows = talk(("S", "Your date of birth is May 4. Is that right?"), ("P", "Yes."), *PAIR, *PAIR)
    assert scored(rows, "needs_check").figures["restated"].value == 0.0


TELLS, SO = ("P", "The bill is too high."), ("S", "So the main thing is the cost, is that right?")
STEPS = ("S", "I'll call you on Thursday.")


@pytest.mark.parametrize(
    ("rows", "in_time"),
    [
        ([TELLS, SO, ("P", "Yes, it does that."), STEPS, TELLS, ("S", "I see it."), TELLS], 1.0),
        ([TELLS, STEPS, TELLS, SO, ("P", "Yes, it does that."), ("S", "I see it."), TELLS], 1.0),  # turn 1 still greets
        ([TELLS, ("S", "I see it."), TELLS, STEPS, TELLS, SO, ("P", "Yes, it does that.")], 0.0),
        ([TELLS, SO, TELLS, STEPS, TELLS, ("S", "I see it."), TELLS], 0.0),  # not confirmed
    ],
)
def test_a_need_is_confirmed_before_the_first_step(rows: list[tuple[str, str]], in_time: float) -> None:
    assert scored(talk(*rows), "needs_check").figures["in_time"].value == in_time
