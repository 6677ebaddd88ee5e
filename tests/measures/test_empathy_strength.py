"""empathy_strength: what counts as an empathic reply in care, and which turns of the patient ask for one."""

from __future__ import annotations

import pytest
from conftest import EXAMPLES, quotes, scored, talk

import carescore

SCARED = ("P", "I'm really scared about the operation.")
COUNT = [
    "I'm so sorry you have to go through that, it sounds terrifying.",
    "That must be frightening for you.",
    "What worries you most about it?",
    "How are you coping with all of this?",
    "I understand your worry, and the operation is scary. Tell me what scares you.",
]
DO_NOT = [
    "I understand.",
    "I get it, I get it.",
    "Don't worry, it'll be fine.",
    "I understand your concern, but that's our policy.",
    "I'm sorry if you were upset.",
    "I'm sorry you feel that way.",
    "You need to calm down.",
    "Okay. Do you have any allergies?",
    "And how long have you had the pain?",
    "Account number, please?",
    "The operation is on Monday at nine.",
    "Do you feel any numbness in the leg?",
    "Any stress or worries at home?",
]


@pytest.mark.parametrize("text", COUNT)
def test_replies_that_count(text: str) -> None:
    assert [quote for _, quote in quotes(talk(SCARED, ("S", text)), "empathy_strength")] == [text]


@pytest.mark.parametrize("text", DO_NOT)
def test_replies_that_do_not(text: str) -> None:
    rate = scored(talk(SCARED, ("S", text)), "empathy_strength").overall
    assert rate is not None and rate.value == 0.0


def test_a_word_of_feeling_late_in_a_long_turn_is_no_answer() -> None:
    long = "right so we will look at the leg and then the arm and then the chart " * 8 + "and sorry it is cold in here"
    rate = scored(talk(SCARED, ("S", long)), "empathy_strength").overall
    assert rate is not None and rate.value == 0.0


@pytest.mark.xfail(strict=True, reason="a plain warm wish holds neither a phrase of the lexicon nor a word of feeling")
def test_a_warm_wish_is_heard() -> None:
    assert quotes(talk(SCARED, ("S", "Oh, come and sit here with me for a moment.")), "empathy_strength")


def test_without_a_voiced_feeling_there_is_no_occasion() -> None:
    score = scored(talk(("P", "It's on the left side."), ("S", COUNT[0])), "empathy_strength")
    assert not score.applicable and score.overall is None


def test_a_success_and_a_feeling_denied_are_no_occasions() -> None:
    for said in ("I'm so proud, I finally quit!", "No, I'm not worried about it at all."):
        assert not scored(talk(("P", said), ("S", COUNT[0])), "empathy_strength").applicable


def test_a_feeling_that_nobody_could_answer_is_no_occasion() -> None:
    assert not scored(talk(("S", "Hello, how can I help?"), SCARED), "empathy_strength").applicable


def test_the_second_staff_turn_may_still_answer_and_the_third_may_not() -> None:
    late = [
        SCARED,
        ("S", "Which day is it?"),
        ("P", "Monday."),
        ("S", "At which hospital?"),
        ("P", "St Ann's."),
        ("S", COUNT[0]),
    ]
    in_time = [*late[:3], late[5]]
    values = [scored(talk(*rows), "empathy_strength").overall for rows in (late, in_time)]
    assert [rate.value for rate in values if rate] == [0.0, 100.0]


def test_the_rate_counts_its_evidence_by_mechanism() -> None:
    rows = talk(SCARED, ("S", COUNT[2]), SCARED, ("S", "Okay. Which day?"), ("P", "Monday."), ("S", "Thank you."))
    score = scored(rows, "empathy_strength")
    assert score.overall is not None and score.overall.value == 50.0 and len(score.evidence) == 1
    assert score.figures["explorations"].value == 50.0 and score.figures["emotional_reactions"].value == 0.0


def test_the_good_call_and_the_bad_one_are_told_apart() -> None:
    names = ("billing-call-handled-well.vtt", "billing-call-handled-badly.srt")
    scores = [carescore.score(EXAMPLES / name, only=["empathy_strength"]).scores["empathy_strength"] for name in names]
    good, bad = (score.overall.value for score in scores if score.overall)
    assert good == 75.0 and bad == 0.0  # a hint, "what if they say no?", is answered with information alone
