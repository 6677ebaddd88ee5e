"""Who was cut off, who only listens, who takes the floor: short conversations written for this."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from carescore.predictors import load, turn_taking
from carescore.predictors.turn_taking import features
from carescore.transcript import Utterance

HEADS = load.load("turn_taking").heads
Rows = list[tuple[Any, ...]]

CUT_OFF: Rows = [
    ("Nurse", "Good morning, what brings you in today?", 0, 2000),
    ("Patient", "Well, since Monday I have had this pain in the", 2200, 5200),
    ("Nurse", "Do you have your insurance card with you?", 4700, 7000),
    ("Patient", "Oh, yes, it's here somewhere.", 7200, 8900),
    ("Nurse", "Thank you, I will copy it.", 9100, 10500),
]
SMOOTH: Rows = [
    ("Nurse", "Good morning, what brings you in today?", 0, 2000),
    ("Patient", "Since Monday I have had a pain in my shoulder.", 2200, 5200),
    ("Nurse", "Does it hurt when you lift your arm?", 5500, 7300),
    ("Patient", "Only when I reach behind me.", 7500, 9100),
]
TERMINAL: Rows = [
    ("Nurse", "Good morning, what brings you in today?", 0, 2000),
    ("Patient", "Since Monday I have had a pain in my shoulder.", 2200, 5200),
    ("Nurse", "Does it hurt when you lift your arm?", 5050, 7300),
    ("Patient", "Only when I reach behind me.", 7200, 9100),
]
LISTENING: Rows = [
    ("Nurse", "Good morning, what brings you in today?", 0, 2000),
    ("Patient", "Since Monday I have had a pain in my shoulder.", 2200, 5200),
    ("Nurse", "Mm-hmm.", 5000, 5300),
    ("Patient", "It gets worse when I lift things at work.", 5500, 8200),
    ("Nurse", "Yeah.", 7000, 7250),
    ("Patient", "And at night I can't sleep on that side.", 8300, 11000),
    ("Nurse", "How long has it been that bad?", 11300, 13000),
]
TRAILING: Rows = [
    ("Nurse", "How have you been sleeping?", 0, 1800),
    ("Patient", "Not so well, it's just that...", 2200, 4200),
    ("Nurse", "Take all the time you need.", 8200, 9700),
    ("Patient", "My husband died in March.", 12000, 13800),
]
DASHED: Rows = [
    ("Nurse", "Are you taking anything for the pain?"),
    ("Patient", "I was going to ask you about the-"),
    ("Nurse", "First I need to take your blood pressure."),
    ("Patient", "All right."),
]
BARE: Rows = [(speaker, text.lower().rstrip(".?,"), a, b) for speaker, text, a, b in CUT_OFF]


def said(rows: Rows, timed: bool = True) -> list[Utterance]:
    found = [Utterance(*row) for row in rows]
    return found if timed else [replace(u, start_ms=None, end_ms=None) for u in found]


def cut_off(utterances: list[Utterance], timed: bool = True) -> list[int]:
    head = HEADS["interrupted" if timed else "interrupted_text"]
    found = turn_taking.predict_interrupted(HEADS, utterances)
    return [i for i, yes in enumerate(turn_taking.chosen(head, found)) if yes]


@pytest.mark.parametrize(
    ("rows", "who"),
    [
        pytest.param(CUT_OFF, [1], id="in the middle of a sentence"),
        pytest.param(SMOOTH, [], id="a smooth switch"),
        pytest.param(TERMINAL, [], id="overlap at the very end of a sentence"),
        pytest.param(LISTENING, [], id="only listening"),
        pytest.param(TRAILING, [], id="trailing off"),
    ],
)
def test_who_was_cut_off(rows: Rows, who: list[int]) -> None:
    assert cut_off(said(rows)) == who


@pytest.mark.parametrize(
    ("rows", "who"),
    [
        pytest.param(DASHED, [1], id="a dash shows it"),
        pytest.param(SMOOTH, [], id="nothing shows it"),
        pytest.param(TRAILING, [], id="dots are no dash"),
    ],
)
def test_who_was_cut_off_without_times(rows: Rows, who: list[int]) -> None:
    assert cut_off(said(rows, timed=False), timed=False) == who


@pytest.mark.parametrize("dash", ["-", "--", "–", "—"])
def test_every_dash_is_a_sign(dash: str) -> None:
    rows = [DASHED[0], (DASHED[1][0], DASHED[1][1].rstrip("-") + dash), *DASHED[2:]]
    assert cut_off(said(rows), timed=False) == [1]


def test_open_sentences_stand_out_where_no_sentence_has_a_mark() -> None:
    found = turn_taking.predict_interrupted(HEADS, said(BARE))
    assert np.argmax(found) == 1
    assert found[1] > 2 * np.delete(found, 1).max()


@pytest.mark.xfail(strict=True, reason="without marks, a question that ends in a preposition and a pronoun seems open")
def test_a_finished_question_without_a_mark() -> None:
    assert 2 not in cut_off(said(BARE, timed=False), timed=False)


def test_listener_signals() -> None:
    found = turn_taking.predict_backchannels(HEADS, said(LISTENING))
    assert [i for i, p in enumerate(found) if p > 0.5] == [2, 4]


def test_listener_signals_without_times() -> None:
    found = turn_taking.predict_backchannels(HEADS, said(LISTENING, timed=False))
    assert [i for i, p in enumerate(found) if p > 0.5] == [2, 4]


def test_an_answer_is_no_listener_signal() -> None:
    rows: Rows = [
        ("Nurse", "Do you smoke?", 0, 900),
        ("Patient", "Yes.", 1200, 1600),
        ("Nurse", "How many?", 1900, 2500),
    ]
    assert turn_taking.predict_backchannels(HEADS, said(rows))[1] < 0.5


@pytest.mark.parametrize(
    ("reply", "then", "takes"),
    [
        ("Mm-hmm.", "and then down into my leg.", False),
        ("Have you had an X-ray for that?", "No, not yet.", True),
    ],
)
def test_who_takes_the_floor(reply: str, then: str, takes: bool) -> None:
    talk = [Utterance("Patient", "It goes from my back"), Utterance("Nurse", reply), Utterance("Patient", then)]
    assert (turn_taking.predict_takes_floor(HEADS, talk, [1])[0] > 0.5) == takes


def test_taking_the_floor_does_not_look_at_dashes() -> None:
    plain = [Utterance("A", "it goes from my"), Utterance("B", "Mm-hmm."), Utterance("A", "back down to here.")]
    marked = [Utterance("A", "it goes from my—"), Utterance("B", "Mm-hmm."), Utterance("A", "-back down to here.")]
    one, two = (turn_taking.predict_takes_floor(HEADS, talk, [1]) for talk in (plain, marked))
    assert np.array_equal(one, two)


@pytest.mark.parametrize("rows", [[], [("A", "")], [("A", "...", 0, 0)], [(None, "Hello."), (None, "Hello.")]])
def test_hardly_anything_said(rows: Rows) -> None:
    for predict in (turn_taking.predict_interrupted, turn_taking.predict_backchannels):
        found = predict(HEADS, said(rows))
        assert found.shape == (len(rows),) and np.isfinite(found).all()
    assert turn_taking.predict_takes_floor(HEADS, said(rows), []).shape == (0,)


def test_one_missing_time_means_that_no_time_is_looked_at() -> None:
    partly = [replace(said(CUT_OFF)[0], end_ms=None), *said(CUT_OFF)[1:]]
    without = said(CUT_OFF, timed=False)
    assert np.array_equal(
        turn_taking.predict_interrupted(HEADS, partly), turn_taking.predict_interrupted(HEADS, without)
    )


@pytest.mark.parametrize(
    "change", [lambda a, b: (b, a), lambda a, b: (a, a), lambda a, b: (0, 10**9), lambda a, b: (-b, -a)]
)
def test_impossible_times_still_give_probabilities(change: Any) -> None:
    rows = [(speaker, text, *change(a, b)) for speaker, text, a, b in CUT_OFF]
    found = turn_taking.predict_interrupted(HEADS, said(rows))
    assert ((found >= 0) & (found <= 1)).all()


def test_each_utterance_looks_at_few_others() -> None:
    """Linear even when one utterance spans all the others: what lies beyond NEAR changes nothing."""
    talk = [Utterance("A", "So this is long.", 0, 10**8)]
    talk += [Utterance("B", "And then I", i * 1000, i * 1000 + 1500) for i in range(60)]
    other = [replace(talk[0], text="Something else altogether", end_ms=500), *talk[1:]]
    for predict in (turn_taking.predict_interrupted, turn_taking.predict_backchannels):
        one, two = predict(HEADS, talk)[features.NEAR + 1 :], predict(HEADS, other)[features.NEAR + 1 :]
        assert len(one) == 60 - features.NEAR
        assert np.array_equal(one, two)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("It hurts.", "."),
        ("it hurts .", "."),
        ('It hurts?"', "?"),
        ("It hurts", "w"),
        ("it hur-", "-"),
        ("it hurts —", "-"),
        ("it hurts...", "…"),
        ("It's the [laughs]", "w"),
        ("", "w"),
    ],
)
def test_marks(text: str, mark: str) -> None:
    assert features.detected([Utterance("A", text)])[0].mark == mark
