"""next_steps: commitments, options, checks, teach-back, and vague promises apart."""

from __future__ import annotations

import pytest
from conftest import quotes, scored, talk

HITS = [
    ("I'll call you on Thursday before noon.", "owned"),
    ("Someone will call you.", "vague"),
    ("Call us if it gets worse.", "safety_net"),
    ("Do you understand?", "check"),
    ("Can you tell me in your own words how you will take it?", "teach_back"),
]


@pytest.mark.parametrize(("text", "label"), HITS)
def test_hits(text: str, label: str) -> None:
    assert label in [found for found, _ in quotes(talk(("P", "Yes."), ("S", text)), "next_steps")]


def test_vague_promises_lower_the_owned_share() -> None:
    rows = talk(("P", "And now?"), ("S", "I'll call you tomorrow. Someone will call you too."))
    assert scored(rows, "next_steps").figures["owned_share"].value == 50.0


def test_kinds_count_once() -> None:
    rows = talk(
        ("P", "And now?"), ("S", "I'll call you tomorrow."), ("P", "Okay, fine."), ("S", "I'll call you again.")
    )
    score = scored(rows, "next_steps")
    assert score.overall is not None and score.overall.value == 20.0


def test_patients_promises_do_not_count() -> None:
    assert quotes(talk(("S", "Yes."), ("P", "I'll call you tomorrow.")), "next_steps") == []
