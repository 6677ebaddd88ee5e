"""CareScorer as scikit-learn would use it."""

from __future__ import annotations

import pickle
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pandas
import pytest
from conftest import EXAMPLES
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.utils.estimator_checks import check_estimator

import carescore
from carescore.errors import ProfileError, UsageError
from carescore.skills import SKILLS
from carescore.sklearn import CareScorer

GOOD, BAD = EXAMPLES / "billing-call-handled-well.vtt", EXAMPLES / "billing-call-handled-badly.srt"
ONLY = ["questions", "courtesy"]
SHORT = [("Nurse", "Good morning."), ("Patient", "Hello.")]


def test_its_figures_are_those_of_score() -> None:
    found = CareScorer().fit([]).set_output(transform="pandas").transform([GOOD, BAD])
    for row, path in zip(found.to_dict("records"), (GOOD, BAD), strict=True):
        report = carescore.score(path)
        values: dict[str, float | None] = {name: skill.value for name, skill in report.skills.items()}
        values |= {name: score.value for name, score in report.scores.items()}
        assert {n: None if np.isnan(v) else v for n, v in row.items()} == values


def test_names_and_shape() -> None:
    scorer = CareScorer(only=ONLY)
    names = [*SKILLS, "overall", "courtesy", "questions"]
    assert scorer.fit_transform([SHORT, SHORT]).shape == (2, len(names)) == scorer.fit([]).transform([SHORT] * 2).shape
    assert scorer.get_feature_names_out().tolist() == names
    assert scorer.transform([]).shape == (0, len(names))


def test_unknown_is_nan_and_never_zero() -> None:
    assert np.isnan(CareScorer(only=ONLY).fit_transform([SHORT])[0, : len(SKILLS) + 1]).all()


def test_polars_and_pandas() -> None:
    frame = CareScorer(only=ONLY).set_output(transform="polars").fit_transform([SHORT])
    assert frame.columns[-1] == "questions"


def test_clone_and_pickle() -> None:
    scorer = CareScorer(profile="dental", only=ONLY, n_jobs=1).fit([])
    assert clone(scorer).get_params() == scorer.get_params()
    again = pickle.loads(pickle.dumps(scorer))
    np.testing.assert_array_equal(again.transform([SHORT]), scorer.transform([SHORT]))


def test_a_search_over_profiles() -> None:
    known = SimpleImputer(keep_empty_features=True)
    model = make_pipeline(CareScorer(only=ONLY), known, LogisticRegression())
    search = GridSearchCV(model, {"carescorer__profile": ["clinic", "front-desk-phone"]}, cv=2)
    search.fit([GOOD, BAD, SHORT, GOOD], ["good", "bad", "bad", "good"])
    assert search.best_params_["carescorer__profile"] in ("clinic", "front-desk-phone")
    assert len(search.cv_results_["params"]) == 2 and not np.isnan(search.cv_results_["mean_test_score"]).any()


def test_jobs_change_nothing() -> None:
    one, two = (CareScorer(only=ONLY, n_jobs=n).fit([]).transform([GOOD, SHORT]) for n in (1, 2))
    np.testing.assert_array_equal(one, two)


def test_what_cannot_be_scored(tmp_path: Path) -> None:
    missing = tmp_path / "none.vtt"
    with pytest.raises(carescore.errors.ReadError):
        CareScorer(only=ONLY).fit_transform([SHORT, missing])
    with pytest.warns(UserWarning, match="1 of 2 conversations"):
        found = CareScorer(only=ONLY, on_error="nan").fit_transform([SHORT, missing])
    assert not np.isnan(found[0]).all() and np.isnan(found[1]).all()


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"profile": "clinc"}, ProfileError),
        ({"only": ["question"]}, UsageError),
        ({"context": "call"}, UsageError),
        ({"on_error": "skip"}, UsageError),
    ],
)
def test_a_slip_is_found_before_anything_is_scored(given: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        CareScorer(**given).fit([])


@pytest.mark.parametrize(
    "given", ["visit.vtt", GOOD, pandas.DataFrame({"path": ["a"]})], ids=lambda g: type(g).__name__
)
def test_a_single_conversation_is_no_list(given: Any) -> None:
    with pytest.raises(UsageError, match="into a list"):
        CareScorer().fit([]).transform(given)


def test_before_fit() -> None:
    with pytest.raises(NotFittedError):
        CareScorer().transform([SHORT])


def test_scikit_learns_own_checks() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says that input which is no array of numbers cannot be tried by it
        check_estimator(CareScorer(only=ONLY))
