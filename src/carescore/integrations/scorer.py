"""Conversations into figures, as a transformer of scikit-learn: a row a conversation, a column a skill or measure.

What is not known is NaN there, which scikit-learn's imputers and trees take for missing; it is never 0.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
from joblib import Parallel, delayed
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from carescore import api
from carescore.errors import CarescoreError, UsageError
from carescore.measures import named
from carescore.skills import CONTEXTS, SKILLS, VISIT, profiles

ON_ERROR = ("raise", "nan")
Row = tuple[float, ...]


class CareScorer(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn ships no types
    """Scores conversations; learns nothing. profile, context, only: as in carescore.score; on_error: "raise", or "nan"
    for a row without figures and one warning; n_jobs: as in joblib.

    Each conversation is whatever carescore.score takes. Columns: the five skills, overall, then the measures by name.
    """

    def __init__(
        self,
        profile: str | os.PathLike[str] = api.DEFAULT_PROFILE,
        context: str = VISIT,
        only: Iterable[str] | None = None,
        on_error: str = "raise",
        n_jobs: int | None = None,
    ) -> None:
        self.profile = profile
        self.context = context
        self.only = only
        self.on_error = on_error
        self.n_jobs = n_jobs

    def fit(self, X: Iterable[Any], y: object = None) -> CareScorer:
        """Checks the arguments. Raises UsageError and ProfileError."""
        profiles.load(self.profile)
        for given, known in ((self.context, CONTEXTS), (self.on_error, ON_ERROR)):
            if given not in known:
                raise UsageError(f"CareScorer knows no '{given}'; there are {', '.join(known)}")
        self.figures_ = (*SKILLS, "overall", *(measure.name for measure in named(self.only)))
        return self

    def transform(self, X: Iterable[Any]) -> npt.NDArray[np.float64]:
        """(n_conversations, n_figures). Raises what carescore.score raises, unless on_error says otherwise."""
        check_is_fitted(self)
        if isinstance(X, str | bytes | os.PathLike) or hasattr(X, "columns"):
            raise UsageError("CareScorer takes a list of conversations: put a single one into a list")
        score = partial(api.score, profile=self.profile, context=self.context, only=self.only)
        one = partial(_row, score, self.figures_, self.on_error == "raise")
        rows: list[Row | None] = Parallel(n_jobs=self.n_jobs)(delayed(one)(source) for source in X)
        if failed := sum(row is None for row in rows):
            warnings.warn(f"carescore: {failed} of {len(rows)} conversations could not be scored", stacklevel=2)
        empty = (np.nan,) * len(self.figures_)
        found = np.array([empty if row is None else row for row in rows], dtype=np.float64)
        return found.reshape(len(rows), len(self.figures_))

    def get_feature_names_out(self, input_features: object = None) -> npt.NDArray[np.object_]:
        """The names of the columns."""
        check_is_fitted(self)
        return np.array(self.figures_, dtype=object)

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.two_d_array, tags.input_tags.string = False, True
        return tags


def _row(score: partial[Any], figures: tuple[str, ...], strictly: bool, source: Any) -> Row | None:
    """A conversation's figures in order, None where it cannot be scored."""
    try:
        report = score(source)
    except CarescoreError:
        if strictly:
            raise
        return None
    known = {name: score.value for name, score in report.scores.items()}
    known |= {name: skill.value for name, skill in report.skills.items()}
    return tuple(np.nan if (value := known.get(name)) is None else float(value) for name in figures)
