"""What staff do with a turn, as the bundled model hears it."""

from __future__ import annotations

import numpy as np
import pytest
from conftest import talk

import carescore
from carescore.annotate import Signals
from carescore.predictors import behaviour, load
from carescore.segmentation import segment

TURNS = [
    ("What made you stop?", "question"),
    ("So mornings are hard for you.", "reflection"),
    ("You should take it with food, because it can upset your stomach, and I recommend a large glass of water.",
     "therapist_input"),
    ("Mm-hmm.", "other"),
]  # fmt: skip


def heard(*rows: tuple[str, str]) -> Signals:
    return Signals(segment(carescore.read(talk(*rows))))


@pytest.mark.parametrize(("text", "label"), TURNS)
def test_classes(text: str, label: str) -> None:
    chat = [("S", "How has it been going?"), ("P", "It is hard to find the time for all of it.")] * 4
    signals = heard(*chat, ("P", "I can't do mornings, they are hard."), ("S", text), ("P", "Yes, I see."), *chat)
    head = load.load("behaviour").heads["behaviour"]
    found = {turn.text: c for turn, c in zip(signals.dialogue.turns, head.choose(signals.behaviour), strict=True)}
    assert text not in found if label == "other" else behaviour.CLASSES[found[text]] == label


def test_only_staff_turns_have_probabilities() -> None:
    signals = heard(("S", "What made you stop?"), ("P", "The rash did."))
    assert signals.behaviour[0].sum() == pytest.approx(1.0)
    assert not signals.behaviour[1].any() and signals.reflects[1] == 0.0


@pytest.mark.parametrize(("text", "asks"), [("do you have any pain", True), ("we will call you on monday", False)])
def test_asking_without_marks(text: str, asks: bool) -> None:
    signals = heard(("P", "Hello."), ("S", text))
    assert (signals.asks[-1] > 0.5) == asks


@pytest.mark.parametrize("text", ["...", "\U0001f622", "[NAME]", "123 456", "?"])
def test_turns_without_words(text: str) -> None:
    signals = heard(("P", "Hello there."), ("S", text), ("P", "Yes."))
    assert np.isfinite(signals.behaviour).all() and np.isfinite(signals.asks).all()
