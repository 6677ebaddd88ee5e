"""The heads of the codes: which way they lean on plain cases, their shapes, and what they must not look at."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from carescore.annotate import Signals
from carescore.predictors import codes, load
from carescore.predictors.codes.model import ABSENT, FLOOR, at, pooled, softmax
from carescore.readers import read
from carescore.segmentation import segment

Turns = list[tuple[str, str]]
SPEAKERS = {"S": ("Nurse", "staff"), "P": ("Patient", "patient")}


def signals(turns: Turns) -> Signals:
    rows = [{"speaker": SPEAKERS[side][0], "text": text} for side, text in turns]
    return Signals(segment(read(rows), dict(SPEAKERS[side] for side, _ in turns)))


def probability(turns: Turns, head: str, turn: int) -> float:
    return float(signals(turns).judged.probabilities(head)[turn])


ASKED: Turns = [("S", "What brings you in today?")]
TOLD: Turns = [*ASKED, ("P", "I'm scared it's cancer, my mother died of it.")]


@pytest.mark.parametrize(
    ("head", "before", "hit", "miss"),
    [
        ("opening", ASKED, ("P", "I'm scared it's cancer."), ("P", "It's my left knee.")),
        ("opening", ASKED, ("P", "I feel like a burden on my daughter."), ("P", "My daughter drove me here.")),
        ("empathy", TOLD, ("S", "It must be frightening, after what happened to your mother."), ("S", "Which side?")),
        ("stock", TOLD, ("S", "I'm sorry to hear that."), ("S", "How old was your mother?")),
        ("disrespect", TOLD, ("S", "You should have come sooner, what did you expect?"), ("S", "When did it start?")),
        ("disrespect", TOLD, ("S", "Don't be a baby, it's nothing."), ("S", "I can see why that scares you.")),
        ("reflection", TOLD, ("S", "So you're afraid it could be the same."), ("S", "Take one twice a day.")),
        ("work", TOLD, ("S", "Okay. Any allergies?"), ("S", "That sounds frightening. Tell me more about it.")),
    ],
)
def test_heads_lean_the_right_way(head: str, before: Turns, hit: tuple[str, str], miss: tuple[str, str]) -> None:
    assert probability([*before, hit], head, len(before)) > probability([*before, miss], head, len(before)) + 0.05


def test_the_next_turn_is_not_looked_at() -> None:
    said = ("P", "I haven't slept since the scan.")
    seen = [signals([*ASKED, said, ("S", reply)]).view for reply in ("Okay.", "Not knowing about the scan is hard.")]
    assert np.array_equal(seen[0].turn[1], seen[1].turn[1]) and np.array_equal(seen[0].sentence[1], seen[1].sentence[1])


@pytest.mark.parametrize("turns", [[("S", "...")], TOLD, [("P", "I'm scared."), ("P", "Nobody listens.")]])
def test_shapes(turns: Turns) -> None:
    found = signals(turns)
    judged, n = found.judged, len(found.dialogue.turns)
    assert set(judged.turns) == set(codes.HEADS) == set(judged.thresholds) == set(judged.showing)
    assert {scores.shape for scores in judged.turns.values()} == {(n,)}
    assert judged.sentences.shape == (len(found.sentences), len(codes.SENTENCE_HEADS))
    assert found.kinds_of_disrespect.shape == (n, len(codes.KINDS))
    openings = [turn.index for turn in found.dialogue.turns if turn.side == "patient"]
    assert found.replies(openings).shape == (len(openings), len(codes.OUTCOMES))
    assert np.allclose(found.replies(openings).sum(axis=1), 1)


def test_the_other_side_is_not_judged() -> None:
    judged = signals(TOLD).judged
    assert judged.turns["opening"][0] == judged.turns["empathy"][1] == FLOOR


def test_showing_asks_for_more_than_counting() -> None:
    judged = signals(TOLD).judged
    for head in codes.HEADS:
        assert judged.thresholds[head] <= judged.showing[head]
        assert set(np.flatnonzero(judged.sure(head))) <= set(np.flatnonzero(judged.found(head)))


@pytest.mark.parametrize(("off", "counts"), [(-1e-9, False), (0.0, True)])
def test_a_decision_is_a_threshold(off: float, counts: bool) -> None:
    judged = signals(TOLD).judged
    head = load.load("codes").heads["second patient"]
    edge = -head.decision[head.classes.index("opening")] + off
    assert bool(replace(judged, turns={"opening": np.array([edge])}).found("opening")[0]) is counts


def test_what_became_of_an_opening() -> None:
    met = [*TOLD, ("S", "That's frightening, with your mother in mind. What worries you most?")]
    missed = [*TOLD, ("S", "Okay. Any allergies?")]
    place = codes.OUTCOMES.index("met")
    assert signals(met).replies([1])[0, place] > signals(missed).replies([1])[0, place] + 0.2


def test_neighbours_that_are_not_there() -> None:
    assert at(np.array([1.0, 2.0]), np.array([-1, 1]), ABSENT).tolist() == [ABSENT, 2.0]
    assert at(np.ones((2, 3)), np.array([-1]), 0.0).tolist() == [[0.0] * 3]


def test_pooled() -> None:
    owner = np.array([0, 0, 2])
    found = pooled(np.array([0.0, 0.0, -1.0]), owner, 3)
    assert found[0] == pytest.approx(np.log(3))  # either of two halves: three quarters
    assert found[1] == FLOOR and found[2] == pytest.approx(-1)


def test_softmax() -> None:
    assert softmax(np.array([[1000.0, 1000.0]])).tolist() == [[0.5, 0.5]]
