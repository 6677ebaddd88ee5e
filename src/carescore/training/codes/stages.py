"""The two stages of the heads and the reply: what is fitted, on which columns, with scikit-learn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import scipy.sparse as sp

from carescore.predictors.codes import HEADS
from carescore.predictors.codes.model import (
    FLOOR,
    KINDS,
    SIDE_OF,
    SIDES,
    at,
    pooled,
    reply_features,
    second_features,
    side_of,
)
from carescore.predictors.linear import FloatArray
from carescore.text.ngrams import IntArray
from carescore.training import trees
from carescore.training.codes.rows import BoolArray, Rows, pick
from carescore.training.codes.targets import Replies, Targets

FIRST, SECOND, REPLY, KIND = 1.0, 0.03, 0.01, 1.0  # C of the stages: by cross-validation, see the card
FIRST_OF = {"disrespect": 3.0}
Block = tuple[str, str, float]  # place (own, before, sentence), kind of bag or "dense", weight
TURN_BLOCKS: tuple[Block, ...] = (
    *(("own", "words", 1.0), ("own", "classes", 1.0), ("own", "dense", 0.2)),
    *(("before", "words", 0.5), ("before", "classes", 0.5), ("before", "dense", 0.2)),
)
SENTENCE_BLOCKS: tuple[Block, ...] = (
    *(("sentence", "words", 1.0), ("sentence", "classes", 1.0), ("sentence", "dense", 0.2)),
    *(("before", "words", 0.5), ("before", "classes", 0.5)),
)


class Slab(NamedTuple):
    """The columns of a block in a matrix; dense ones are standardised with mean and scale."""

    place: str
    kind: str
    columns: slice
    weight: float
    mean: FloatArray | None
    scale: FloatArray | None


@dataclass(frozen=True)
class Linear:
    """Logits of rows: x @ coef + intercept; coef (D,) and a number, or (D, K) and (K,)."""

    coef: FloatArray
    intercept: Any

    def __call__(self, x: Any) -> FloatArray:
        found: FloatArray = x @ self.coef + self.intercept
        return found


@dataclass(frozen=True)
class Second:
    """Log-odds of the second stage: the mean of what a linear model and boosted trees say."""

    linear: Linear
    trees: Any

    def __call__(self, x: FloatArray) -> FloatArray:
        found: FloatArray = (self.linear(x) + self.trees.decision_function(x)) / 2
        return found


@dataclass(frozen=True)
class Matrix:
    """The rows of one side (turns, or sentences): x; places: the turn of each row; rows: its turn or sentence."""

    x: Any
    places: IntArray
    rows: IntArray
    parts: tuple[Slab, ...]

    @classmethod
    def of(cls, rows: Rows, side: str, blocks: Sequence[Block], sentences: bool) -> Matrix:
        mask = rows.masks[side]
        mine = np.flatnonzero(mask[rows.owner] if sentences else mask)
        turns = rows.owner[mine] if sentences else mine
        parts: list[Slab] = []
        made = []
        for place, kind, weight in blocks:
            block, mean, scale = _block(rows, place, kind, mine, turns)
            start = parts[-1].columns.stop if parts else 0
            parts.append(Slab(place, kind, slice(start, start + block.shape[1]), weight, mean, scale))
            made.append(block * weight)
        return cls(sp.hstack(made).tocsr(), turns, mine, tuple(parts))


def _block(
    rows: Rows, place: str, kind: str, mine: IntArray, turns: IntArray
) -> tuple[Any, FloatArray | None, FloatArray | None]:
    where = rows.before[turns] if place == "before" else turns
    if kind != "dense":
        bag = rows.bag(kind, "sentence" if place == "sentence" else "turn").matrix
        return (bag[mine] if place == "sentence" else pick(bag, where)), None, None
    dense = rows.sentence[mine] if place == "sentence" else at(rows.turn, where, 0.0)
    real = dense[rows.real[turns]]
    mean, scale = real.mean(axis=0), real.std(axis=0)
    scale[scale == 0] = 1.0
    return sp.csr_matrix((dense - mean) / scale), mean, scale


class CodeMaterial:
    """All that is fitted on: the rows, their targets, and a matrix a side and level."""

    def __init__(self, rows: Rows) -> None:
        self.rows, self.targets, self.replies = rows, Targets.of(rows), Replies.of(rows)
        self.turns = {side: Matrix.of(rows, side, TURN_BLOCKS, sentences=False) for side in SIDES}
        self.sentences = {side: Matrix.of(rows, side, SENTENCE_BLOCKS, sentences=True) for side in SIDES}

    def layer(self, name: str) -> tuple[Matrix, BoolArray, FloatArray]:
        """Of a layer of the first stage: its matrix, its labels and its weights, one a row of the matrix."""
        head = name.removesuffix(" sentence")
        matrix = (self.turns if head == name else self.sentences)[SIDE_OF[head]]
        labels = self.targets.turns[head] if head == name else self.targets.sentences[head]
        return matrix, labels[matrix.rows], self.targets.weights[head][matrix.places]


def fit(x: Any, y: BoolArray, c: float, weight: FloatArray) -> Linear:
    """Logistic regression of the rows that weigh something."""
    from sklearn.linear_model import LogisticRegression

    used = weight > 0
    model = LogisticRegression(C=c, solver="liblinear", tol=1e-3, random_state=0)
    model.fit(x[used], y[used], sample_weight=weight[used])
    return Linear(model.coef_[0], float(model.intercept_[0]))


def first_fit(material: CodeMaterial, name: str, train: BoolArray) -> Linear:
    """A layer of the first stage fitted on the turns of a mask."""
    matrix, labels, weights = material.layer(name)
    kept = train[matrix.places]
    c = FIRST_OF.get(name.removesuffix(" sentence"), FIRST)
    return short(fit(matrix.x[kept], labels[kept], c, weights[kept]))


def short(one: Linear) -> Linear:
    """Coefficients to the nearest 1/4096: all that is judged and exported has them, and the file is half as large."""
    return Linear(np.round(one.coef * 4096) / 4096, one.intercept)


def first_scores(material: CodeMaterial, name: str, model: Linear, wanted: BoolArray) -> FloatArray:
    """(n_turns,): log-odds of the wanted turns, FLOOR for the others."""
    matrix, _, _ = material.layer(name)
    kept = wanted[matrix.places]
    found = np.full(material.rows.n_turns, FLOOR)
    scores = model(matrix.x[kept])
    if not name.endswith(" sentence"):
        found[matrix.rows[kept]] = scores
        return found
    each = pooled(scores, matrix.places[kept], material.rows.n_turns)
    return np.where(wanted & material.rows.masks[side_of(name)], each, FLOOR)


def second_rows(material: CodeMaterial, layers: Mapping[str, FloatArray]) -> dict[str, FloatArray]:
    """side → (n_turns, features of the second stage)."""
    rows = material.rows
    return {side: second_features(layers, rows.conversation, rows.masks, rows, side) for side in SIDES}


def second_fits(material: CodeMaterial, features: Mapping[str, FloatArray], train: BoolArray) -> dict[str, Second]:
    """Every head of the second stage: unweighted, so that its probabilities are calibrated."""
    found = {}
    for name in HEADS:
        kept = train & material.rows.masks[SIDE_OF[name]] & material.rows.real
        x, y = features[SIDE_OF[name]][kept], material.targets.turns[name][kept]
        mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-9
        one = fit((x - mean) / scale, y, SECOND, np.ones(len(x)))
        linear = Linear(one.coef / scale, one.intercept - float(mean @ (one.coef / scale)))
        found[name] = Second(linear, trees.fit(x, y))
    return found


def second_scores(
    material: CodeMaterial, fits: Mapping[str, Second], features: Mapping[str, FloatArray]
) -> dict[str, FloatArray]:
    """head → (n_turns,): calibrated log-odds, FLOOR on the other side's turns."""
    masks = material.rows.masks
    return {name: np.where(masks[SIDE_OF[name]], one(features[SIDE_OF[name]]), FLOOR) for name, one in fits.items()}


def reply_rows(material: CodeMaterial, final: Mapping[str, FloatArray]) -> FloatArray:
    """(n_openings, features): one row a judged opening."""
    staff = np.stack([final[name] for name in HEADS if SIDE_OF[name] == "staff"], axis=1)
    return reply_features(staff, material.rows.turn, material.rows, material.replies.turns)


def softmax_fit(x: FloatArray, y: IntArray, c: float) -> Linear:
    """Softmax over standardised features, given back for the plain ones."""
    from sklearn.linear_model import LogisticRegression

    mean, scale = x.mean(axis=0), x.std(axis=0)
    scale[scale == 0] = 1.0
    model = LogisticRegression(C=c, max_iter=2000, tol=1e-5).fit((x - mean) / scale, y)
    coef = (model.coef_ / scale).T
    return Linear(coef, model.intercept_ - mean @ coef)


def kind_fit(material: CodeMaterial, train: BoolArray) -> Linear:
    """Softmax over the kinds of disrespect, on the staff turns of a mask that hold any."""
    from sklearn.linear_model import LogisticRegression

    matrix, labels = material.turns["staff"], material.targets.kinds[material.turns["staff"].rows]
    kept = np.flatnonzero(train[matrix.places] & (labels >= 0))
    own = np.concatenate([np.arange(p.columns.start, p.columns.stop) for p in matrix.parts if p.place == "own"])
    model = LogisticRegression(C=KIND, max_iter=2000, tol=1e-4).fit(matrix.x[kept][:, own], labels[kept])
    coef, intercept = np.zeros((matrix.x.shape[1], len(KINDS))), np.full(len(KINDS), FLOOR)
    coef[np.ix_(own, model.classes_)] = model.coef_.T
    intercept[model.classes_] = model.intercept_
    return short(Linear(coef, intercept))
