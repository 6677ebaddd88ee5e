"""The array predictor equals the scikit-learn pipeline it was exported from, to 1e-9."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from carescore.predictors.linear import Head
from carescore.text.ngrams import Grams, analyze
from carescore.training import heads

TEXTS = [
    "How are you today? Tell me more.",
    "It hurts. It hurts a lot when I bite.",
    "What brings you in today?",
    "I am scared of the needle, I hate it.",
    "Does it hurt when you bite?",
    "I hate it. I am so tired of it all.",
] * 3
LABELS = {2: ["s", "p"] * 9, 3: ["s", "p", "s", "q", "s", "q"] * 3}
NEW = ["How do you feel about the needle?", "nothing known zzz", "", "I hate it, it hurts!"]


@pytest.mark.parametrize("n", [2, 3])
@pytest.mark.parametrize("with_dense", [False, True])
def test_equals_scikit_learn(n: int, with_dense: bool) -> None:
    classes = ["s", "p", "q"][:n]
    random = np.random.default_rng(0)
    dense, new_dense = random.random((len(TEXTS), 2)), random.random((len(NEW), 2))
    names = ("x", "y") if with_dense else ()
    arrays = heads.fit(TEXTS, LABELS[n], classes, dense=dense if with_dense else None, dense_names=names)
    ours = Head.from_arrays(arrays).probabilities(Grams.of(NEW), new_dense if with_dense else None)

    vectoriser = TfidfVectorizer(analyzer=analyze, sublinear_tf=True, min_df=3)
    matrix, new = vectoriser.fit_transform(TEXTS), vectoriser.transform(NEW)
    if with_dense:
        scaler = StandardScaler().fit(dense)
        matrix = scipy.sparse.hstack([matrix, scaler.transform(dense)]).tocsr()
        new = scipy.sparse.hstack([new, scaler.transform(new_dense)]).tocsr()
    model = LogisticRegression(max_iter=5000, tol=1e-6, random_state=heads.SEED)
    model.fit(matrix, [classes.index(label) for label in LABELS[n]])
    assert np.abs(ours - model.predict_proba(new)).max() < 1e-9


def test_rare_terms_are_refused() -> None:
    with pytest.raises(ValueError, match="min_df"):
        heads.fit(TEXTS, LABELS[2], ["s", "p"], min_df=2)


def test_decision_moves_the_choice() -> None:
    arrays = heads.fit(TEXTS, LABELS[2], ["s", "p"], decision=[0.0, 9.0])
    head = Head.from_arrays(arrays)
    assert head.choose(head.probabilities(Grams.of(NEW))) == [1, 1, 1, 1]
    assert head.choose(np.zeros((0, 2))) == []


def test_missing_dense_features_are_an_error() -> None:
    arrays = heads.fit(TEXTS, LABELS[2], ["s", "p"], dense=np.ones((18, 1)), dense_names=("x",))
    with pytest.raises(ValueError, match="dense features"):
        Head.from_arrays(arrays).probabilities(Grams.of(NEW))


def test_a_head_made_after_grams_were_looked_up_knows_its_terms() -> None:
    grams = Grams.of(["A quixotic needle. A quixotic needle."])
    early = Head.from_arrays(heads.fit(TEXTS, LABELS[2], ["s", "p"]))
    before = early.logits(grams)
    late = Head.from_arrays(heads.fit([text + " quixotic" for text in TEXTS], LABELS[2], ["s", "p"]))
    assert late.logits(grams) != pytest.approx(late.logits(Grams.of(["A needle. A needle."])))
    assert (early.logits(grams) == before).all()
