"""Who is who in talk with labels that say nothing, and how sure that is."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from carescore.predictors import load, roles
from carescore.predictors.linear import FloatArray
from carescore.predictors.roles.features import CUES, SpokenTurns, features
from carescore.text.ngrams import Grams
from carescore.transcript import Role

S, P, C = roles.ROLES
Said = list[tuple[int, str]]


def probabilities(said: Said) -> FloatArray:
    speakers, texts = [one for one, _ in said], [text for _, text in said]
    heads = load.load("role").heads
    return roles.predict(heads, Grams.of(texts), np.arange(len(texts)), speakers, texts)


CASES: list[tuple[str, Said, list[Role]]] = [
    (
        "visit",
        [(0, "What brings you in today?"), (1, "My knee hurts when I walk."), (0, "Since when?"), (1, "Since Friday.")],
        [S, P],
    ),
    (
        "patient opens",
        [(0, "Hi, I have had this cough for a week."), (1, "Do you have any fever?"), (0, "No, I don't think so.")],
        [P, S],
    ),
    (
        "parent",
        [
            (0, "What's going on with her?"),
            (1, "My daughter has a rash. She keeps scratching it."),
            (0, "Does she have a fever?"),
            (1, "She was warm last night."),
        ],
        [S, C],
    ),
    (
        "short answers about a third",
        [(0, "Has he had any surgery before?"), (1, "No, he hasn't."), (0, "Does he take any medicine?"), (1, "No.")],
        [S, C],
    ),
    (
        "spouse beside the patient",
        [
            (0, "How have you been feeling, sir?"),
            (1, "I get dizzy when I stand up."),
            (2, "He fell in the kitchen last week. I had to help him up."),
            (0, "Did you hit your head?"),
            (1, "No, I don't think I did."),
        ],
        [S, P, C],
    ),
    (
        "two clinicians",
        [
            (0, "Nurse, can you tell me about the next patient?"),
            (1, "The patient is a sixty year old man. He was admitted with chest pain. His vitals are stable."),
            (0, "Does he have any history of heart disease?"),
            (1, "According to his chart he has a history of hypertension."),
        ],
        [S, S],
    ),
]


@pytest.mark.parametrize(("said", "true"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_who_is_who(said: Said, true: list[Role]) -> None:
    assert [role for role, _ in roles.assign(probabilities(said), {})] == true


@pytest.mark.parametrize("said", [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_names_do_not_matter(said: Said) -> None:
    """The same talk with its speakers numbered the other way round gets the same roles."""
    last = max(one for one, _ in said)
    found = roles.assign(probabilities(said), {})
    turned = roles.assign(probabilities([(last - one, text) for one, text in said]), {})
    assert [role for role, _ in turned] == [role for role, _ in found][::-1]
    assert np.allclose([sure for _, sure in turned], [sure for _, sure in found][::-1])


RANDOM = np.random.default_rng(4).dirichlet([1, 1, 1], size=(6, 3))


@pytest.mark.parametrize("rows", RANDOM)
def test_confidence_is_the_share_of_the_assignments(rows: FloatArray) -> None:
    ways = list(product(range(3), repeat=len(rows)))
    weights = np.array(
        [
            np.prod([rows[i, k] for i, k in enumerate(way)])
            * np.exp(roles.role_prior([way.count(k) for k in range(3)]))
            for way in ways
        ]
    )
    best = ways[int(np.argmax(weights))]
    found = roles.assign(rows, {})
    assert [role for role, _ in found] == [roles.ROLES[k] for k in best]
    for i, (_, sure) in enumerate(found):
        same = sum(w for w, way in zip(weights, ways, strict=True) if way[i] == best[i])
        assert sure == pytest.approx(same / weights.sum(), abs=1e-9)


def test_what_is_known_decides_the_rest() -> None:
    rows = np.array([[0.8, 0.1, 0.1], [0.7, 0.2, 0.1]])
    assert roles.assign(rows, {})[0][0] is S
    assert roles.assign(rows, {0: P}) == [(P, 1.0), (S, pytest.approx(1.0, abs=0.01))]
    assert roles.assign(rows, {0: Role.INTERPRETER})[1][0] is S


@pytest.mark.parametrize(
    ("rows", "low", "high"),
    [
        ([[0.5, 0.5, 0.0], [0.5, 0.5, 0.0]], 0.0, 1e-6),
        ([[0.6, 0.4, 0.0], [0.4, 0.6, 0.0]], 0.8, 0.82),  # 2 ln 1.5
        ([[0.99, 0.01, 0.0], [0.01, 0.99, 0.0]], 9.1, 9.3),
        ([[0.98, 0.01, 0.01], [0.01, 0.98, 0.01], [0.01, 0.01, 0.98]], 4.0, 20.0),
    ],
    ids=["toss-up", "likely", "sure", "three"],
)
def test_margin_over_the_sides_exchanged(rows: list[list[float]], low: float, high: float) -> None:
    found = roles.margin(np.array(rows))
    assert found is not None
    assert low <= found <= high


def test_margin_is_that_of_all_exchanged_assignments() -> None:
    for rows in RANDOM:
        ways = list(product(range(3), repeat=len(rows)))
        logs = {w: sum(np.log(rows[i, k]) for i, k in enumerate(w)) for w in ways}
        logs = {w: v + roles.role_prior([w.count(k) for k in range(3)]) for w, v in logs.items()}
        best = max(ways, key=logs.__getitem__)
        swapped = [w for w in ways if [k == 0 for k in w] == [k != 0 for k in best]]
        expected = logs[best] - max(logs[w] for w in swapped) if 0 in best and any(best) else None
        assert roles.margin(rows) == (None if expected is None else pytest.approx(expected, abs=1e-6))


@pytest.mark.parametrize("rows", [[[0.9, 0.1, 0.0]], [[0.99, 0.005, 0.005], [0.99, 0.005, 0.005]]])
def test_no_margin_without_two_sides(rows: list[list[float]]) -> None:
    assert roles.margin(np.array(rows)) is None


def test_turns_mixed_under_wrong_labels_lower_the_margin() -> None:
    said = CASES[0][1]
    mixed = [(one if i % 2 else 1 - one, text) for i, (one, text) in enumerate(said * 2)][1:]
    right, wrong = roles.margin(probabilities(said * 2)), roles.margin(probabilities([*mixed, said[0]]))
    assert right is not None
    assert wrong is None or wrong < right


def test_a_speaker_is_seen_through_four_sets_of_turns() -> None:
    turns = SpokenTurns((0, 1, 1, 0), ("a", "b", "c", "d"))
    assert turns.seen(1) == {"own": [1, 2], "before": [0], "after": [3], "rest": [0, 3]}
    assert turns.seen(0) == {"own": [0, 3], "before": [2], "after": [1], "rest": [1, 2]}


@pytest.mark.parametrize(
    ("asked", "answer", "name", "value"),
    [
        ("Is she eating?", "She is.", "third asked", 0.5),
        ("Are you eating?", "I am.", "third asked", -0.5),
        ("Is your son eating?", "He is.", "before asks_of_third", 1.0),
        ("Is the sun shining?", "It is.", "before asks_of_third", 0.0),
        ("Is your arm better?", "It is.", "before your_kin", 0.0),
        ("Who is here?", "I'm his mother.", "own his_kin", 1.0),
        ("Who is here?", "My mother is sick.", "own kin_is", 1.0),
    ],
)
def test_cues(asked: str, answer: str, name: str, value: float) -> None:
    turns = SpokenTurns((0, 1), (asked, answer))
    assert features(turns, 1, turns.cues())[name] == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("She’s sure he'd say: it's hers.", {"third": 3}),
        ("The shed, this theme.", {}),
        ("I'm sure I'd do it myself, mine and my", {"first": 5, "of_self": 1}),
        ("You’re your own; yours? You!", {"you": 3, "asks": 1, "asks_of_you": 1}),
        ("We're us, our. Well, they've them", {"we": 3, "they": 2}),
        ("Doc, your kid brother. Kids, doctors?", {"you": 1, "kin": 2, "profession": 1, "your_kin": 1, "asks": 1}),
        ("", {}),
    ],
)
def test_how_often_a_turn_holds_each_cue(text: str, cues: dict[str, int]) -> None:
    counts = SpokenTurns((0,), (text,)).cues()[0].tolist()
    assert {cue: n for cue, n in zip(CUES, counts, strict=False) if n} == cues
    assert counts[-1] == len(text.split())
