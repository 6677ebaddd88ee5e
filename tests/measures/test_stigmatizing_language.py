"""stigmatizing_language: words that label, and the same words in their ordinary sense."""

from __future__ import annotations

import pytest
from conftest import quotes, scored, talk

from carescore.annotate import lexicons

HITS = [
    ("So you're an addict.", "addiction"),
    ("Any history of drug abuse?", "addiction"),
    ("Your urine was dirty.", "addiction"),
    ("Are you an alcoholic?", "addiction"),
    ("You have been non-compliant with the tablets.", "blame"),
    ("You refused the vaccine last time.", "blame"),
    ("You failed treatment twice.", "blame"),
    ("You claim that it still hurts.", "doubt"),
    ("He is a frequent flyer here.", "difficult_patient"),
    ("You are such a difficult patient.", "difficult_patient"),
    ("Are you diabetic?", "label"),
    ("She is wheelchair-bound.", "label"),
    ("Does your father suffer from asthma?", "victim"),
]
NEAR_MISSES = [
    "Your teeth are clean.",
    "We have a failed filling here.",
    "The insurance denied the claim.",
    "This is the dirty tray.",
    "We have diabetic shoes in the shop.",
    "The decay is resistant.",
    "It is difficult to see on the X-ray.",
    "Any change in your bowel habit?",
    "Any drug allergies?",
    "She has a substance use disorder.",
    "60-year-old male who denies any chest pain.",
]


@pytest.mark.parametrize(("text", "label"), HITS)
def test_hits(text: str, label: str) -> None:
    assert [found for found, _ in quotes(talk(("P", "Yes."), ("S", text)), "stigmatizing_language")] == [label]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses(text: str) -> None:
    assert quotes(talk(("P", "Yes."), ("S", text)), "stigmatizing_language") == []


def test_a_self_label_is_no_hit_and_its_echo_only_a_note() -> None:
    rows = talk(("P", "I'm an addict, you know."), ("S", "How long have you been an addict?"))
    score = scored(rows, "stigmatizing_language")
    assert score.overall is not None and score.overall.value == 0.0
    assert [e.label for e in score.evidence] == ["echo"] and score.figures["echoed"].value == 1.0


def test_every_word_has_a_better_one() -> None:
    entries = lexicons.load("stigmatizing_language").entries
    assert [e.pattern for e in entries if e.label != "ordinary" and not e.plain] == []


@pytest.mark.xfail(strict=True, reason="context reaches as far as the phrase: a grain of wheat is also refused")
def test_known_failure_refusal_of_something_else() -> None:
    assert quotes(talk(("P", "Yes."), ("S", "They refused the claim.")), "stigmatizing_language") == []
