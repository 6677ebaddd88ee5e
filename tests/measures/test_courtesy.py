"""courtesy: kinds of courteous phrases in staff talk."""

from __future__ import annotations

import pytest
from conftest import quotes, scored, talk

HITS = [
    ("Good morning, come in.", "greeting"),
    ("My name is Ben.", "introduction"),
    ("Thank you for waiting.", "thanks"),
    ("Could you please sign here.", "please"),
    ("May I put you on hold?", "permission"),
    ("How can I help you?", "offer"),
]
NEAR_MISSES = ["Please sit down.", "Next.", "Sign here."]


@pytest.mark.parametrize(("text", "label"), HITS)
def test_hits(text: str, label: str) -> None:
    assert label in [found for found, _ in quotes(talk(("P", "Yes."), ("S", text)), "courtesy")]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses(text: str) -> None:
    assert quotes(talk(("P", "Yes."), ("S", text)), "courtesy") == []


def test_slots_are_distinct_kinds() -> None:
    rows = talk(
        ("S", "Good morning. My name is Ben. Thank you for coming."), ("P", "Hi."), ("S", "Thank you for waiting.")
    )
    assert scored(rows, "courtesy").figures["slots"].value == 3.0
