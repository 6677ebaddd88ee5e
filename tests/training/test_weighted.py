"""The exported Naive-Bayes head is the softmax of its classifiers' log-odds; calibration does what it says."""

from __future__ import annotations

import numpy as np
import pytest

from carescore.predictors.linear import Head
from carescore.text.ngrams import Grams, analyze
from carescore.training import heads, weighted

TEXTS = ["how are you today", "it hurts when i bite", "i hate the needle", "you can tell me more"] * 4
LABELS = ["a", "b", "c", "a"] * 4


def head(C: float = 1.0) -> heads.Arrays:
    dense = np.random.default_rng(0).random((len(TEXTS), 2))
    return weighted.fit(TEXTS, LABELS, ["a", "b", "c"], dense, ("x", "y"), C)


def test_it_learns_and_no_term_is_rare() -> None:
    arrays = head()
    found = Head.from_arrays(arrays).probabilities(Grams.of(TEXTS[:4]), np.full((4, 2), 0.5))
    assert [("a", "b", "c")[i] for i in found.argmax(axis=1)] == LABELS[:4]
    terms = set(bytes(arrays["terms"]).decode().split("\n"))
    assert all(sum(term in analyze(text) for text in TEXTS) >= 3 for term in terms)


def test_scaling_a_head_sharpens_its_probabilities() -> None:
    grams, dense = Grams.of(TEXTS[:4]), np.full((4, 2), 0.5)
    plain = Head.from_arrays(head()).probabilities(grams, dense)
    twice = Head.from_arrays(weighted.scaled(head(), 2.0)).probabilities(grams, dense)
    assert np.abs(twice - weighted.sharpened(plain, 2.0)).max() < 1e-9


def test_the_mean_of_a_head_with_itself_is_that_head() -> None:
    assert np.allclose(weighted.averaged(head(), head())["coef"], head()["coef"])


def test_calibration_error() -> None:
    sure = np.array([[0.95, 0.05]] * 10)
    assert weighted.calibration_error(sure, np.zeros(10, dtype=np.int64)) == pytest.approx(0.05)
    assert weighted.calibration_error(sure, np.ones(10, dtype=np.int64)) == pytest.approx(0.95)


@pytest.mark.parametrize(
    ("labels", "found", "weights", "error"),
    [
        ([1, 0], [0.75, 0.25], None, 0.25),
        ([1, 0], [0.75, 0.75], None, 0.25),  # one bin: its mean counts
        ([1, 0], [1.0, 0.0], None, 0.0),
        ([1, 0], [0.75, 0.25], [3.0, 1.0], 0.25),
        ([1, 0], [0.75, 0.5], [3.0, 1.0], 0.3125),
    ],
)
def test_how_far_probabilities_are_off(
    labels: list[int], found: list[float], weights: list[float] | None, error: float
) -> None:
    given = None if weights is None else np.array(weights)
    assert weighted.off(np.array(labels), np.array(found), given) == pytest.approx(error)
