"""autonomy: supportive against controlling staff statements."""

from __future__ import annotations

import pytest
from conftest import quotes, scored, talk

NAME = "autonomy"
HITS = [
    ("Whether we treat it now, that's your call.", "autonomy"),
    ("You can change your mind.", "autonomy"),
    ("It's okay to feel unsure.", "autonomy"),
    ("You don’t have to decide today.", "autonomy"),
    ("Would it be okay if I explain why?", "seek"),
    ("How do you feel about trying that?", "seek"),
    ("You've been working so hard on this.", "affirm"),
    ("It's good that you called.", "affirm"),
    ("That's a great question.", "affirm"),
    ("The reason I ask is the new tablet.", "reason"),
    ("What do you think would work for you?", "seek"),
    ("You need to decide now.", "pressure"),
    ("There's no other option, you have to have it out.", "pressure"),
    ("you have to eat less sugar", "pressure"),
    ("You can't just stop the tablets.", "pressure"),
    ("Because I said so.", "pressure"),
    ("You're going to have to cut out the soda.", "pressure"),
]
NEAR_MISSES = [
    "You must not drive after sedation.",
    "You need to go to the emergency room if it swells.",
    "You have to call us back straight away.",
    "If you need to cancel, text me.",
    "Do you have to get up at night?",
    "How long you need to wear it depends.",
    "You must be tired.",
    "I don't think you need to start on anything.",
    "You can't move it at all?",
    "Great job!",
    "You can do it!",
    "They told me you have to wait.",
    "you know your body is a wonderful thing",
    "You should hear back by noon.",
    "That's not your decision.",
    "I recommend it if you want to be able to walk.",
]
KNOWN_FAILURES = [
    ("No ifs or buts, we do it today.", "pressure"),
    ("Whatever you choose is right by me, it's on you to choose.", "pressure"),
    ("Most people would let you pick, and so do I.", "autonomy"),
]


@pytest.mark.parametrize(("text", "label"), HITS)
def test_hits(text: str, label: str) -> None:
    assert [found for found, _ in quotes(talk(("P", "Yes."), ("S", text)), NAME)] == [label]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses(text: str) -> None:
    assert quotes(talk(("P", "Yes."), ("S", text)), NAME) == []


@pytest.mark.xfail(strict=True, reason="said in words that no pattern knows, or with an edge that text hides")
@pytest.mark.parametrize(("text", "label"), KNOWN_FAILURES)
def test_known_failures(text: str, label: str) -> None:
    assert label in [found for found, _ in quotes(talk(("P", "Yes."), ("S", text)), NAME)]


def test_ratio_and_pressure() -> None:
    rows = talk(
        ("S", "It's up to you."), ("P", "Hm."), ("S", "You have to sign."), ("P", "Oh."), ("S", "Take your time.")
    )
    score = scored(rows, NAME)
    assert score.overall is not None and score.overall.value == pytest.approx(66.67, abs=0.01)
    assert score.figures["pressure"].value == pytest.approx(33.33, abs=0.01)


def test_without_a_statement_there_is_no_figure() -> None:
    score = scored(talk(("S", "The office opens at nine."), ("P", "You have to help me.")), NAME)
    assert score.overall is None and not score.applicable


def test_a_kind_counts_once_in_a_turn() -> None:
    rows = talk(("P", "Yes."), ("S", "It's up to you. Really, it's your choice. You can change your mind."))
    assert len(quotes(rows, NAME)) == 1
