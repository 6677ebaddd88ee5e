"""The patient-centred measures on talk of every odd kind: no crash, no absurd score, no runaway time."""

from __future__ import annotations

import time

import pytest
from conftest import talk

import carescore

NAMES = [
    "patient_perspective",
    "shared_decision",
    "autonomy",
    "family_and_culture",
    "child_friendly",
    "dental_anxiety",
    "phone_etiquette",
]
ODD = [
    "😀 😀 😀",
    "1 2 3 4 5",
    "[NAME] [NAME]",
    "¿Le duele la muela?",
    "…",
    "OPEN WIDE",
    "?",
    "'s n't 're",
    "ok " * 3000,
]


@pytest.mark.parametrize("text", ODD)
def test_odd_turns_give_no_credit_and_no_crash(text: str) -> None:
    scores = carescore.score(talk(("S", text), ("P", text), ("S", text)), only=NAMES).scores
    for name in NAMES:
        score = scores[name]
        value = score.overall.value if score.overall else None
        assert value is None or value == 0.0, name
        assert (value is None) == (score.missing is not None), name


@pytest.mark.parametrize("name", NAMES)
def test_staff_alone_and_patients_alone(name: str) -> None:
    alone = carescore.score([{"speaker": "Patient", "text": "Hello?"}], only=[name]).scores[name]
    assert alone.overall is None and alone.missing
    staff = carescore.score([{"speaker": "Nurse", "text": "It's up to you, which one would you prefer?"}], only=[name])
    overall = staff.scores[name].overall
    assert overall is None or (overall.value is not None and 0 <= overall.value <= 100)


def test_a_long_turn_without_marks_takes_no_longer_than_its_length() -> None:
    line = "you need to stop it is it affecting your sleep do you have any concerns or you could wait if you want "
    start = time.perf_counter()
    carescore.score(talk(("S", line * 50), ("P", "yes it does")), only=NAMES)
    short = time.perf_counter() - start
    start = time.perf_counter()
    carescore.score(talk(("S", line * 500), ("P", "yes it does")), only=NAMES)
    assert time.perf_counter() - start < 60 * max(short, 0.02)


def test_capitals_change_nothing() -> None:
    rows = [
        ("S", "There are two ways to go. What matters most to you?"),
        ("P", "Cost."),
        ("S", "Is it affecting your sleep?"),
    ]
    lower, upper = (
        carescore.score(talk(*((who, fold(t)) for who, t in rows)), only=NAMES[:3]) for fold in (str.lower, str.upper)
    )
    for name in NAMES[:3]:
        assert lower.scores[name].overall == upper.scores[name].overall
