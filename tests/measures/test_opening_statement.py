"""opening_statement: asked how, told how long, redirected by whom, or completed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import quotes, scored, talk, timed

import carescore
from carescore import Role
from carescore.annotate import Signals
from carescore.codes.opening_statement import _neutral
from carescore.measures.opening_statement import _seconds
from carescore.segmentation import Turn, segment

TOLD = ("P", "My knee has been sore since the weekend and I can't kneel.")


@pytest.mark.parametrize(
    ("asked", "level"),
    [
        ("What brings you in today?", 2),
        ("How can I help you?", 2),
        ("So you're here for your knee?", 1),
        ("Sit here.", 0),
    ],
)
def test_how_it_was_asked(asked: str, level: int) -> None:
    score = scored(talk(("S", asked), TOLD, ("S", "Which knee?")), "opening_statement")
    assert score.figures["asked"].value == level
    assert (score.missing is None) is bool(level)


def test_prompts_let_go_on_and_a_question_redirects() -> None:
    rows = talk(
        ("S", "What brings you in?"), TOLD, ("S", "Mm-hm, go on."), ("P", "It clicks too."), ("S", "Any fever?")
    )
    assert [label for label, _ in quotes(rows, "opening_statement")] == [
        "asked: open",
        "statement",
        "statement",
        "new direction",
    ]
    score = scored(rows, "opening_statement")
    assert score.figures["words"].value == 15 and score.figures["completed"].value == 0
    assert score.overall is not None and score.overall.value == pytest.approx(15 / 2.5)


@pytest.mark.parametrize(
    ("told", "label"),
    [
        ("My knee has been sore since the weekend and I can't—", "redirect"),
        ("My knee has been sore since the weekend and I can't kneel.", "new direction"),
    ],
)
def test_a_redirect_only_where_the_patient_had_visibly_not_finished(told: str, label: str) -> None:
    rows = talk(("S", "What brings you in?"), ("P", told), ("S", "Any fever?"), ("P", "No."))
    assert quotes(rows, "opening_statement")[-1][0] == label


def test_completed_by_words() -> None:
    rows = talk(
        ("S", "What brings you in?"), ("P", "My knee is sore and I can't kneel. So that's it."), ("S", "Any fever?")
    )
    assert scored(rows, "opening_statement").figures["completed"].value == 100


def test_a_statement_may_be_nothing_but_its_end() -> None:
    rows = talk(("S", "What brings you in?"), ("P", "So that's it."), ("S", "Any fever?"))
    assert scored(rows, "opening_statement").figures["completed"].value == 100


def test_completed_by_silence_and_timed() -> None:
    rows = timed(("S", 0, 900, "What brings you in?"), ("P", 1000, 9000, TOLD[1]), ("S", 11_500, 12_000, "Any fever?"))
    score = scored(rows, "opening_statement")
    assert score.figures["completed"].value == 100
    assert score.overall is not None and score.overall.value == 8


@pytest.mark.parametrize("told", ["A refill.", "[sighs] A refill. [laughs]"])
def test_two_words_are_no_statement(told: str) -> None:
    score = scored(talk(("S", "How can I help?"), ("P", told), ("S", "Name?"), ("P", "Bo.")), "opening_statement")
    assert score.missing == "no statement of 3 words or more" and score.figures["asked"].value == 2


def labels(*rows: tuple[str, str]) -> list[str]:
    return [label for label, _ in quotes(talk(*rows), "opening_statement")]


def test_three_words_are_a_statement_and_nobody_need_follow() -> None:
    score = scored(talk(("S", "What brings you in?"), ("P", "[sighs] My knee hurts.")), "opening_statement")
    assert score.value == pytest.approx(3 / 2.5) and score.figures["completed"].value == 100
    assert [item.label for item in score.evidence] == ["asked: open", "statement"]


def test_the_statement_is_quoted_whole_and_the_redirect_to_80_characters() -> None:
    redirect = "Any fever? " + "x" * 90
    found = quotes(talk(("S", "What brings you in?"), TOLD, ("S", redirect)), "opening_statement")
    assert found[1:] == [("statement", TOLD[1]), ("new direction", redirect[:80])]


@pytest.mark.parametrize(("before", "asked"), [(9, True), (10, False)])
def test_the_concern_is_asked_for_in_ten_staff_turns(before: int, asked: bool) -> None:
    idle = [("S", "Please sit over here."), ("P", "It is cold today.")] * before
    assert bool(labels(*idle, ("S", "What brings you in?"), TOLD)) is asked


def test_an_open_invitation_wins_over_a_confirmation_in_the_same_turn() -> None:
    assert labels(("S", "So you're here for your knee? What brings you in today?"), TOLD)[0] == "asked: open"


@pytest.mark.parametrize(("ms", "complete"), [(1999, 0), (2000, 100)])
def test_two_seconds_of_silence_complete_a_statement(ms: int, complete: int) -> None:
    rows = timed(("S", 0, 900, "What brings you in?"), ("P", 1000, 9000, TOLD[1]), ("S", 9000 + ms, 14_000, "Fever?"))
    assert scored(rows, "opening_statement").figures["completed"].value == complete


PROMPT = "Tell me more about that"


@pytest.mark.parametrize(("words", "goes_on"), [(3, True), (4, False)])
def test_a_prompt_with_three_more_words_has_no_direction(words: int, goes_on: bool) -> None:
    prompt = f"[sighs] {PROMPT} {'please ' * words}[laughs]"
    rows = (("S", "What brings you in?"), TOLD, ("S", prompt), ("P", "It hurts at night, too."), ("S", "Any fever?"))
    assert (labels(*rows).count("statement") == 2) is goes_on


def test_a_listener_signal_lets_the_patient_go_on() -> None:
    rows = (("S", "What brings you in?"), TOLD, ("S", "I see."), ("P", "It hurts at night, too."), ("S", "Any fever?"))
    assert scored(talk(*rows), "opening_statement").figures["words"].value == len(f"{TOLD[1]} {rows[3][1]}".split())


@pytest.mark.parametrize(("behind", "complete"), [(44, 100), (45, 0)])
def test_a_closing_word_stands_in_the_last_sixty_characters(behind: int, complete: int) -> None:
    text = f"It began on Monday. That's about it {'x' * behind}"
    rows = talk(("S", "What brings you in?"), ("P", text), ("S", "Any fever?"))
    assert scored(rows, "opening_statement").figures["completed"].value == complete


@pytest.mark.parametrize(
    ("start", "end", "seconds"), [(1000, 9000, 8.0), (None, 9000, 2.4), (1000, None, 2.4), (None, None, 2.4)]
)
def test_where_a_time_is_missing_words_stand_for_seconds(start: int | None, end: int | None, seconds: float) -> None:
    told = [Turn(0, "Ann", Role.PATIENT, "It hurts when I chew something.", start, end)]
    assert _seconds(told, 6) == pytest.approx(seconds)


def test_who_is_cut_off_is_redirected() -> None:
    rows = timed(
        ("S", 0, 900, "What brings you in?"),
        ("P", 1000, 9000, "I called about the appointment and nobody—"),
        ("S", 8000, 11_000, "Do you have your insurance card?"),
        ("P", 11_100, 12_000, "Yes, I do."),
    )
    assert [label for label, _ in quotes(rows, "opening_statement")][-1] == "redirect"


@pytest.mark.parametrize(
    ("text", "neutral"), [("Mm-hm.", True), ("I see.", True), ("Any fever?", False), ("Go on.", True)]
)
def test_what_lets_the_patient_go_on(text: str, neutral: bool) -> None:
    dialogue = segment(carescore.read(talk(("P", "It hurts."), ("S", text))))
    spoken = Turn(1, "Nurse", Role.STAFF, text, None, None)
    assert _neutral(spoken, Signals(replace(dialogue, turns=(dialogue.turns[0], spoken)))) is neutral


def test_silence_after_an_end_that_the_file_lacks_completes_nothing() -> None:
    rows = timed(
        ("S", 0, 2000, "What brings you in?"), (TOLD[0], 2000, 6000, TOLD[1]), ("S", 30_000, 32_000, "Any fever?")
    )
    assert scored(rows, "opening_statement").figures["completed"].value == 100
    rows[1]["end_ms"] = None
    assert scored(rows, "opening_statement").figures["completed"].value == 0
