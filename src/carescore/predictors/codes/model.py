"""Codes of a dialogue by linear heads: is a patient's turn an opening; does a staff turn hold empathy of its
own, a stock formula, disrespect and of which kind, a reflection, something a trainer would show; and what became of an
opening.

First stage: logistic regression of every head over bags of grams and dense features of its own turn, and of the last
turn of the other side; four heads also over single sentences, pooled to the turn. The next turn is not looked at: an
opening must be no likelier for a kind reply. Second stage: logistic regression over the log-odds of all heads on the
turn, on the turn before of the same side, on the other side's last turn, and on their means over the conversation; it
calibrates: its probabilities are the codes' confidences. The reply to an opening is a softmax over what all heads say
of the next two staff turns.

A head is chosen where its log-odds and its `decision` (of the head "counting" or "showing") add up to more than 0.
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
SIDES = ("staff", "patient")
_OTHER = {"staff": "patient", "patient": "staff"}
SIDE_OF = {
    "opening": "patient",
    "empathy": "staff",
    "stock": "staff",
    "disrespect": "staff",
    "praise": "staff",
    "work": "staff",
    "met": "staff",
    "dismissed": "staff",
    "reflection": "staff",
}
HEADS = tuple(SIDE_OF)
SENTENCE_HEADS = ("opening", "empathy", "stock", "disrespect")
LAYERS = (*HEADS, *(f"{name} sentence" for name in SENTENCE_HEADS))
BAGS = ("words", "classes", "signs")
KINDS = (
    *("blame", "threat", "challenge", "sarcasm", "belittling"),
    *("lecture", "order", "defensive", "dismissive", "interrogating"),
)
OUTCOMES = ("met", "partly", "missed")


def side_of(layer: str) -> str:
    """The side whose turns, or sentences, a layer judges."""
    return SIDE_OF[layer.removesuffix(" sentence")]


def columns_of(side: str) -> tuple[tuple[str, str], ...]:
    """(layer, place) of everything that the bags of a side's turn speak for: the turn itself ("own"; of staff also the
    kinds of disrespect), and the next turn, or its sentences, of the other side ("before")."""
    own = [(name, "own") for name in HEADS if SIDE_OF[name] == side]
    kinds = [(name, "kind") for name in KINDS] if side == "staff" else []
    return (*own, *((name, "before") for name in LAYERS if side_of(name) != side), *kinds)


COLUMNS = {side: columns_of(side) for side in SIDES}


@dataclass(frozen=True)
class Judged:
    """Calibrated log-odds by head, one a turn (FLOOR on the other side's turns); sentences: (n_sentences,
    SENTENCE_HEADS), the first stage's log-odds, by which a turn's stretch is found; kinds: (n_turns, KINDS), the
    probability of each kind of disrespect if there is any in the turn; counting, showing: head → the probability from
    which its code is counted, and from which it is sure enough to be shown."""

    turns: Mapping[str, FloatArray] = field(repr=False)
    sentences: FloatArray = field(repr=False)
    kinds: FloatArray = field(repr=False)
    counting: Mapping[str, float]
    showing: Mapping[str, float]

    def probabilities(self, name: str) -> FloatArray:
        """(n_turns,): the probability that a turn holds what the head looks for."""
        found: FloatArray = 1.0 / (1.0 + np.exp(-self.turns[name]))
        return found


def judge(heads: Mapping[str, Head], view: View) -> Judged:
    """What every head says of every turn."""
    bags = {side: _of_bags(heads, view, side) for side in SIDES}
    sentences = _sentences(heads, view, bags)
    layers = _layers(view, bags, sentences)
    masks = {"staff": view.staff, "patient": view.patient}
    one = np.zeros(len(view.staff), dtype=np.int64)
    final: dict[str, FloatArray] = {}
    for side in SIDES:
        head = heads[f"second {side}"]
        logits = dense_logits(head, second_features(layers, one, 1, masks, view, side))
        for column, name in enumerate(head.classes):
            final[name] = np.where(masks[side], logits[:, column], FLOOR)
    kinds = softmax(bags["staff"][:, [COLUMNS["staff"].index((name, "kind")) for name in KINDS]])
    return Judged(final, sentences, kinds, thresholds(heads["counting"]), thresholds(heads["showing"]))


def thresholds(head: Head) -> dict[str, float]:
    """Class → the probability from which it is chosen: its decision, added to its log-odds, makes 0 of it."""
    return dict(zip(head.classes, (1.0 / (1.0 + np.exp(head.decision))).tolist(), strict=True))


def _of_bags(heads: Mapping[str, Head], view: View, side: str) -> FloatArray:
    """(n_turns, COLUMNS of the side): what its turns say of themselves and of the turns after them; 0 for others."""
    places = view.places[side]
    spoken = dense_logits(heads[f"{side} dense"], view.turn[places])
    for bag in BAGS:
        spoken = spoken + heads[f"{side} {bag}"].logits(view.turn_bags[side][bag])
    found = np.zeros((len(view.staff), spoken.shape[1]))
    found[places] = spoken
    return found


def _column(bags: Mapping[str, FloatArray], side: str, name: str, place: str) -> FloatArray:
    found: FloatArray = bags[side][:, COLUMNS[side].index((name, place))]
    return found


def _before(bags: Mapping[str, FloatArray], view: View, name: str) -> FloatArray:
    """(n_turns,): what the other side's last turn says of a layer."""
    return at(_column(bags, _OTHER[side_of(name)], name, "before"), view.before, 0.0)


def _sentences(heads: Mapping[str, Head], view: View, bags: Mapping[str, FloatArray]) -> FloatArray:
    """(n_sentences, SENTENCE_HEADS): log-odds of the first stage."""
    found = dense_logits(heads["sentence dense"], view.sentence)
    for bag in BAGS:
        found = found + heads[f"sentence {bag}"].logits(view.bags[bag])
    before = np.stack([_before(bags, view, f"{name} sentence") for name in SENTENCE_HEADS], axis=1)
    total: FloatArray = found + before[view.owner]
    return total


def _layers(view: View, bags: Mapping[str, FloatArray], sentences: FloatArray) -> dict[str, FloatArray]:
    """Log-odds by layer of the first stage for every turn."""
    masks, n = {"staff": view.staff, "patient": view.patient}, len(view.staff)
    own = {name: _column(bags, SIDE_OF[name], name, "own") + _before(bags, view, name) for name in HEADS}
    own |= {f"{name} sentence": pooled(sentences[:, i], view.owner, n) for i, name in enumerate(SENTENCE_HEADS)}
    return {name: np.where(masks[side_of(name)], score, FLOOR) for name, score in own.items()}


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
        score, own = layers[name], side_of(name)
        mask = masks[own]
        total = np.bincount(conversation[mask], score[mask], n_conversations)
        count = np.bincount(conversation[mask], minlength=n_conversations).astype(np.float64)
        if own == side:
            rest = (total[conversation] - score) / np.maximum(count[conversation] - 1, 1)
            columns += [score, at(score, view.own_before, ABSENT), rest]
        else:
            columns += [at(score, view.before, ABSENT), (total / np.maximum(count, 1))[conversation]]
    return np.stack(columns, axis=1)


def replies(heads: Mapping[str, Head], view: View, judged: Judged, openings: Sequence[int]) -> FloatArray:
    """(n_openings, OUTCOMES): the probabilities of what became of each opening, missed and dismissed together."""
    head = heads["reply"]
    staff = np.stack([judged.turns[name] for name in HEADS if SIDE_OF[name] == "staff"], axis=1)
    places = np.asarray(openings, dtype=np.int64)
    logits = dense_logits(head, reply_features(staff, view.turn, view, places))
    return softmax(logits)


def softmax(logits: FloatArray) -> FloatArray:
    """(n_rows, K): probabilities that sum to 1."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    found: FloatArray = powers / powers.sum(axis=1, keepdims=True)
    return found


def reply_features(staff: FloatArray, dense: FloatArray, view: Any, openings: IntArray) -> FloatArray:
    """For turns with an opening: what the staff heads say of the next two staff turns, and the forms of the three."""
    one = view.after[openings]
    two = np.where(one >= 0, view.own_after[one], NOBODY)
    parts = [at(staff, one, ABSENT), at(staff, two, ABSENT), at(dense, one, 0.0), at(dense, two, 0.0)]
    return np.hstack([*parts, dense[openings], (one >= 0)[:, None], (two >= 0)[:, None]])
