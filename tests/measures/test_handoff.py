"""handoff: who, why, context and fallback of a transfer; a cold one fills nothing."""

from __future__ import annotations

import pytest
from conftest import quotes, scored, talk

CASES = [
    ("I'll transfer you.", 0.0),
    ("Let me connect you with billing.", 25.0),
    ("Let me connect you with Dana in billing, who can fix it.", 50.0),
    ("I'm bringing in Dana from billing because she can fix it. I'll tell her about the charge.", 75.0),
    (
        "I'll put you through to billing about the charge. I'll tell them first. If the line drops I'll call you back.",
        100.0,
    ),
    ("You have to call your insurance.", 0.0),
]


@pytest.mark.parametrize(("text", "value"), CASES)
def test_slots(text: str, value: float) -> None:
    score = scored(talk(("P", "It is charged twice."), ("S", text)), "handoff")
    assert score.overall is not None and score.overall.value == value


@pytest.mark.parametrize(
    "text", ["I'll look at it now.", "The transfer from your bank came.", "Call us if it gets worse."]
)
def test_no_handoff(text: str) -> None:
    assert scored(talk(("P", "It is charged twice."), ("S", text)), "handoff").applicable is False


def test_cold_ones_are_told_apart() -> None:
    rows = talk(("P", "Twice!"), ("S", "You'll have to call billing."))
    assert [label for label, _ in quotes(rows, "handoff")] == ["cold: nothing told"]
    assert scored(rows, "handoff").figures["cold"].value == 1.0


def test_the_story_may_be_passed_on_in_the_next_turn() -> None:
    rows = talk(
        ("P", "Twice!"),
        ("S", "I'll transfer you to Dana."),
        ("P", "Okay."),
        ("S", "This is Mr. Lee, he was billed twice."),
    )
    assert "context" in quotes(rows, "handoff")[0][0]


@pytest.mark.xfail(strict=True, reason="known failure: names in lower case, as some recognisers write them")
def test_lower_case_names() -> None:
    assert "who" in quotes(talk(("P", "twice"), ("S", "let me connect you with dana")), "handoff")[0][0]


def test_context_counts_two_turns_away() -> None:
    passes, idle = ("S", "I'm connecting you with billing because they can help."), ("P", "It is the left one.")
    tells = ("S", "I'll tell them what you said.")
    near = quotes(talk(passes, idle, tells), "handoff")
    far = quotes(talk(passes, idle, ("S", "That is how it goes."), idle, tells), "handoff")
    assert "context" in near[0][0] and "context" not in far[0][0]


def test_who_and_why_are_told_in_the_same_turn() -> None:
    label = quotes(talk(("S", "Transferring you."), ("P", "Why?"), ("S", "To billing, because they can.")), "handoff")
    assert label[0][0] == "transfer: nothing told"


PASS, FAR = ("S", "Let me connect you with billing."), ("P", "It is the left one.")


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        ([("P", "Hello."), PASS], 25.0),  # who
        ([("P", "Hello."), PASS, FAR, ("S", "If we get cut off, call this number back.")], 50.0),
        (
            [("P", "Hello."), PASS, FAR, ("S", "I see it."), FAR, ("S", "If we get cut off, call this number back.")],
            25.0,
        ),
        ([("P", "Hello."), ("S", "You have to call billing yourself at this number.")], 0.0),
    ],
)
def test_what_is_told_near_a_hand_off(rows: list[tuple[str, str]], value: float) -> None:
    assert scored(talk(*rows), "handoff").value in (value, None)
