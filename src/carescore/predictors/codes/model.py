"""Codes of a dialogue by linear heads: is a patient's turn an opening; does a staff turn hold empathy of its
own, a stock formula, disrespect, something a trainer would show; and what became of an opening.

First stage: logistic regression of every head over bags of grams and dense features of its own turn, the last turn of
the other side, and the next one; four heads also over single sentences, pooled to the turn. Second stage: logistic
regression over the log-odds of all heads on the turn, on the turn before of the same side, on the other side's last
turn, and on their means over the conversation; it calibrates: its probabilities are the codes' confidences. The reply
to an opening is a softmax over what all heads say of the next two staff turns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from carescore.predictors.codes.features import NOBODY, BoolArray, View
from carescore.predictors.linear import FloatArray, Head
from carescore.text.ngrams import IntArray

FLOOR = -8.0  # log-odds of a turn without a sentence
ABSENT = -6.0  # log-odds of a neighbour that is not there
USUAL, FEW = -3.0, 4  # a conversation's mean begins as that of so many turns of the usual log-odds
SIDES = ("staff", "patient")
SIDE_OF = {
    "opening": "patient",
    "empathy": "staff",
    "stock": "staff",
    "disrespect": "staff",
    "praise": "staff",
    "work": "staff",
    "met": "staff",
    "dismissed": "staff",
}
HEADS = tuple(SIDE_OF)
SENTENCE_HEADS = ("opening", "empathy", "stock", "disrespect")
LAYERS = (*HEADS, *(f"{name} sentence" for name in SENTENCE_HEADS))
# what a bag of a turn says: of the turn itself, of the other side's next turn, and (to sentences too) of the last one
COLUMNS = (
    *((name, "own") for name in HEADS),
    *((name, "before") for name in LAYERS),
    *((name, "after") for name in HEADS),
)
BAGS = ("words", "classes", "signs", "stems")
SENTENCE_BAGS = ("words", "classes", "signs")
OUTCOMES = ("met", "partly", "missed")
_OWN, _BEFORE = slice(0, len(HEADS)), slice(len(HEADS), len(HEADS) + len(LAYERS))
_AFTER = slice(len(HEADS) + len(LAYERS), len(COLUMNS))


@dataclass(frozen=True)
class Judged:
    """Calibrated log-odds by head, one a turn (FLOOR on the other side's turns); sentences: (n_sentences,
    SENTENCE_HEADS), the first stage's log-odds, by which a turn's stretch is found; thresholds: the log-odds from
    which a head's find counts."""

    turns: Mapping[str, FloatArray] = field(repr=False)
    sentences: FloatArray = field(repr=False)
    thresholds: Mapping[str, float] = field(repr=False)

    def found(self, name: str) -> BoolArray:
        """(n_turns,): whether a head's find counts."""
        return self.turns[name] >= self.thresholds[name]

    def probabilities(self, name: str) -> FloatArray:
        """(n_turns,): the probability that a turn holds what the head looks for."""
        found: FloatArray = 1.0 / (1.0 + np.exp(-self.turns[name]))
        return found


def judge(heads: Mapping[str, Head], view: View) -> Judged:
    """What every head says of every turn."""
    layers, sentences = first_stage(heads, view)
    masks = {"staff": view.staff, "patient": view.patient}
    one = np.zeros(len(view.staff), dtype=np.int64)
    final: dict[str, FloatArray] = {}
    thresholds: dict[str, float] = {}
    for side in SIDES:
        head = heads[f"second {side}"]
        logits = dense_logits(head, second_features(layers, one, 1, masks, view, side))
        for column, name in enumerate(head.classes):
            final[name] = np.where(masks[side], logits[:, column], FLOOR)
            thresholds[name] = -float(head.decision[column])
    return Judged(final, sentences, thresholds)


def first_stage(heads: Mapping[str, Head], view: View) -> tuple[dict[str, FloatArray], FloatArray]:
    """Log-odds by layer for every turn, and (n_sentences, SENTENCE_HEADS) for every sentence."""
    turns = dense_logits(heads["turn dense"], view.turn)
    for bag in BAGS:
        turns = turns + heads[f"turn {bag}"].logits(view.turn_bags[bag])
    said = dense_logits(heads["sentence dense"], view.sentence)
    for bag in SENTENCE_BAGS:
        said = said + heads[f"sentence {bag}"].logits(view.bags[bag])
    before = at(turns[:, _BEFORE], view.before, 0.0)
    own = turns[:, _OWN] + before[:, : len(HEADS)] + at(turns[:, _AFTER], view.after, 0.0)
    said = said + before[view.owner, len(HEADS) :]
    masks = {"staff": view.staff, "patient": view.patient}
    n = len(view.staff)
    found = {name: np.where(masks[SIDE_OF[name]], own[:, i], FLOOR) for i, name in enumerate(HEADS)}
    for i, name in enumerate(SENTENCE_HEADS):
        found[f"{name} sentence"] = np.where(masks[SIDE_OF[name]], pooled(said[:, i], view.owner, n), FLOOR)
    return found, said


def dense_logits(head: Head, dense: FloatArray) -> FloatArray:
    """(n_rows, K): the scores of a head that has no terms."""
    found: FloatArray = ((dense - head.dense_mean) / head.dense_scale) @ head.dense_coef + head.intercept
    return found


def at(values: FloatArray, places: IntArray, empty: float) -> FloatArray:
    """values[places], empty where a place is NOBODY."""
    padded = np.concatenate([values, np.full((1, *values.shape[1:]), empty)])
    found: FloatArray = padded[places]  # NOBODY is the last row
    return found


def pooled(scores: FloatArray, owner: IntArray, n: int) -> FloatArray:
    """Log-odds that any sentence of a turn carries a code, the sentences taken as independent."""
    total = np.bincount(owner, np.log1p(np.exp(np.minimum(scores, 30.0))), n)
    odds = np.log(np.expm1(np.minimum(total, 30.0)) + 1e-12)
    found: FloatArray = np.where(total > 0, np.maximum(odds, FLOOR), FLOOR)
    return found


def second_features(
    layers: Mapping[str, FloatArray],
    conversation: IntArray,
    n_conversations: int,
    masks: Mapping[str, BoolArray],
    view: Any,
    side: str,
) -> FloatArray:
    """The second stage's features for all turns (rows of the other side mean nothing). layers: log-odds by layer, one
    a turn; conversation: of each turn (zeros for one); view: a View, or its neighbours over many conversations."""
    columns: list[FloatArray] = []
    for name in LAYERS:
        score, own = layers[name], SIDE_OF[name.removesuffix(" sentence")]
        mask = masks[own]
        total = np.bincount(conversation[mask], score[mask], n_conversations)
        count = np.bincount(conversation[mask], minlength=n_conversations).astype(np.float64)
        if own == side:
            others = np.maximum(count[conversation] - 1, 0)
            rest = (total[conversation] - score * mask + FEW * USUAL) / (others + FEW)
            columns += [score, at(score, view.own_before, ABSENT), rest]
        else:
            mean = ((total + FEW * USUAL) / (count + FEW))[conversation]
            columns += [at(score, view.before, ABSENT), mean]
    return np.stack(columns, axis=1)


def replies(heads: Mapping[str, Head], view: View, judged: Judged, openings: Sequence[int]) -> FloatArray:
    """(n_openings, OUTCOMES): the probabilities of what became of each opening, missed and dismissed together."""
    head = heads["reply"]
    staff = np.stack([judged.turns[name] for name in HEADS if SIDE_OF[name] == "staff"], axis=1)
    places = np.asarray(openings, dtype=np.int64)
    logits = dense_logits(head, reply_features(staff, view.turn, view, places))
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    found: FloatArray = powers / powers.sum(axis=1, keepdims=True)
    return found


def reply_features(staff: FloatArray, dense: FloatArray, view: Any, openings: IntArray) -> FloatArray:
    """For turns with an opening: what the staff heads say of the next two staff turns, and the forms of the three."""
    one = view.after[openings]
    two = np.where(one >= 0, view.own_after[one], NOBODY)
    parts = [at(staff, one, ABSENT), at(staff, two, ABSENT), at(dense, one, 0.0), at(dense, two, 0.0)]
    return np.hstack([*parts, dense[openings], (one >= 0)[:, None], (two >= 0)[:, None]])
