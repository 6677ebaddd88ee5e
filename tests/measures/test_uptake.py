"""uptake: replies that build on what the patient said, and replies that would fit any turn."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from conftest import quotes, scored, talk

from carescore import readers
from carescore.annotate import Signals
from carescore.codes import Codes
from carescore.measures.uptake import MEASURE
from carescore.segmentation import segment

SAID = "It hurts on the left side whenever I chew something cold."
TAKEN = [
    "So cold food on the left side sets it off. Does it hurt when you chew warm food?",
    "Since you chew on the left, does the cold reach the back teeth too?",
]
NOT_TAKEN = ["Okay. Next question.", "Okay.", "Right. Date of birth?", "[NAME]", "What insurance do you have?"]


@pytest.mark.parametrize("reply", TAKEN)
def test_taken_up(reply: str) -> None:
    assert quotes(talk(("P", SAID), ("S", reply)), "uptake") == [("taken up", reply)]


@pytest.mark.parametrize("reply", NOT_TAKEN)
def test_not_taken_up(reply: str) -> None:
    assert quotes(talk(("P", SAID), ("S", reply)), "uptake") == []


def test_parroting_is_capped() -> None:
    score = scored(talk(("P", SAID), ("S", "It hurts on the left side whenever you chew something cold.")), "uptake")
    assert score.evidence == () and score.figures["echoed"].value == 100.0


def test_short_patient_turns_give_no_occasion() -> None:
    score = scored(talk(("P", "Yes, it does."), ("S", "So it does.")), "uptake")
    assert not score.applicable and score.missing is not None


def test_the_share_is_of_patient_turns() -> None:
    score = scored(talk(("P", SAID), ("S", TAKEN[0]), ("P", SAID), ("S", "Okay.")), "uptake")
    assert score.overall is not None and score.overall.value == 50.0


@pytest.mark.xfail(strict=True, reason="a reply in other words shares none with what it takes up")
def test_known_failure_paraphrase() -> None:
    assert quotes(talk(("P", "I can't sleep at all these nights."), ("S", "Lying awake again.")), "uptake") != []


@pytest.mark.parametrize(
    ("probability", "shared", "copied", "taken"),
    [
        (0.4, True, False, True),
        (0.39, True, False, False),
        (0.75, False, False, True),
        (0.74, False, False, False),
        (0.99, True, True, False),
    ],
)
def test_how_sure_a_reply_builds_on_what_was_said(probability: float, shared: bool, copied: bool, taken: bool) -> None:
    dialogue = segment(readers.read(talk(("P", SAID), ("S", "Okay."))))
    signals = Signals(dialogue)
    vars(signals)["uptake"] = {1: SimpleNamespace(probability=probability, shared=shared, copied=copied)}
    score = MEASURE.score(Codes(dialogue, signals))
    assert score.value == (100.0 if taken else 0.0) and len(score.evidence) == taken
    assert score.figures["echoed"].value == (100.0 if copied else 0.0)
