"""empathy_phrases: kinds with their quotes, hollow formulas apart, apologies graded, repeats capped."""

from __future__ import annotations

import pytest
from conftest import quotes, scored, talk

from carescore.codes.apologies import Apology
from carescore.measures import empathy_phrases
from carescore.measures._base import Evidence

NAME = "empathy_phrases"
HITS = [
    ("That must have been frightening.", "naming"),
    ("You sound worried about the results.", "naming"),
    ("So you're torn about the operation.", "naming"),
    ("you must be exhausted after all those nights", "naming"),
    ("That sounds really frustrating.", "naming"),
    ("That's a lot to take in.", "naming"),
    ("I can see why that upset you.", "understanding"),
    ("Anyone would be upset after two hours.", "understanding"),
    ("It’s completely understandable.", "understanding"),
    ("I know it's hard to keep the log every day.", "understanding"),
    ("No wonder you lost patience.", "understanding"),
    ("You've worked really hard on your brushing.", "respecting"),
    ("I'm glad you came in today.", "respecting"),
    ("Thank you for telling me.", "respecting"),
    ("You did the right thing.", "respecting"),
    ("We'll go at your pace.", "supporting"),
    ("I'll stay on the line with you.", "supporting"),
    ("We're going to take good care of you.", "supporting"),
    ("I wish I had an earlier slot.", "supporting"),
    ("We'll get to the bottom of this.", "supporting"),
    ("I'm glad to hear that you slept.", "respecting"),
    ("You're doing really well.", "respecting"),
    ("It's good that you're getting help.", "respecting"),
    ("Congratulations on quitting!", "respecting"),
    ("I hope you feel better.", "supporting"),
    ("I want to make sure you're comfortable.", "supporting"),
    ("I can definitely understand the worry.", "understanding"),
    ("It's so hard to quit.", "understanding"),
    ("You've been going through a lot.", "naming"),
    ("It's going to be hard for you.", "naming"),
    ("What worries you most?", "exploring"),
    ("Is there anything you're worried about?", "exploring"),
    ("What was that like for you?", "exploring"),
    ("How are you coping with all this?", "exploring"),
    ("I'm sorry to hear about your mom.", "condolence"),
    ("Oh, I'm so sorry you're going through this.", "condolence"),
    ("My condolences.", "condolence"),
    ("I'm so sorry this happened to you.", "partial apology"),
    ("Sorry for the wait.", "partial apology"),
    ("That was our mistake, I'm sorry.", "full apology"),
    ("We lost your referral and that cost you a week; I'm sorry. I'm resending it now.", "full apology"),
    ("I gave you the wrong time, my mistake.", "full apology"),
    ("We should have called you.", "full apology"),
]
NEAR_MISSES = [
    "Sorry, could you spell that?",
    "Sorry?",
    "Sorry, I didn't catch your name.",
    "Which leg, sorry, your left leg?",
    "That sounds good, see you Monday.",
    "I see. And your date of birth?",
    "You're early today.",
    "I'm afraid we're closed on Friday.",
    "I understand your frustration, but that is our policy.",
    "I hear you. However, the office closes at five.",
    "Don't worry about it.",
    "At least it's not cancer.",
    "You'll be fine.",
    "I'm sorry you feel that way.",
    "Sorry if you were upset.",
    "I know exactly how you feel.",
    "I understand.",
    "Good job!",
    "Are you worried or stressed?",
    "If you feel anxious, take one tablet.",
    "It's hard to tell from this picture.",
    "I can see that you were given antibiotics.",
    "They will be able to help you with your diet.",
    "Your lungs sound clear.",
    "Sorry, I should rephrase that.",
    "Bring the people you care about.",
    "Tell me your insurance number.",
    "It's good to see you.",
    "Congratulations on your retirement!",
    "If you're doing really well, skip the tablet.",
    "Make sure you're well hydrated.",
]
UNHEARD = [
    ("You carry this with you all day long.", "naming"),
    ("What a year you have behind you.", "naming"),
    ("Let's face it side by side.", "supporting"),
]


def labels(text: str, before: str = "It was awful.") -> list[str]:
    return [label for label, _ in quotes(talk(("P", before), ("S", text)), NAME)]


@pytest.mark.parametrize(("text", "kind"), HITS)
def test_hits(text: str, kind: str) -> None:
    assert kind in labels(text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses(text: str) -> None:
    assert labels(text, "The bus was late.") == []


@pytest.mark.parametrize(("text", "kind"), UNHEARD)
@pytest.mark.xfail(strict=True, reason="empathy in a picture or in free words")
def test_known_failures(text: str, kind: str) -> None:
    assert kind in labels(text)


def test_only_staff_count() -> None:
    assert quotes(talk(("S", "Hello."), ("P", "That must have been frightening.")), NAME) == []


def test_a_bare_sorry_answers_a_feeling_only() -> None:
    assert labels("I'm so sorry.", "My wife died in June.") == ["condolence"]
    assert labels("I'm so sorry.", "My name is Ada.") == []


@pytest.mark.parametrize(
    ("before", "reply", "share"),
    [
        ("I came all the way for the early slot.", "I understand your concern, but the slot is gone.", 0.0),
        ("I came all the way for this.", "I understand your concern, but the policy says no.", 100.0),
        ("I came for this.", "I understand your frustration, but let me see what I can do.", 0.0),
        ("I came for this.", "I can see why that is upsetting, but that's our policy.", 100.0),
    ],
)
def test_hollow_is_what_is_taken_back_without_a_word_of_the_patients(before: str, reply: str, share: float) -> None:
    assert scored(talk(("P", before), ("S", reply)), NAME).figures["hollow_share"].value == share


def test_a_stock_line_counts_three_times_and_is_hollow_then() -> None:
    rows = [row for _ in range(5) for row in (("P", "It hurts."), ("S", "That must have been frightening."))]
    assert len(quotes(talk(*rows), NAME)) == 3
    assert scored(talk(*rows), NAME).figures["hollow_share"].value == 40.0


def test_hollow_share() -> None:
    rows = talk(("P", "No."), ("S", "That must have been frightening. I understand your frustration, but no."))
    assert scored(rows, NAME).figures["hollow_share"].value == 50.0


def test_kinds() -> None:
    rows = talk(("P", "No."), ("S", "You sound worried. What worries you most? I'm sorry for the wait."))
    assert scored(rows, NAME).figures["kinds"].value == 2.0


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("I'm sorry we lost your file. I'll send it again today.", 100.0),
        ("I'm so sorry this happened.", 50.0),
        ("I'm sorry if that upset you.", 0.0),
        ("Hello there.", None),
    ],
)
def test_elements_of_apologies(text: str, share: float | None) -> None:
    assert scored(talk(("P", "Nobody called."), ("S", text)), NAME).figures["apologies"].value == share


def test_the_policy_chooses_what_an_apology_is_asked_for() -> None:
    regret = Apology(Evidence(0, 0, 1, "partial apology"), "partial", frozenset({"regret", "repair"}))
    assert empathy_phrases._elements([regret], "regret").value == 100.0
    assert empathy_phrases._elements([regret], "ownership").value == 50.0
