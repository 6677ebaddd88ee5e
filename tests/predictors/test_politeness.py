"""The politeness model: what a request is, the published signs, and probabilities that follow them."""

from __future__ import annotations

import pytest

from carescore.predictors import load, politeness

REQUESTS = [
    "Could you hold for a moment?",
    "Please sign here.",
    "You need to fill this in.",
    "Would you mind waiting?",
    "Open your mouth.",
    "okay so have a seat",
]
OTHERS = [
    "It hurts here.",
    "Can you feel this?",
    "The X-ray looks fine.",
    "How long has it been?",
    "Take your time.",
    "Don't worry.",
    "",
]


@pytest.mark.parametrize("sentence", REQUESTS)
def test_requests(sentence: str) -> None:
    assert politeness.requested(sentence) == sentence


@pytest.mark.parametrize("sentence", OTHERS)
def test_what_asks_for_nothing(sentence: str) -> None:
    assert politeness.requested(sentence) is None


def test_a_long_sentence_is_cut_around_its_request() -> None:
    found = politeness.requested("well " * 40 + "could you lift your arm " + "now " * 60)
    assert found is not None and "could you lift" in found and len(found) < 200


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("Could you sign here?", 0.47 + 0.05),
        ("Please sign here.", -0.30),
        ("You sign here.", -0.30 + 0.05),
        ("Thanks!", 0.87),
        ("What is it?", 0.0),
    ],
)
def test_weights_are_the_published_ones(text: str, weight: float) -> None:
    (request,) = politeness.judge(load.load("politeness").heads, [text])
    assert request.weight == pytest.approx(weight)


def test_polite_and_curt() -> None:
    heads = load.load("politeness").heads
    polite, curt = politeness.predict(
        heads, ["Thank you. Could you sign here when you have a moment?", "Why didn't you just sign it?"]
    )
    assert polite > 0.7 and curt < 0.3
