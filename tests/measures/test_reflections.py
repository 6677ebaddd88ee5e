"""reflections: simple, complex and summary, once per turn, against questions; and what only looks like one."""

from __future__ import annotations

import pytest
from conftest import quotes, scored, talk

CASES = [
    ("I can never do mornings because of the kids.", "So mornings are hard for you.", "complex"),
    ("I have to drive an hour for every visit.", "It sounds like the driving is a lot for you.", "simple"),
    (
        "I want the tooth out, but I hope it heals.",
        "Part of you wants it out, and part of you hopes it heals.",
        "complex",
    ),
    ("i can't sleep because of the pain", "so you're not sleeping because of the pain", "simple"),
]
NEAR_MISSES = [
    ("I'm upset about the bill.", "Are you upset about the bill?"),
    ("It began on Monday.", "Okay, Monday. And do you have any allergies?"),
    ("It hurt last week.", "You said it hurt last week. Does it still hurt?"),
    ("My number is 555 0123.", "So your number is 555 0123."),
    ("What should I do about the tablets?", "So take the tablets twice a day with food."),
    ("My chest hurts.", "We'll take a picture of your chest."),
    ("I see.", "Mm-hmm."),
]


@pytest.mark.parametrize(("patient", "staff", "label"), CASES)
def test_kinds(patient: str, staff: str, label: str) -> None:
    rows = talk(("P", patient), ("S", staff), ("P", "Yes, exactly."))
    assert [kind for kind, _ in quotes(rows, "reflections")] == [label]


@pytest.mark.xfail(strict=True, reason="a bare fact handed back is seldom marked by readers, and not counted")
def test_known_failure_a_bare_fact() -> None:
    rows = talk(("P", "It started on Monday, right after work."), ("S", "So it started on Monday."))
    assert quotes([*rows, *talk(("P", "Yes, exactly."))], "reflections")


@pytest.mark.parametrize(("patient", "staff"), NEAR_MISSES)
def test_near_misses(patient: str, staff: str) -> None:
    assert quotes(talk(("P", patient), ("S", staff), ("P", "Okay.")), "reflections") == []


SUMMARY = (
    "Let me see if I have this. You have had the pain since Monday, the cold makes it worse, and you fly on Friday."
)


def long_talk() -> list[dict[str, str]]:
    return talk(
        ("S", "What brings you in?"),
        ("P", "I have had this pain since Monday."),
        ("S", "What makes it worse?"),
        ("P", "Anything cold makes it much worse."),
        ("S", "Mm-hmm."),
        ("P", "And I fly to my sister's wedding on Friday."),
        ("S", SUMMARY),
        ("P", "Yes, that's right."),
    )


def test_a_summary_joins_what_was_said_in_several_turns() -> None:
    assert [label for label, _ in quotes(long_talk(), "reflections")] == ["summary"]


def test_the_ratio_is_reflections_per_asking_turn() -> None:
    score = scored(long_talk(), "reflections")
    assert score.overall is not None and score.overall.value == 0.5
    assert "complex_share" not in score.figures


def test_neither_asked_nor_reflected() -> None:
    score = scored(talk(("S", "Good morning."), ("P", "Hello.")), "reflections")
    assert not score.applicable and score.overall is None


def test_patients_do_not_reflect() -> None:
    assert (
        quotes(talk(("S", "You start on Monday."), ("P", "So I start on Monday."), ("S", "Yes.")), "reflections") == []
    )


def test_balance_falls_with_telling() -> None:
    told = talk(
        ("P", "I am so tired of the diet, I just can't keep it up."),
        ("S", "You should eat less sugar and take a walk every day, because sugar makes your blood pressure rise."),
        ("P", "My husband eats what he likes, it is not fair."),
        ("S", "There are three kinds of tablets that we could give you, and they all lower the risk."),
        ("P", "Okay."),
    )
    heard = talk(
        ("P", "I am so tired of the diet, I just can't keep it up."),
        ("S", "It sounds like you are worn out by the diet."),
        ("P", "My husband eats what he likes, it is not fair."),
        ("S", "So you feel that you are left alone with it."),
        ("P", "Yes."),
    )
    low, high = (scored(rows, "reflections").figures["balance"].value for rows in (told + ask(), heard + ask()))
    assert low is not None and high is not None and low < 50 < 80 < high


def ask() -> list[dict[str, str]]:
    return talk(("S", "Does it hurt?"), ("P", "No."))


@pytest.mark.parametrize(("reflections", "share"), [(2, None), (3, 100 / 3)])
def test_three_reflections_give_a_share_of_complex_ones(reflections: int, share: float | None) -> None:
    pairs = [
        ("I want the tooth out, but I hope it heals.", "Part of you wants it out, and part of you hopes it heals."),
        ("I have to drive an hour for every visit.", "It sounds like the driving is a lot for you."),
        ("i can't sleep because of the pain", "so you're not sleeping because of the pain"),
    ]
    said = [row for one, two in pairs[:reflections] for row in (("P", one), ("S", two))]
    score = scored(talk(*said, ("P", "That is how it is."), ("S", "Does it hurt?")), "reflections")
    assert [e.label for e in score.evidence] == ["complex", "simple", "simple"][:reflections]
    assert score.value == reflections and score.figures["complex"].value == pytest.approx(10 / (reflections + 1))
    found = score.figures.get("complex_share")
    assert (found and found.value) == (None if share is None else pytest.approx(share))
    balance = score.figures["balance"].value
    assert balance is not None and 0 < balance <= 100
