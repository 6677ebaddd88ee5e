"""sentiment: the patient's course through a talk; never a mark made of staff's empathy."""

from __future__ import annotations

import numpy as np
import pytest
from conftest import quotes, scored, talk

from carescore import readers
from carescore.annotate import Signals
from carescore.codes import Codes
from carescore.measures import Score
from carescore.measures.sentiment import MEASURE
from carescore.segmentation import segment

ANGRY = ("P", "This is ridiculous, I am so angry, nobody ever calls back.")
GLAD = ("P", "Thank you so much, that was really kind and helpful.")
PLAIN = ("P", "It's on the left side, below the knee.")
ASKS = ("S", "Could you tell me your date of birth?")
BYE = ("P", "Okay, thank you, bye.")

NOT_NEGATIVE = [  # VADER alone calls most of these bad news
    "The test was negative.",
    "They told me the result came back negative.",
    "No pain today.",
    "I have no pain at all when I walk.",
    "I'm here for a cancer screening.",
    "My appointment is at the cancer center.",
    "It's a sharp feeling on the left.",
    "There was some discharge last week.",
    "There is no sign of infection.",
    "I take a blood pressure pill.",
]
NOT_POSITIVE = [
    "My test came back positive.",
    "It was a positive test for the flu.",
    "My blood type is O positive.",
    "I'm a new patient here.",
    "I was a patient of Doctor Hope.",
    "The discharge papers are at home.",
    "I want to end it all.",
    "I can't breathe.",
    "He passed away.",
    "Fine. Whatever.",
    "Okay.",
]


def course(*rows: tuple[str, str]) -> list[tuple[str, str]]:
    """The patient's turns with a plain staff question between them."""
    return [row for patient in rows for row in (ASKS, patient)]


@pytest.mark.parametrize("text", NOT_NEGATIVE)
def test_medical_words_are_no_bad_mood(text: str) -> None:
    found = quotes(talk(*course(PLAIN, ("P", text), PLAIN)), "sentiment")
    assert ("negative", text) not in found


@pytest.mark.parametrize("text", NOT_POSITIVE)
def test_medical_words_are_no_good_mood(text: str) -> None:
    found = quotes(talk(*course(PLAIN, ("P", text), PLAIN)), "sentiment")
    assert ("positive", text) not in found


@pytest.mark.xfail(strict=True, reason="sarcasm is not heard")
def test_sarcasm() -> None:
    text = "Great, another hour on hold."
    assert ("positive", text) not in quotes(talk(*course(PLAIN, ("P", text), PLAIN)), "sentiment")


def test_a_recovery_is_measured_from_the_low_point() -> None:
    figures = scored(talk(*course(PLAIN, PLAIN, ANGRY, PLAIN, GLAD, GLAD)), "sentiment").figures
    low, end, recovery = (figures[name].value for name in ("low", "end", "recovery"))
    assert low is not None and end is not None and low < -0.3 < 0.3 < end
    assert recovery == pytest.approx(end - low)


def test_no_recovery_where_nothing_went_wrong() -> None:
    assert "recovery" not in scored(talk(*course(PLAIN, PLAIN, PLAIN)), "sentiment").figures


def test_closing_thanks_are_not_the_end() -> None:
    open_end = scored(talk(*course(PLAIN, PLAIN, ANGRY)), "sentiment").figures["end"]
    assert scored(talk(*course(PLAIN, PLAIN, ANGRY, BYE, BYE)), "sentiment").figures["end"] == open_end


def test_an_angry_farewell_is_the_end() -> None:
    last = ("P", "I am so angry, this is ridiculous, goodbye.")
    end = scored(talk(*course(PLAIN, PLAIN, PLAIN, last)), "sentiment").figures["end"].value
    assert end is not None and end < -0.1


def test_what_staff_said_before_the_mood_turned() -> None:
    kind = ("S", "I'm so sorry. I have sent the refund, it is done.")
    rude = ("S", "That is our policy.")
    found = quotes(talk(ASKS, ANGRY, kind, GLAD, rude, ANGRY), "sentiment")
    assert ("before a turn for the better", kind[1]) in found and ("before a turn for the worse", rude[1]) in found


def test_staff_naming_a_feeling_is_not_quoted_as_negative() -> None:
    named = ("S", "That must be frightening, it is an awful thing to go through.")
    assert all(quote != named[1] for _, quote in quotes(talk(PLAIN, named, PLAIN, named, PLAIN), "sentiment"))


def test_two_turns_are_too_few_and_say_so() -> None:
    score = scored(talk(PLAIN, ASKS, GLAD), "sentiment")
    assert score.overall is None and score.missing is not None and "fewer than three" in score.missing


def test_values_are_between_minus_one_and_one() -> None:
    score = scored(talk(*course(ANGRY, PLAIN, GLAD)), "sentiment")
    assert score.by_role and all(-1 <= (figure.value or 0) <= 1 for figure in score.by_role.values())


def felt(*moods: float, texts: tuple[str, ...] = ()) -> Score:
    """The score where the model gives the patient's turns these moods: positive, or, below 0, negative so surely."""
    said = texts or ("It is the left one.",) * len(moods)
    rows = [row for text in said for row in (ASKS, ("P", text))]
    dialogue = segment(readers.read(talk(*rows)))
    signals = Signals(dialogue)
    given = [mood for one in moods for mood in (0.0, one)]
    vars(signals)["sentiment"] = np.array([(max(-m, 0.0), 1 - abs(m), max(m, 0.0)) for m in given])
    return MEASURE.score(Codes(dialogue, signals))


def labelled(score: Score) -> list[tuple[int, str]]:
    return [(e.turn, e.label) for e in score.evidence]


@pytest.mark.parametrize(("mood", "label"), [(0.6, "positive"), (0.59, None), (-0.6, "negative"), (-0.59, None)])
def test_a_turn_is_quoted_from_six_tenths(mood: float, label: str | None) -> None:
    assert labelled(felt(mood, mood, mood)) == ([(i, label) for i in (1, 3, 5)] if label else [])


@pytest.mark.parametrize(
    ("first", "second", "shift"),
    [(0.0, 0.8, "better"), (0.0, 0.79, None), (0.4, -0.4, "worse"), (0.4, -0.39, None)],
)
def test_the_mood_turns_by_eight_tenths(first: float, second: float, shift: str | None) -> None:
    found = [label for turn, label in labelled(felt(first, second, second)) if turn == 2]
    assert found == ([f"before a turn for the {shift}"] if shift else [])


def test_thirds_low_point_and_recovery() -> None:
    figures = felt(0.3, -0.7, 0.2, 0.4, 0.1, 0.5).figures
    assert {name: figure.value for name, figure in figures.items()} == pytest.approx(
        {"opening": -0.2, "middle": 0.3, "end": 0.3, "low": -0.7, "recovery": 1.0}
    )
    assert "recovery" not in felt(0.3, -0.5, 0.2).figures


@pytest.mark.parametrize(
    ("last", "mood", "end"),
    [
        ("Thank you, bye.", 0.9, 0.2),  # the close is no part of the course
        ("Okay, great.", 0.9, 0.2),
        ("See you on Monday then.", 0.9, 0.2),
        ("It is the left one.", 0.9, 0.9),
        ("Goodbye.", -0.9, -0.9),  # an angry farewell is
    ],
)
def test_the_closing_thanks_are_left_out(last: str, mood: float, end: float) -> None:
    texts = ("It is here.", "It is there.", "It is the left one.", last)
    assert felt(0.1, 0.1, 0.2, mood, texts=texts).figures["end"].value == pytest.approx(end)


def test_three_turns_are_left_even_of_farewells() -> None:
    texts = ("It is here.", "Okay.", "Thank you.", "Goodbye.")
    assert felt(0.1, 0.2, 0.3, 0.4, texts=texts).figures["end"].value == pytest.approx(0.3)
