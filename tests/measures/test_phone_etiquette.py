"""phone_etiquette: greeting, identity, hold, transfer and close of calls."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import quotes, scored, talk, timed

NAME = "phone_etiquette"
ANSWER = ("S", "Good morning, Hillside Dental, this is Ana speaking. How can I help you?")
CALLER = ("P", "Hi, I'm calling about a tooth.")


def value(rows: list[dict[str, object]], figure: str) -> float | None:
    return scored(rows, NAME).figures[figure].value


@pytest.mark.parametrize(
    "opening",
    [
        "Thank you for calling Hillside Dental.",
        "Hi, this is Ana from Hillside Dental.",
        "hello this is ana calling from the clinic",
        "Hello, am I speaking with Mrs. Lopez?",
        "Hi there, it’s Doctor Lee from the clinic.",
        "Doctor's office, please hold.",
        "Hillside Dental, how may I help you?",
        "Front desk, Ana speaking.",
        "Hi, this is [NAME] at [ORGANIZATION].",
    ],
)
def test_calls(opening: str) -> None:
    assert scored(talk(("S", opening), ("P", "Hi.")), NAME).applicable


@pytest.mark.parametrize(
    "opening",
    [
        "Good morning, I'm Ana, the hygienist.",
        "It's good to see you in here again.",
        "Hold on, one thing first.",
        "Okay, so this is happening in the morning.",
        "It's mentioned in her report.",
        "Can you hold on to the rail?",
        "Come in.",
    ],
)
def test_visits_are_no_occasion(opening: str) -> None:
    score = scored(talk(("S", opening), ("P", "Hi.")), NAME)
    assert score.overall is None and not score.applicable


@pytest.mark.parametrize(
    ("opening", "parts"),
    [
        (ANSWER[1], 100.0),
        ("Thank you for calling Hillside Dental.", 50.0),
        ("Hillside Dental, this is Ana.", 50.0),
        ("hi this is ana from the clinic how can i help you", 100.0),
        ("Yes?", 0.0),
        ("Thanks for calling Hillside, Ana speaking, how can I help?", 100.0),
        ("Hi, this is [NAME] at [ORGANIZATION].", 75.0),
    ],
)
def test_greeting(opening: str, parts: float) -> None:
    assert value(talk(("S", opening), CALLER), "greeting") == parts


@pytest.mark.parametrize(
    ("said", "steps"),
    [
        ("Can I have your full name and date of birth?", 100.0),
        ("What's your date of birth?", 50.0),
        ("Can you verify your date of birth and phone number?", 100.0),
        ("I see here you have a balance.", 0.0),
        ("We open at nine.", None),
    ],
)
def test_identity(said: str, steps: float | None) -> None:
    assert value(talk(ANSWER, CALLER, ("S", said), ("P", "Okay.")), "identity") == steps


def test_a_name_that_the_caller_gives_is_an_identifier() -> None:
    rows = talk(ANSWER, ("P", "Hi, this is Marta Lopez."), ("S", "What's your date of birth?"), ("P", "May first."))
    assert value(rows, "identity") == 100.0


@pytest.mark.parametrize(
    ("rows", "steps"),
    [
        ([("S", "May I put you on hold while I check?"), ("P", "Sure."), ("S", "Thank you for holding.")], 100.0),
        ([("S", "May I put you on hold?"), ("P", "Sure."), ("S", "So, it's on Monday.")], 50.0),
        ([("S", "Can you hold?"), ("P", "Sure."), ("S", "So, it's on Monday.")], 50.0),
        ([("S", "Please hold."), ("P", "Hello?"), ("S", "Yes, what is it?")], 0.0),
        ([("S", "We open at nine."), ("P", "Okay.")], None),
    ],
)
def test_hold(rows: list[tuple[str, str]], steps: float | None) -> None:
    assert value(talk(ANSWER, CALLER, *rows), "hold") == steps


@pytest.mark.parametrize(("back", "steps"), [(40_000, 60.0), (120_000, 40.0)])
def test_coming_back_in_time(back: int, steps: float) -> None:
    rows = timed(
        ("S", 0, 4000, ANSWER[1]),
        ("P", 4000, 6000, CALLER[1]),
        ("S", 6000, 8000, "May I put you on hold?"),
        ("P", 8000, 9000, "Sure thing."),
        ("S", back, back + 2000, "It's on Monday."),
    )
    assert value(rows, "hold") == steps


@pytest.mark.parametrize(
    ("said", "steps"),
    [
        ("I'll transfer you to billing.", 0.0),
        ("Would you like me to transfer you? I'll tell her about it, so you don't have to repeat it.", 200 / 3),
        ("I'll transfer you to billing, is that okay?", 100 / 3),
        ("Okay if I transfer you? I'll fill her in, and if we get cut off, call me.", 100.0),
    ],
)
def test_transfer(said: str, steps: float) -> None:
    assert value(talk(ANSWER, CALLER, ("S", said), ("P", "Okay.")), "transfer") == pytest.approx(steps)


def test_close() -> None:
    end = "You're booked for Monday at nine. Is there anything else I can help with? Have a good day."
    assert value(talk(ANSWER, CALLER, ("S", "Okay."), ("P", "Right."), ("S", end)), "close") == 100.0
    assert value(talk(ANSWER, CALLER, ("S", "Okay."), ("P", "Right."), ("S", "Bye.")), "close") == pytest.approx(
        100 / 3
    )
    assert value(talk(ANSWER, CALLER, ("S", "Okay."), ("P", "Right."), ("S", "Monday it is.")), "close") == 0.0


@pytest.mark.xfail(strict=True, reason="an opening without any phone word or name")
def test_known_failure() -> None:
    assert scored(talk(("S", "Hello? Hello, can you hear me?"), ("P", "Yes, now.")), NAME).applicable


def test_steps_are_the_quotes() -> None:
    score = scored(talk(ANSWER, CALLER, ("S", "Please hold."), ("P", "Oh.")), NAME)
    assert score.overall is not None and getattr(score.overall, "count", None) == len(score.evidence)
    assert [label for label, _ in quotes(talk(ANSWER, CALLER), NAME)][:4] == [
        "greeting: greeting",
        "greeting: organisation",
        "greeting: own name",
        "greeting: offer of help",
    ]


CALL = ("S", "Thank you for calling, this is Kim.")


def steps(rows: list[dict[str, Any]]) -> list[str]:
    return [label for label, _ in quotes(rows, "phone_etiquette")]


def test_a_call_is_known_in_its_first_four_turns() -> None:
    said, idle = ("P", "I'm calling about my bill."), [("S", "That is how it goes."), ("P", "It is the left one.")]
    assert scored(
        talk(("S", "Hi."), ("P", "It is the left one."), ("S", "That is how it goes."), said), "phone_etiquette"
    ).applicable
    late = talk(("S", "Hi."), ("P", "It is the left one."), *idle, ("S", "That is how it goes."), said)
    assert not scored(late, "phone_etiquette").applicable


def test_the_phone_is_answered_in_two_staff_turns() -> None:
    offer, start = ("S", "How can I help you?"), [("P", "I'm calling about my bill."), ("S", "That is how it goes.")]
    assert "greeting: offer of help" in steps(talk(*start, ("P", "It is the left one."), offer))
    assert "greeting: offer of help" not in steps(
        talk(*start, ("P", "It is the left one."), ("S", "That is how it goes."), ("P", "It is the left one."), offer)
    )


def test_a_caller_says_who_is_calling_in_three_turns() -> None:
    asked = ("S", "I need your date of birth.")
    named, other = ("P", "My name is Ana."), ("P", "May the fourth.")
    assert "identity: second identifier" in steps(talk(CALL, other, asked, other, asked, named))
    assert "identity: second identifier" not in steps(talk(CALL, other, asked, other, asked, other, asked, named))


@pytest.mark.parametrize(("ms", "in_time"), [(60_000, True), (60_001, False)])
def test_back_within_a_minute(ms: int, in_time: bool) -> None:
    rows = timed(
        ("S", 0, 1000, "Thank you for calling. May I put you on hold?"),
        ("P", 1000, 2000, "Sure."),
        ("S", 2000 + ms, 70_000, "Thank you for holding."),
    )
    assert ("hold: back within 60 s" in steps(rows)) is in_time


def test_the_close_is_the_last_two_staff_turns() -> None:
    bye, idle = ("S", "Goodbye."), [("P", "It is the left one."), ("S", "That is how it goes.")]
    assert "close: thanks or farewell" in steps(
        talk(
            CALL, ("P", "It is the left one."), ("S", "That is how it goes."), ("P", "It is the left one."), bye, *idle
        )
    )
    far = talk(
        CALL,
        ("P", "It is the left one."),
        ("S", "That is how it goes."),
        ("P", "It is the left one."),
        bye,
        *idle,
        *idle,
    )
    assert "close: thanks or farewell" not in steps(far)


HOLD, WAITED = "May I put you on hold for a minute, so that I can look it up?", ("P", 6000, 7000, "Sure, go ahead.")


def hold_steps(*rows: tuple[str, int, int, str]) -> tuple[float | None, list[str]]:
    said = timed(("S", 0, 2000, ANSWER[1]), ("P", 2000, 4000, CALLER[1]), *rows)
    labels = [label.removeprefix("hold: ") for label, _ in quotes(said, NAME) if label.startswith("hold: ")]
    return value(said, "hold"), labels


@pytest.mark.parametrize(("back", "in_time"), [(67_000, True), (67_001, False)])
def test_back_within_a_minute_of_the_answer(back: int, in_time: bool) -> None:
    _, steps = hold_steps(("S", 4000, 6000, HOLD), WAITED, ("S", back, back + 2000, "Thank you for waiting."))
    assert steps == [
        "asked",
        "reason or time",
        "waited for the answer",
        "thanks on return",
        *(["back within 60 s"] if in_time else []),
    ] or set(steps) == {
        "asked",
        "reason or time",
        "waited for the answer",
        "thanks on return",
        *(["back within 60 s"] if in_time else []),
    }


def test_who_tells_a_hold_waits_for_no_answer() -> None:
    _, steps = hold_steps(("S", 4000, 6000, "Please hold."), WAITED, ("S", 9000, 9900, "It is on Monday."))
    assert steps == ["back within 60 s"]


def test_a_hold_at_the_end_has_no_return() -> None:
    _, steps = hold_steps(("S", 4000, 6000, HOLD))
    assert steps == ["asked", "reason or time"] or set(steps) == {"asked", "reason or time"}


IDLE = [("S", "That is how it goes."), ("P", "It is the left one.")]


@pytest.mark.parametrize(("before", "call"), [(1, True), (2, False)])
def test_words_of_a_call_are_said_in_the_first_four_turns(before: int, call: bool) -> None:
    rows = talk(
        ("S", "Good morning."), ("P", "It is the left one."), *IDLE[:2] * (before - 1), ("S", "Thank you for calling.")
    )
    assert scored([*rows, *talk(IDLE[1])], NAME).applicable is call


@pytest.mark.parametrize(("before", "greeted"), [(1, 100.0), (2, 75.0)])
def test_help_is_offered_in_the_first_two_turns_of_staff(before: int, greeted: float) -> None:
    first = ("S", "Good morning, Hillside Dental, this is Ana speaking.")
    rows = talk(first, CALLER, *IDLE * (before - 1), ("S", "How can I help you?"), IDLE[1])
    assert value(rows, "greeting") == greeted


@pytest.mark.parametrize(("place", "answers"), [(2, True), (3, False)])
def test_the_third_of_staff_who_speak_one_after_the_other_does_not_answer(place: int, answers: bool) -> None:
    said = [("P", "I'm calling about my bill."), ("S", "It is so."), ("Doctor", "It is so."), ("S", "It is so.")]
    said[place] = (said[place][0], "How can I help you?")
    assert ("greeting: offer of help" in steps(talk(*said, ("P", "It is the left one.")))) is answers
