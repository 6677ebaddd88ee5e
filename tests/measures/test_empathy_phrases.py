"""empathy_phrases: kinds with their quotes, hollow formulas apart, repeats capped."""

from __future__ import annotations

import pytest
from conftest import quotes, scored, talk

HITS = [
    ("That must have been frightening.", "naming"),
    ("You sound worried about the results.", "naming"),
    ("I can see why that upset you.", "understanding"),
    ("We'll get through this together.", "supporting"),
    ("What worries you most?", "exploring"),
    ("I'm so sorry this happened to you.", "apology"),
    ("That was our mistake.", "apology"),
]
NEAR_MISSES = [
    "Sorry, could you spell that?",
    "That sounds good, see you Monday.",
    "I see. And your date of birth?",
    "You're early today.",
    "I understand your frustration, but that is our policy.",
    "I'm afraid we're closed on Friday.",
]


@pytest.mark.parametrize(("text", "kind"), HITS)
def test_hits(text: str, kind: str) -> None:
    assert kind in [label for label, _ in quotes(talk(("P", "It was awful."), ("S", text)), "empathy_phrases")]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses(text: str) -> None:
    assert quotes(talk(("P", "It was awful."), ("S", text)), "empathy_phrases") == []


def test_only_staff_count() -> None:
    assert quotes(talk(("S", "Hello."), ("P", "That must have been frightening.")), "empathy_phrases") == []


def test_a_stock_line_counts_three_times() -> None:
    rows = [row for _ in range(5) for row in (("P", "It hurts."), ("S", "That must have been frightening."))]
    assert len(quotes(talk(*rows), "empathy_phrases")) == 3


def test_hollow_share() -> None:
    rows = talk(("P", "No."), ("S", "That must have been frightening. I understand your frustration, but no."))
    share = scored(rows, "empathy_phrases").figures["hollow_share"]
    assert share.value == 50.0
