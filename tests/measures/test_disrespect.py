"""disrespect: acts that hurt, and the ordinary lines next to them."""

from __future__ import annotations

import pytest
from conftest import quotes, scored, talk

HITS = [
    ("You need to calm down.", "calm_down"),
    ("Calm down, ma'am.", "calm_down"),
    ("Just relax.", "calm_down"),
    ("You should have called sooner.", "blame"),
    ("you should’ve brought the form", "blame"),
    ("If you'd flossed, we would not be here.", "blame"),
    ("That's our policy.", "policy_wall"),
    ("It's just policy, sorry about that.", "policy_wall"),
    ("That's not my job.", "defensiveness"),
    ("I already told you that.", "defensiveness"),
    ("I just work here.", "defensiveness"),
    ("It's not a big deal.", "dismissal"),
    ("It's nothing.", "dismissal"),
    ("We all wait.", "dismissal"),
    ("Why didn't you come earlier?", "why_challenge"),
    ("Why are you late?", "why_challenge"),
    ("Sit. Open. Don't move.", "command"),
    ("Listen. I have other patients.", "command"),
    ("Okay, sweetie, sign here.", "familiarity"),
    ("You people never bring the card.", "contempt"),
    ("Because I said so.", "pressure"),
]
NEAR_MISSES = [
    "You should hear back by noon.",
    "You should have the results by Friday.",
    "You should have been told, and I'm sorry.",
    "Why don't we look at Tuesday?",
    "Why don't you have a seat over here?",
    "Why is that? Because the nerve is close.",
    "Let's relax your jaw.",
    "Just relax your shoulders.",
    "Just relax and take a deep breath.",
    "Open wide. Don't move. Good.",
    "Deep breath. Hold it. And breathe out.",
    "What makes it worse?",
    "They told you to calm down, and that made it worse.",
    "I'm not saying you should have called.",
    "The gum needs a day to calm down.",
    "Once things calm down we can try again.",
    "It's nothing to be ashamed of.",
    "We want to make sure it's nothing.",
    "That's not a problem at all.",
    "Our policy is to call first because the schedule changes.",
    "That's our policy, but I can move you to Tuesday.",
    "Like I said, I will see you in two weeks.",
    "Oh dear, that sounds painful.",
    "Tea with honey may help.",
    "Sit down please.",
]


@pytest.mark.parametrize(("text", "label"), HITS)
def test_hits(text: str, label: str) -> None:
    assert label in [found for found, _ in quotes(talk(("P", "Yes."), ("S", text)), "disrespect")]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses(text: str) -> None:
    assert quotes(talk(("P", "Yes."), ("S", text)), "disrespect") == []


def test_only_staff_are_judged() -> None:
    assert quotes(talk(("P", "Calm down! That's not my job."), ("S", "I hear you.")), "disrespect") == []


def test_a_repair_halves_the_act() -> None:
    plain = talk(("S", "You should have called sooner."), ("P", "I tried."), ("S", "Date of birth?"))
    mended = talk(("S", "You should have called sooner."), ("P", "I tried."), ("S", "I'm sorry, that came out wrong."))
    one, half = (scored(rows, "disrespect").overall for rows in (plain, mended))
    assert one is not None and half is not None and (one.value, half.value) == (5.0, 2.5)


def test_a_pseudo_apology_repairs_nothing() -> None:
    rows = talk(("S", "You should have called sooner."), ("P", "I tried."), ("S", "I'm sorry you feel that way."))
    assert scored(rows, "disrespect").figures["repaired"].value == 0.0


def test_a_repair_too_late_does_not_count() -> None:
    rows = talk(
        *(("S", "That's not my job."), ("P", "I see, but whose is it?")),
        *(
            ("S", "Name?"),
            ("P", "It is Ann."),
            ("S", "Date of birth?"),
            ("P", "The third of May."),
            ("S", "I'm sorry about before."),
        ),
    )
    assert scored(rows, "disrespect").figures["repaired"].value == 0.0


def test_pet_names_for_a_child_are_no_familiarity() -> None:
    rows = talk(("C", "She is six."), ("P", "I'm Mia."), ("S", "Okay, sweetie, want to see the mirror?"))
    assert quotes(rows, "disrespect") == []


@pytest.mark.xfail(strict=True, reason="tone and irony are not in the words")
def test_known_failure_sarcasm() -> None:
    assert quotes(talk(("P", "I forgot."), ("S", "Well, isn't that convenient.")), "disrespect") != []
