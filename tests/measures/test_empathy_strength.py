"""empathy_strength: the model's levels for staff replies, and who is judged at all."""

from __future__ import annotations

from conftest import quotes, scored, talk

WARM = "I'm so sorry you had to go through that, it sounds terrifying. How are you feeling about it now?"


def test_a_warm_reply_is_heard_and_a_plain_one_is_not() -> None:
    rows = talk(
        ("P", "I thought I would die."),
        ("S", WARM),
        ("P", "Okay then."),
        ("S", "Your appointment is at nine on Monday."),
    )
    assert [quote for _, quote in quotes(rows, "empathy_strength")] == [WARM]


def test_short_replies_and_openings_are_not_judged() -> None:
    rows = talk(("S", WARM), ("P", "It hurts."), ("S", "I see."))
    rate = scored(rows, "empathy_strength").overall
    assert rate is not None and rate.value is None


def test_the_rate_counts_its_evidence() -> None:
    rows = talk(("P", "I thought I would die."), ("S", WARM), ("P", "Yes."), ("S", WARM))
    score = scored(rows, "empathy_strength")
    assert score.overall is not None and score.overall.value == 100.0 and len(score.evidence) == 2
