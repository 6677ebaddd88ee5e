"""The bundled heads as classifiers: what they say is what the models say, to 1e-9."""

from __future__ import annotations

import pickle
import warnings
from typing import Any

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.model_selection import cross_val_predict
from sklearn.utils.estimator_checks import check_estimator

from carescore.errors import UsageError
from carescore.integrations.classifier import HEADS
from carescore.predictors import behaviour, empathy, load, sentiment
from carescore.sklearn import TurnClassifier

PAIRS = [
    ("I'm scared of the operation.", "That must be frightening. What worries you most?"),
    ("It hurts when I chew.", "Your appointment is at nine on Monday."),
    ("My mother had the same.", "So you're afraid it runs in the family?"),
]

THREE: Any = [("a", "b", "c")]
NUMBER: Any = ["a", ("b", 1)]
UNKNOWN: Any = ["a", float("nan")]  # as pandas has a text that is not there


@pytest.mark.parametrize("place", range(3))
def test_empathy_is_the_models(place: int) -> None:
    golden = load.load("empathy").manifest["golden"]
    items = [(one["input"]["prompt"], one["input"]["text"]) for one in golden]
    promised = [one["probabilities"][3 * place : 3 * place + 3] for one in golden]
    found = TurnClassifier(empathy.MECHANISMS[place]).predict_proba(items)
    np.testing.assert_allclose(found, promised, atol=1e-9, rtol=0)


@pytest.mark.parametrize(("head", "columns"), [("behaviour", (0, 4)), ("reflects", (4, 6)), ("question_form", (6, 8))])
def test_behaviour_is_the_models(head: str, columns: tuple[int, int]) -> None:
    heads = load.load("behaviour").heads
    said = [{"turns": [["patient", before], ["staff", text]]} for before, text in PAIRS]
    promised = [row[slice(*columns)] for row in behaviour.probe(heads, said)]
    np.testing.assert_allclose(TurnClassifier(head).predict_proba(PAIRS), promised, atol=1e-9, rtol=0)


def test_sentiment_is_the_models() -> None:
    heads = load.load("sentiment").heads
    said = [{"prompt": before, "text": text} for before, text in PAIRS]
    promised = [row[:3] for row in sentiment.probe(heads, said)]
    np.testing.assert_allclose(TurnClassifier("sentiment").predict_proba(PAIRS), promised, atol=1e-9, rtol=0)


@pytest.mark.parametrize("head", HEADS)
def test_every_head(head: str) -> None:
    model = TurnClassifier(head)
    found, classes = model.predict_proba(PAIRS), model.classes_
    assert found.shape == (3, len(classes)) and np.allclose(found.sum(axis=1), 1)
    assert set(model.predict(PAIRS)) <= set(classes) and model.predict_proba([]).shape == (0, len(classes))
    assert len(model.predict([])) == 0


@pytest.mark.parametrize(
    ("head", "turn", "said"),
    [
        ("sentiment", "I hate this, it is awful and nobody helps.", "negative"),
        ("sentiment", "Thank you so much, everybody was wonderful and kind.", "positive"),
        ("behaviour", "What brings you in today?", "question"),
        ("opening", "I'm terrified that it might be cancer.", "yes"),
        ("opening", "My birthday is in June.", "no"),
    ],
)
def test_what_they_say(head: str, turn: str, said: str) -> None:
    assert TurnClassifier(head).predict([turn]).tolist() == [said]


def test_in_scikit_learns_hands() -> None:
    model = TurnClassifier("behaviour")
    assert clone(model).get_params() == model.get_params() == pickle.loads(pickle.dumps(model)).get_params()
    labels = ["question", "other", "reflection", "other"]
    assert len(cross_val_predict(model, [*PAIRS, PAIRS[0]], labels, cv=2)) == 4
    assert 0 <= model.score(PAIRS, labels[:3]) <= 1


@pytest.mark.parametrize(
    ("call", "why"),
    [
        (lambda: TurnClassifier("sentimint").fit([]), "did you mean sentiment"),
        (lambda: TurnClassifier("reflects").fit(["a"], ["maybe"]), "1 labels are no classes of reflects"),
        (lambda: TurnClassifier().predict("Hello."), "into a list"),
        (lambda: TurnClassifier().predict(THREE), "turn 1 is neither"),
        (lambda: TurnClassifier().predict(NUMBER), "turn 2 is neither"),
        (lambda: TurnClassifier().predict(UNKNOWN), "turn 2 is neither"),
    ],
)
def test_bad_input(call: Any, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        call()


def test_scikit_learns_own_checks() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says that input which is no array of numbers cannot be tried by it
        check_estimator(TurnClassifier())
