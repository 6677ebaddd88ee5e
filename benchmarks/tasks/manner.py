"""The tasks of ratings: how polite a request is, and how far a reply takes up what was said."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.stats import spearmanr

from carescore.predictors import load
from carescore.predictors import politeness as polite
from carescore.predictors import uptake as taken
from tasks.row import Records, Row

_DOMAINS = (("wikipedia", "accuracy_wiki", 0.83, 0.8379), ("stack-exchange", "accuracy_se", 0.65, 0.7819))


def politeness(dataset: str, records: Records) -> Iterator[Row]:
    """The top quartile of each domain against its bottom quartile, at the threshold of one half."""
    heads = load.load("politeness").heads
    for domain, metric, floor, published in _DOMAINS:
        outer = [r for r in records if r["domain"] == domain and r["quartile"] in (1, 4)]
        if outer:
            found = polite.predict(heads, [r["text"] for r in outer])
            right = [bool(p > 0.5) == (r["quartile"] == 4) for p, r in zip(found, outer, strict=True)]
            yield Row("politeness", dataset, metric, float(np.mean(right)), len(right), floor, published)


def uptake(dataset: str, records: Records) -> Iterator[Row]:
    """Rank correlation with the z-scored rating of the exchanges that were rated."""
    known = [r for r in records if r["uptake_z"] is not None]
    found = taken.of_texts(load.load("uptake").heads, [(r["a_text"], r["b_text"]) for r in known])
    value = spearmanr(found, [r["uptake_z"] for r in known]).statistic
    yield Row("uptake", dataset, "spearman", float(value), len(known), 0.34, 0.54)
