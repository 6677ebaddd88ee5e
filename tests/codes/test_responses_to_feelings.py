"""What becomes of an opening where the model's judgement is given: met by whom, missed, or dismissed."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from carescore import readers
from carescore.annotate import Signals
from carescore.codes import Codes
from carescore.predictors.codes import OUTCOMES
from carescore.segmentation import segment

FEAR = ("Patient", "I'm so scared of the drill.")


def response(
    outcome: str, *replies: tuple[str, str], dismissed: float = 0.0, met: tuple[float, ...] = ()
) -> list[tuple[str, str, int, float | None]]:
    """(outcome, which reply, turn, confidence) where the model gives an outcome, and how well each reply meets it."""
    dialogue = segment(readers.read([FEAR, *replies]))
    signals = Signals(dialogue)
    n = len(dialogue.turns)
    vars(signals)["judged"] = SimpleNamespace(
        found=lambda head: np.zeros(n, bool),
        probabilities=lambda head: np.array([0.0, *[dismissed] * (n - 1)]),
        turns={"met": np.array([0.0, *met, *[0.0] * (n - 1 - len(met))])},
    )
    row = [0.98765 if one == outcome else 0.001 for one in OUTCOMES]
    vars(signals)["replies"] = lambda turns: np.array([row] * len(turns))
    found = Codes(dialogue, signals)["responses_to_feelings"]
    assert all(code.start == 0 and code.replies_to == 0 for code in found)
    return [(code.attributes["outcome"], code.attributes["reply"], code.turn, code.confidence) for code in found]


OKAY, MORE = ("Nurse", "Any allergies?"), ("Doctor", "That must be frightening.")


@pytest.mark.parametrize(("dismissed", "outcome"), [(0.4, "dismissed"), (0.39, "missed")])
def test_a_missed_opening_is_dismissed_from_two_fifths(dismissed: float, outcome: str) -> None:
    assert response("missed", OKAY, dismissed=dismissed) == [(outcome, "first", 1, 0.988)]


def test_words_that_deny_a_feeling_dismiss_it_unless_they_promise() -> None:
    assert response("missed", ("Nurse", "There's nothing to worry about."))[0][0] == "dismissed"
    assert response("missed", ("Nurse", "There's nothing to worry about, we'll numb it."))[0][0] == "missed"
    assert response("partly", ("Nurse", "There's nothing to worry about."), dismissed=0.9)[0][0] == "partly"


@pytest.mark.parametrize(
    ("met", "reply", "turn"), [((1.0, 2.0), "second", 2), ((2.0, 1.0), "first", 1), ((1.0, 1.0), "first", 1)]
)
def test_the_reply_that_meets_it_best(met: tuple[float, float], reply: str, turn: int) -> None:
    assert response("met", OKAY, MORE, met=met) == [("met", reply, turn, 0.988)]
    assert response("partly", OKAY, MORE, met=met) == [("partly", "first", 1, 0.988)]


def test_a_pseudo_apology_meets_nothing() -> None:
    assert response("met", OKAY, ("Doctor", "I'm sorry you feel that way."), met=(0.0, 2.0)) == [
        ("partly", "first", 1, 0.001)  # as likely as the model holds it for partly, not for met
    ]


def test_nobody_answers_when_the_patients_side_talks_on() -> None:
    assert response("met", ("Mother", "She always is."), OKAY) == []
