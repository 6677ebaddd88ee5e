"""Training of the codes' heads: labels find their turns, folds keep groups together, arrays say what was fitted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from carescore.predictors.codes import HEADS, KINDS, judge
from carescore.predictors.codes.features import NOBODY
from carescore.predictors.codes.model import LAYERS
from carescore.predictors.linear import Head
from carescore.text.ngrams import Grams
from carescore.training import labelled
from carescore.training.codes import conversations, export, figures, stages, validation
from carescore.training.codes.conversations import LabelledConversation
from carescore.training.codes.rows import MIN_CONVERSATIONS, Rows, WeightedBag, terms_of
from carescore.training.codes.stages import CodeMaterial
from carescore.training.codes.targets import Replies, Targets

TOLERANCE = 1e-9
ROLEPLAYS = Path(__file__).resolve().parents[2] / "benchmarks" / "roleplays"


def record(*turns: tuple[str, str]) -> dict[str, Any]:
    roles = {"S": "staff", "P": "patient"}
    rows = [
        {"i": i, "speaker": roles[side], "role": roles[side], "start": None, "end": None, "text": text}
        for i, (side, text) in enumerate(turns)
    ]
    return {"id": "one", "meta": {"quality": "poor"}, "turns": rows}


TALK = record(
    ("S", "Billing."),
    ("P", "This is the fourth call. I can't pay it."),
    ("P", "I lie awake over it."),
    ("S", "Read the letter. What did you expect?"),
)
LABELS: list[dict[str, Any]] = [
    {"label": "opportunity", "turn": 2, "start": 0, "end": 20, "kind": "cue", "response": "missed", "response_turn": 3},
    {"label": "disrespect", "turn": 3, "start": 17, "end": 36, "kind": "challenge"},
    {"label": "moment", "turn": 3, "praise": False, "strength": 3, "kind": "blame"},
    {"label": "done"},
]


@pytest.fixture(scope="module")
def one() -> LabelledConversation:
    return conversations.labelled("roleplays", TALK, LABELS)


def test_labels_find_their_turns_and_sentences(one: LabelledConversation) -> None:
    opening, disrespect, _ = one.labels
    assert (opening.turn, opening.reply, opening.sentences) == (1, 2, (3,))  # two utterances are one turn
    assert (disrespect.turn, disrespect.reply, disrespect.sentences) == (2, None, (5,))
    assert (one.group, one.quality, one.reflecting) == ("roleplays/one", "poor", None)


def test_experts_codes_are_known_apart_from_none() -> None:
    coded = record(("P", "I smoke."), ("S", "It calms you."))
    coded["turns"][1]["labels"] = {"main_therapist_behaviour": "reflection"}
    assert conversations.labelled("annomi", coded, []).reflecting == frozenset((1,))


def test_targets(one: LabelledConversation) -> None:
    rows = Rows([one])
    targets, replies = Targets.of(rows), Replies.of(rows)
    found = {name: np.flatnonzero(targets.turns[name]).tolist() for name in HEADS}
    assert found == {name: [] for name in HEADS} | {"opening": [1], "disrespect": [2], "work": [2]}
    assert targets.weights["work"].tolist() == [1, 1, 2] and targets.kinds.tolist() == [-1, -1, 2]
    assert (replies.turns.tolist(), replies.outcomes.tolist()) == ([1], [2])


def test_seeds_stand_alone(tmp_path: Path) -> None:
    table = tmp_path / "seeds.tsv"
    table.write_text("# code\n" + "\n".join(("stock\t-\tSorry.", "opening\tcue\tI'm alone.", "no_empathy\t-\tHi.")))
    found = conversations.of_seeds(table)
    assert [(label.name, label.turn) for label in found.labels] == [("empathy", 0), ("opportunity", 1)]
    assert set(found.view.before) == set(found.view.own_before) == {NOBODY}
    assert not Rows([found]).real.any()


def test_no_term_of_too_few_conversations() -> None:
    bags = [Grams.of([text]) for text in ("a b", "a b", "a c")]
    assert MIN_CONVERSATIONS == 3 and terms_of(bags, frozenset()) == ["^ a", "a"]


def test_a_bag_is_what_a_head_sees() -> None:
    grams = Grams.of(["a b a", "b", ""])
    bag = WeightedBag.of([grams], ["a", "b"])
    coef = np.array([[1.0, 2.0], [3.0, -1.0]])
    made = export._head(["x", "y"], np.zeros((0, 2)), np.zeros(2))
    head = Head.from_arrays({**made, "terms": np.frombuffer(b"a\nb", dtype=np.uint8), "idf": bag.idf, "coef": coef})
    assert np.allclose(head.logits(grams, np.zeros((3, 0))), bag.matrix @ coef, atol=1e-12)


@pytest.mark.parametrize(("least", "expected"), [(0.0, 2.0), (0.85, 2.0), (0.86, 11.0), (0.9, 11.0)])
def test_threshold_of_the_best_f1_with_a_precision(least: float, expected: float) -> None:
    scores = np.arange(22.0, 0.0, -1.0)
    labels = np.array([True] * 12 + [False] * 3 + [True] * 6 + [False])  # 12 of 12, then 18 of 21: .857
    assert validation.threshold(labels, scores, least) == expected


def test_prf() -> None:
    found = validation.prf(np.array([True, True, False]), np.array([True, False, False]))
    assert found == pytest.approx((1.0, 0.5, 2 / 3))


def test_calibration_error() -> None:
    sure = np.full(10, 20.0)
    assert validation.calibration_error(np.ones(10, dtype=bool), sure) == pytest.approx(0, abs=1e-6)
    assert validation.calibration_error(np.zeros(10, dtype=bool), sure) == pytest.approx(1, abs=1e-6)


@pytest.fixture(scope="module")
def material() -> CodeMaterial:
    given = labelled.by_conversation(ROLEPLAYS / "labels")
    every = conversations.of_file(ROLEPLAYS / "train.jsonl", "roleplays", given)
    return CodeMaterial(Rows([talk for i, talk in enumerate(every) if i % 3 == 0]))


def test_folds_keep_conversations_together(material: CodeMaterial) -> None:
    fold = validation.folds(material.rows, 1)
    assert all(len(set(fold[material.rows.group == group])) == 1 for group in set(material.rows.group))
    assert set(fold) == set(range(validation.FOLDS))


def test_arrays_say_what_was_fitted(material: CodeMaterial) -> None:
    every = np.ones(material.rows.n_turns, dtype=bool)
    fits = {name: stages.first_fit(material, name, every) for name in LAYERS}
    layers = {name: stages.first_scores(material, name, fits[name], every) for name in fits}
    judgement = validation.Judgement(np.zeros(material.rows.n_turns, dtype=np.int64), {}, np.zeros((0, 3)), layers)
    half = dict.fromkeys(HEADS, 0.5)
    model = export.fitted(material, judgement, half, half)
    expected = stages.second_scores(material, model.second, stages.second_rows(material, layers))
    heads = {name: Head.from_arrays(one) for name, one in export.arrays(material, model).items()}
    for place in (0, 7):
        start, end = material.rows.first_turn[place : place + 2]
        found = judge(heads, material.rows.conversations[place].view)
        for name in HEADS:
            assert np.abs(found.turns[name] - expected[name][start:end]).max() < TOLERANCE, name
        assert found.thresholds["opening"] == pytest.approx(0)


def test_kinds_agree() -> None:
    logits = np.eye(len(KINDS))[[0, 1, 1]]
    found = figures.kinds_agree(logits, np.array([0, 1, -1]))
    assert found == {"cv_kind_agrees": 1.0, "cv_kind_commonest": 0.5}
