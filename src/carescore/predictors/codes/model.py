"""Codes of a dialogue by linear heads: is a patient's turn an opening; does a staff turn hold empathy of its
own, a stock formula, disrespect and of which kind, a reflection, something a trainer would show; and what became of an
opening.

First stage: logistic regression of every head over bags of grams and dense features of its own turn, and of the last
turn of the other side; four heads also over single sentences, pooled to the turn. The next turn is not looked at: an
opening must be no likelier for a kind reply. Second stage: the mean of a logistic regression and of boosted trees over
the log-odds of all heads on the turn, on the turn before of the same side, on the other side's last turn, and on their
means over the conversation; it calibrates: its probabilities are the codes' confidences. The reply to an opening is a
softmax over what all heads say of the next two staff turns.

A head's find counts where its log-odds and its decision in "second staff" or "second patient" add up to 0 or more;
it is shown where its log-odds and its decision in "showing" do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from carescore.predictors.codes.features import NOBODY, BoolArray, View
from carescore.predictors.linear import FloatArray, Head, logistic
from carescore.text.ngrams import IntArray

FLOOR = -8.0  # log-odds of a turn without a sentence
ABSENT = -6.0  # log-odds of a neighbour that is not there
USUAL, FEW = -3.0, 4  # a conversation's mean begins as that of so many turns of the usual log-odds
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
BAGS = ("words", "classes")
KINDS = (
    *("blame", "threat", "challenge", "sarcasm", "belittling"),
    *("lecture", "order", "defensive", "dismissive", "interrogating"),
)
OUTCOMES = ("met", "partly", "missed")


def side_of(layer: str) -> str:
    """The side whose turns, or sentences, a layer judges."""
    return SIDE_OF[layer.removesuffix(" sentence")]


def columns_of(side: str) -> tuple[tuple[str, str], ...]:
    """(layer, place) of everything that the bags of a side's turn speak for: the turn itself ("own"), and the next
    turn, or its sentences, of the other side ("before")."""
    own = [(name, "own") for name in HEADS if SIDE_OF[name] == side]
    return (*own, *((name, "before") for name in LAYERS if side_of(name) != side))


COLUMNS = {side: columns_of(side) for side in SIDES}


@dataclass(frozen=True)
class HeadOdds:
    """Calibrated log-odds by head, one a turn (FLOOR on the other side's turns); sentences: (n_sentences,
    SENTENCE_HEADS), the first stage's log-odds, by which a turn's stretch is found; thresholds: the log-odds from
    which a head's find counts; showing: those from which it is sure enough to be shown."""

    turns: Mapping[str, FloatArray] = field(repr=False)
    sentences: FloatArray = field(repr=False)
    thresholds: Mapping[str, float] = field(repr=False)
    showing: Mapping[str, float] = field(repr=False)

    def found(self, name: str) -> BoolArray:
        """(n_turns,): whether a head's find counts."""
        return self.turns[name] >= self.thresholds[name]

    def sure(self, name: str) -> BoolArray:
        """(n_turns,): whether a head's find is sure enough to be shown."""
        return self.turns[name] >= self.showing[name]

    def probabilities(self, name: str) -> FloatArray:
        """(n_turns,): the probability that a turn holds what the head looks for."""
        return logistic(self.turns[name])


def judge(heads: Mapping[str, Head], view: View) -> HeadOdds:
    """What every head says of every turn."""
    bags = {side: _of_bags(heads, view, side) for side in SIDES}
    sentences = _sentences(heads, view, bags)
    layers = _layers(view, bags, sentences)
    masks = {"staff": view.staff, "patient": view.patient}
    final: dict[str, FloatArray] = {}
    for side in SIDES:
        head = heads[f"second {side}"]
        places = view.places[side]
        logits = dense_logits(head, second_features(layers, view.conversation, masks, view, side)[places])
        for column, name in enumerate(head.classes):
            final[name] = np.full(len(view.staff), FLOOR)
            final[name][places] = logits[:, column]
    counting = _thresholds(*(heads[f"second {side}"] for side in SIDES))
    return HeadOdds(final, sentences, counting, _thresholds(heads["showing"]))


def _thresholds(*heads: Head) -> dict[str, float]:
    """Class → the log-odds from which it is chosen: with its decision they are 0."""
    return {name: -float(d) for head in heads for name, d in zip(head.classes, head.decision, strict=True)}


def kinds(heads: Mapping[str, Head], view: View) -> FloatArray:
    """(n_turns, KINDS): the probability of each kind of disrespect if there is any; only staff turns mean something."""
    return softmax(_of_bags(heads, view, "staff", "kind"))


def _of_bags(heads: Mapping[str, Head], view: View, side: str, family: str = "") -> FloatArray:
    """(n_turns, columns): what a side's turns say of themselves and of the turns after them (COLUMNS), or what the
    heads of another family say of them; 0 for the other side's."""
    places, family = view.places[side], family or side
    spoken = dense_logits(heads[f"{family} dense"], view.turn[places])
    for bag in BAGS:
        spoken = spoken + heads[f"{family} {bag}"].logits(view.turn_bags[side][bag])
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
    return head.dense_sums(dense) + head.intercept


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
    layers: Mapping[str, FloatArray], conversation: IntArray, masks: Mapping[str, BoolArray], view: Any, side: str
) -> FloatArray:
    """The second stage's features for all turns (rows of the other side mean nothing). layers: log-odds by layer, one
    a turn; conversation: of each turn, ascending; view: a View, or its neighbours over many conversations."""
    own = np.stack([layers[name] for name in LAYERS if side_of(name) == side], axis=1)
    total, count = _by_conversation(own, masks[side], conversation)
    rest = (total - own * masks[side][:, None] + FEW * USUAL) / (np.maximum(count - 1, 0) + FEW)
    other = np.stack([layers[name] for name in LAYERS if side_of(name) != side], axis=1)
    total, count = _by_conversation(other, masks[_OTHER[side]], conversation)
    mean = (total + FEW * USUAL) / (count + FEW)
    return np.hstack([own, at(own, view.own_before, ABSENT), rest, at(other, view.before, ABSENT), mean])


def _by_conversation(scores: FloatArray, mask: BoolArray, conversation: IntArray) -> tuple[FloatArray, FloatArray]:
    """(n_turns, K) and (n_turns, 1): the sum over the mask's turns of a turn's conversation, and their number."""
    starts = np.flatnonzero(np.diff(conversation, prepend=-1))
    values = np.hstack([np.where(mask[:, None], scores, 0.0), mask[:, None]])
    sums = np.add.reduceat(values, starts) if len(starts) else values
    spread = np.repeat(sums, np.diff(np.append(starts, len(conversation))), axis=0) if len(starts) else values
    return spread[:, :-1], spread[:, -1:]


def replies(heads: Mapping[str, Head], view: View, judged: HeadOdds, openings: Sequence[int]) -> FloatArray:
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
