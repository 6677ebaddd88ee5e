"""The heads of the role model, fitted jointly: the right assignment of every conversation is to be the likeliest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import scipy.optimize
import scipy.sparse
import scipy.special
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import StandardScaler

from carescore.predictors import roles
from carescore.training import heads as shared
from carescore.training.ratings import Floats, Ints
from carescore.training.roles.talks import Roled, dense_of, grams_of, stretches

CLASSES = [role.value for role in roles.ROLES]
SCALES = {"own": 3.0, "before": 2.0, "after": 1.5}  # of the unit-length n-gram rows, against the l2 penalty
DENSE_SCALE, MIN_SPEAKERS, PENALTY, STEPS = 0.2, 4, 1.0, 150


def train(talks: Sequence[Roled]) -> dict[str, shared.Arrays]:
    """The three heads, trained jointly to make the right assignment of every talk the likeliest."""
    talks, weights = stretches(talks)
    lists = grams_of(talks)
    makers = {
        name: TfidfVectorizer(analyzer=list, sublinear_tf=True, min_df=MIN_SPEAKERS).fit(lists[name])
        for name in roles.HEADS
    }
    sizes = [len(talk.roles) for talk in talks]
    scaler = StandardScaler().fit(np.concatenate([dense_of(t) for t in talks]), sample_weight=np.repeat(weights, sizes))
    features = np.concatenate([scaler.transform(dense_of(talk)) for talk in talks]) * DENSE_SCALE
    blocks = [makers[name].transform(lists[name]) * SCALES[name] for name in roles.HEADS]
    matrix = scipy.sparse.hstack([*blocks, features, np.ones((len(features), 1))]).tocsr()
    coef = fit_joint(matrix, talks, weights)
    ends = np.cumsum([block.shape[1] for block in blocks])
    parts = dict(zip(roles.HEADS, np.split(coef[: ends[-1]], ends[:-1]), strict=True))
    found = {name: _arrays(makers[name], parts[name] * SCALES[name]) for name in roles.HEADS}
    found["own"] |= {
        "intercept": coef[-1],
        "dense_names": list(roles.dense_names()),
        "dense_mean": scaler.mean_,
        "dense_scale": scaler.scale_,
        "dense_coef": coef[ends[-1] : -1] * DENSE_SCALE,
    }
    return found


def _arrays(maker: TfidfVectorizer, coef: Floats) -> shared.Arrays:
    terms = sorted(maker.vocabulary_, key=maker.vocabulary_.__getitem__)
    return {
        "classes": CLASSES,
        "terms": np.frombuffer("\n".join(terms).encode("utf-8"), dtype=np.uint8),
        "idf": maker.idf_,
        "coef": np.ascontiguousarray(coef.astype(np.float32)),
        "intercept": np.zeros(len(CLASSES)),
        "dense_names": [],
        "dense_mean": np.zeros(0),
        "dense_scale": np.zeros(0),
        "dense_coef": np.zeros((0, len(CLASSES))),
        "decision": np.zeros(len(CLASSES)),
    }


def fit_joint(matrix: Any, talks: Sequence[Roled], weights: Floats) -> Floats:
    """(n_features, 3): maximum conditional likelihood of whole assignments with an l2 penalty, by L-BFGS."""
    groups = [TalkGroup.of(talks, weights, n) for n in sorted({len(talk.roles) for talk in talks})]
    by_feature, width = matrix.T.tocsr(), len(CLASSES)

    def loss(flat: Floats) -> tuple[float, Floats]:
        coef = flat.reshape(-1, width)
        scores = matrix @ coef
        value, slopes = PENALTY / 2 * float((coef * coef).sum()), np.zeros_like(scores)
        for group in groups:
            value += group.add(scores, slopes)
        return value, (by_feature @ slopes + PENALTY * coef).ravel()

    start = np.zeros(matrix.shape[1] * width)
    found = scipy.optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    coef: Floats = found.x.reshape(-1, width)
    return coef


@dataclass(frozen=True)
class TalkGroup:
    """All talks of n speakers. rows: (talks, n) of each speaker's row; ways: every assignment; right: which is true."""

    rows: Ints
    ways: Ints
    prior: Floats
    right: Ints
    weights: Floats

    @classmethod
    def of(cls, talks: Sequence[Roled], weights: Floats, n: int) -> TalkGroup:
        sizes = np.array([len(talk.roles) for talk in talks])
        places = np.flatnonzero(sizes == n)
        ways = list(product(range(len(CLASSES)), repeat=n))
        return cls(
            rows=(np.cumsum(sizes) - sizes)[places][:, None] + np.arange(n),
            ways=np.array(ways),
            prior=np.array([roles.role_prior([way.count(k) for k in range(len(CLASSES))]) for way in ways]),
            right=np.array([ways.index(tuple(roles.ROLES.index(r) for r in talks[int(i)].roles)) for i in places]),
            weights=weights[places],
        )

    def add(self, scores: Floats, slopes: Floats) -> float:
        """The talks' loss; its slopes are added to slopes."""
        own = scores[self.rows]
        total = sum(own[:, j][:, self.ways[:, j]] for j in range(self.ways.shape[1])) + self.prior
        each = np.arange(len(total))
        logs = scipy.special.logsumexp(total, axis=1)
        off = np.exp(total - logs[:, None])
        off[each, self.right] -= 1
        off *= self.weights[:, None]
        for j, k in product(range(self.ways.shape[1]), range(len(CLASSES))):
            slopes[self.rows[:, j], k] += off[:, self.ways[:, j] == k].sum(axis=1)
        return float((self.weights * (logs - total[each, self.right])).sum())
