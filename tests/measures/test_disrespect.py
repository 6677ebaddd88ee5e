"""disrespect: acts that hurt, and the ordinary lines next to them."""

from __future__ import annotations

import pytest
from conftest import quotes, talk

HITS = [
    ("You need to calm down.", "calm_down"),
    ("You should have called sooner.", "blame"),
    ("That's our policy.", "policy_wall"),
    ("That's not my job.", "defensiveness"),
    ("It's not a big deal.", "dismissal"),
]
NEAR_MISSES = [
    "You should hear back by noon.",
    "Why don't we look at Tuesday?",
    "Let's relax your jaw.",
    "What makes it worse?",
]


@pytest.mark.parametrize(("text", "label"), HITS)
def test_hits(text: str, label: str) -> None:
    assert label in [found for found, _ in quotes(talk(("P", "Yes."), ("S", text)), "disrespect")]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses(text: str) -> None:
    assert quotes(talk(("P", "Yes."), ("S", text)), "disrespect") == []


@pytest.mark.xfail(strict=True, reason="the patient's words, quoted back, are not yet told from staff's own")
def test_known_failure_quoted_speech() -> None:
    assert quotes(talk(("P", "Yes."), ("S", "They told you to calm down, and that made it worse.")), "disrespect") == []
