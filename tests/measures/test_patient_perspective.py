"""patient_perspective: ideas, concerns, expectations and impact, asked by staff."""

from __future__ import annotations

import pytest
from conftest import quotes, scored, talk

NAME = "patient_perspective"
HITS = [
    ("What do you think is causing it?", "ideas"),
    ("Do you have any idea what set it off?", "ideas"),
    ("so why do you think it keeps coming back", "ideas"),
    ("Tell me what you think is going on.", "ideas"),
    ("What worries you most about the crown?", "concerns"),
    ("What concerns do you have?", "concerns"),
    ("What’s your biggest fear about it?", "concerns"),
    ("Is there anything you're particularly worried about?", "concerns"),
    ("What were you hoping we'd do today?", "expectations"),
    ("What would a good result look like?", "expectations"),
    ("What matters most to you in all this?", "expectations"),
    ("How is it affecting you at work?", "impact"),
    ("Tell me how it's affecting you.", "impact"),
    ("What has this been like for you?", "impact"),
    ("And is that interfering with your sleep?", "impact"),
    ("has it stopped you from playing with the kids", "impact"),
    ("How are you coping with the baby on top?", "impact"),
    ("Do you have any concerns?", "concerns, bare"),
    ("Any questions or concerns about the plan?", "concerns, bare"),
]
NEAR_MISSES = [
    "Does it hurt when you bite?",
    "What's your insurance?",
    "What do you think, shall we say Tuesday?",
    "I'm not too worried about that murmur.",
    "Any concerns with the pregnancy?",
    "How are her growth and development? Any concerns?",
    "This will get in the way of your night guard.",
    "Smoking can affect your gums.",
    "Does it affect your left knee, or the right?",
    "We want to get an idea of what your sugars are doing.",
    "Did it have any impact on your chest?",
    "What can I do for you today?",
    "Call us with any questions or concerns.",
    "The doctor asked what were you hoping for.",
]
KNOWN_FAILURES = [
    ("Has your concentration been affected at work?", "impact"),
    ("You must have had some thoughts about where this comes from.", "ideas"),
    ("Anything that keeps you up at night about this?", "concerns"),
]


@pytest.mark.parametrize(("text", "label"), HITS)
def test_hits(text: str, label: str) -> None:
    assert [found for found, _ in quotes(talk(("P", "Yes."), ("S", text)), NAME)] == [label]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses(text: str) -> None:
    assert quotes(talk(("P", "Yes."), ("S", text)), NAME) == []


@pytest.mark.xfail(strict=True, reason="asked in words that no pattern knows")
@pytest.mark.parametrize(("text", "label"), KNOWN_FAILURES)
def test_known_failures(text: str, label: str) -> None:
    assert label in [found for found, _ in quotes(talk(("P", "Yes."), ("S", text)), NAME)]


@pytest.mark.parametrize(
    ("said", "value"),
    [
        (["What do you think is causing it?", "How is it affecting you?"], 50.0),
        (["Do you have any concerns?"], 12.5),
        (["Do you have any concerns?", "What worries you most?"], 25.0),
        (["Any allergies?"], 0.0),
    ],
)
def test_slots(said: list[str], value: float) -> None:
    rows = talk(*(row for text in said for row in (("S", text), ("P", "It aches."))))
    score = scored(rows, NAME)
    assert score.overall is not None and score.overall.value == value


def test_patients_who_ask_fill_no_slot() -> None:
    assert quotes(talk(("S", "Hello."), ("P", "What do you think is causing it?")), NAME) == []


def test_a_kind_counts_once_in_a_turn() -> None:
    rows = talk(("P", "It aches."), ("S", "What worries you most? What is your biggest fear?"))
    assert scored(rows, NAME).figures["asked"].value == 1.0


def test_bare_concerns_are_half_a_slot_and_none_beside_a_real_question() -> None:
    bare, real = ("S", "Do you have any other concerns?"), ("S", "What worries you the most?")
    assert scored(talk(("P", "Hi."), bare), NAME).value == 12.5
    assert scored(talk(("P", "Hi."), bare, ("P", "No."), real), NAME).value == 25.0
