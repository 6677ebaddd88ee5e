"""Cross-validation of the heads by whole conversations, and the figures it gives.

A conversation is judged by models that never saw it, in both stages: the second stage that judges a fold is fitted on
scores of first stages that saw neither that fold nor the one they score. A threshold is chosen on the other folds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from carescore.predictors.codes import HEADS
from carescore.predictors.codes.model import FLOOR, LAYERS, SIDE_OF
from carescore.predictors.linear import FloatArray, logistic
from carescore.text.ngrams import IntArray
from carescore.training.codes import stages
from carescore.training.codes.rows import BoolArray, Rows
from carescore.training.codes.stages import CodeMaterial
from carescore.training.weighted import off

FOLDS = 5
Layers = dict[str, FloatArray]


@dataclass(frozen=True)
class Judgement:
    """Of every turn by models that never saw its conversation. fold: of each turn, -1 for invented sentences; final:
    head → log-odds; replies: (n_openings, OUTCOMES) logits; layers: first-stage scores, to fit the second stage."""

    fold: IntArray
    final: Layers
    replies: FloatArray
    layers: Layers


def folds(rows: Rows, seed: int) -> IntArray:
    """(n_turns,): whole groups to folds, every data set spread evenly; -1 for invented sentences."""
    rng = np.random.default_rng(seed)
    place: dict[str, int] = {}
    for dataset in sorted(set(rows.dataset[rows.real])):
        names = sorted(set(rows.group[rows.dataset == dataset]))
        place |= {names[k]: i % FOLDS for i, k in enumerate(rng.permutation(len(names)))}
    return np.array([place.get(group, -1) for group in rows.group])


def cross(material: CodeMaterial, seed: int) -> Judgement:
    """Every turn judged by models that never saw its conversation."""
    fold = folds(material.rows, seed)
    layers = {(a, b): _scored(material, fold, a, b) for a in range(FOLDS) for b in range(a, FOLDS)}
    final = {name: np.full(material.rows.n_turns, FLOOR) for name in HEADS}
    replies = np.zeros((len(material.replies.turns), 3))
    for held in range(FOLDS):
        inner = {name: np.full(material.rows.n_turns, FLOOR) for name in LAYERS}
        for other in range(FOLDS):
            scores = layers[min(held, other), max(held, other)]
            for name in LAYERS:
                inner[name] = np.where(fold == other, scores[name], inner[name])
        _second(material, fold, held, inner, final, replies)
    joined = {
        name: np.select([fold == f for f in range(FOLDS)], [layers[f, f][name] for f in range(FOLDS)], FLOOR)
        for name in LAYERS
    }
    return Judgement(fold, final, replies, joined)


def _scored(material: CodeMaterial, fold: IntArray, a: int, b: int) -> Layers:
    """First-stage scores of folds a and b by models that saw neither."""
    held = (fold == a) | (fold == b)
    fits = {name: stages.first_fit(material, name, ~held) for name in LAYERS}
    return {name: stages.first_scores(material, name, one, held) for name, one in fits.items()}


def _second(
    material: CodeMaterial, fold: IntArray, held: int, layers: Layers, final: Layers, replies: FloatArray
) -> None:
    """Fits the second stage and the reply without a fold, and writes what they say of it."""
    features = stages.second_rows(material, layers)
    fits = stages.second_fits(material, features, fold != held)
    scores = stages.second_scores(material, fits, features)
    for name in HEADS:
        final[name] = np.where(fold == held, scores[name], final[name])
    x, mine = stages.reply_rows(material, scores), fold[material.replies.turns] == held
    known = ~mine & (fold[material.replies.turns] >= 0)
    replies[mine] = stages.softmax_fit(x[known], material.replies.outcomes[known], stages.REPLY)(x[mine])


def prf(labels: BoolArray, found: BoolArray) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    right = float((labels & found).sum())
    precision, recall = right / max(found.sum(), 1), right / max(labels.sum(), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def threshold(labels: BoolArray, scores: FloatArray, least: float = 0.0) -> float:
    """The threshold of the best F1 among those of that precision at least; where none has it, of the surest five."""
    order = np.argsort(-scores, kind="stable")
    right, n = np.cumsum(labels[order]), np.arange(1, len(labels) + 1)
    precision, recall = right / n, right / max(labels.sum(), 1)
    f1 = np.where(precision >= least, 2 * precision * recall / np.maximum(precision + recall, 1e-9), 0)
    f1[:10] = 0  # a handful of turns says nothing of a precision
    return float(scores[order][f1.argmax() if f1.max() > 0 else min(4, len(order) - 1)])


def chosen(labels: BoolArray, scores: FloatArray, fold: IntArray, least: float = 0.0) -> BoolArray:
    """What lies above the threshold that the other folds choose."""
    found = np.zeros(len(labels), dtype=bool)
    for one in range(FOLDS):
        held = fold == one
        found[held] = scores[held] >= threshold(labels[~held], scores[~held], least)
    return found


def calibration_error(labels: BoolArray, scores: FloatArray) -> float:
    """Expected calibration error of log-odds, ten bins."""
    return off(labels, logistic(scores)) if len(labels) else 0.0


def of_side(material: CodeMaterial, name: str) -> BoolArray:
    """The turns that a head is asked about."""
    found: BoolArray = material.rows.masks[SIDE_OF[name]] & material.rows.real
    return found


def average_precision(labels: BoolArray, scores: FloatArray) -> float:
    from sklearn.metrics import average_precision_score

    return float(average_precision_score(labels, scores))
