"""empathic_opportunities: a feeling voiced is met, missed, or nobody could answer."""

from __future__ import annotations

import pytest
from conftest import quotes, scored, talk

FEAR = ("P", "Honestly, I'm really scared about the surgery.")


@pytest.mark.parametrize(
    ("reply", "met"),
    [
        ("That must be frightening. What worries you most?", True),
        ("It's completely understandable to be scared.", True),
        ("And do you have any allergies?", False),
        ("Okay. The next slot is at nine.", False),
    ],
)
def test_met_or_missed(reply: str, met: bool) -> None:
    labels = [label for label, _ in quotes(talk(FEAR, ("S", reply), ("P", "Okay.")), "empathic_opportunities")]
    assert labels and all(label.startswith("met" if met else "missed") for label in labels)


def test_the_second_reply_may_still_meet_it() -> None:
    rows = talk(FEAR, ("S", "Any allergies?"), ("P", "No."), ("S", "You said you're scared. That must be frightening."))
    score = scored(rows, "empathic_opportunities")
    assert score.overall is not None and score.overall.value == 100.0


@pytest.mark.parametrize("text", ["It's sore when I bite.", "I'm happy to pay by card.", "I'm not worried about it."])
def test_near_misses_are_no_opportunity(text: str) -> None:
    score = scored(talk(("S", "Hello."), ("P", text), ("S", "Okay, thank you.")), "empathic_opportunities")
    assert score.overall is None and not score.applicable


def test_what_nobody_could_answer_does_not_count() -> None:
    score = scored(talk(("S", "Goodbye."), FEAR), "empathic_opportunities")
    assert not score.applicable


def test_met_and_missed_counts_are_their_quotes() -> None:
    rows = talk(
        FEAR, ("S", "Any allergies?"), ("P", "No."), ("S", "Do you smoke?"), FEAR, ("S", "That must be frightening.")
    )
    score = scored(rows, "empathic_opportunities")
    labels = [item.label.split(":")[0] for item in score.evidence]
    assert score.overall is not None and score.overall.value == 50.0 and labels == ["missed", "met"]
