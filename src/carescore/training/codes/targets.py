"""What each head is to find: labels of readers as one value a turn or a sentence, and how much each row counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from carescore.predictors.codes import HEADS, SENTENCE_HEADS
from carescore.predictors.codes.model import KINDS, SIDE_OF
from carescore.predictors.linear import FloatArray
from carescore.text.ngrams import IntArray
from carescore.training.codes.conversations import Label
from carescore.training.codes.rows import BoolArray, Rows

STRENGTH = {1: 0.5, 2: 1.0, 3: 2.0}  # what a moment counts by its strength
SEEDED = ("opening", "empathy", "stock", "disrespect", "reflection")  # heads that learn from invented sentences too
_OUTCOME = {"met": 0, "partly": 1, "missed": 2, "dismissed": 2}
Keep = Callable[[Label], bool]
_LABELS: dict[str, tuple[str, Keep]] = {
    "opening": ("opportunity", lambda label: True),
    "empathy": ("empathy", lambda label: not label.fields.get("stock")),
    "stock": ("empathy", lambda label: bool(label.fields.get("stock"))),
    "disrespect": ("disrespect", lambda label: True),
    "praise": ("moment", lambda label: bool(label.fields["praise"])),
    "work": ("moment", lambda label: not label.fields["praise"]),
}


@dataclass(frozen=True)
class Targets:
    """turns: head → (n_turns,) whether a turn holds it; weights: head → (n_turns,) what a turn counts; sentences: head
    → (n_sentences,); kinds: (n_turns,) the place in KINDS of a turn's disrespect, -1 without one."""

    turns: dict[str, BoolArray]
    weights: dict[str, FloatArray]
    sentences: dict[str, BoolArray]
    kinds: IntArray

    @classmethod
    def of(cls, rows: Rows) -> Targets:
        turns = {name: rows.turns_with(*_LABELS[name]) for name in HEADS if name in _LABELS}
        turns |= {outcome: _answering(rows, outcome) for outcome in ("met", "dismissed")}
        turns["reflection"] = _reflecting(rows)
        turns = {name: turns[name] & rows.masks[SIDE_OF[name]] for name in HEADS}
        sentences = {name: rows.sentences_with(*_LABELS[name]) for name in SENTENCE_HEADS}
        return cls(turns, {name: _weights(rows, name) for name in HEADS}, sentences, _kinds(rows))


def _answering(rows: Rows, outcome: str) -> BoolArray:
    """The turns that a reader named as the reply to an opening of that outcome."""
    found = np.zeros(rows.n_turns, dtype=bool)
    for start, one in zip(rows.first_turn, rows.conversations, strict=False):
        replies = (label.reply for label in one.of("opportunity") if label.fields.get("response") == outcome)
        found[[start + reply for reply in replies if reply is not None]] = True
    return found


def _reflecting(rows: Rows) -> BoolArray:
    """Reflections: the experts' code where there is one, else the readers' label."""
    found = rows.turns_with("reflection")
    for start, one in zip(rows.first_turn, rows.conversations, strict=False):
        if one.reflecting is not None:
            found[start : start + len(one.view.staff)] = False
            found[[start + turn for turn in one.reflecting]] = True
    return found


def _weights(rows: Rows, name: str) -> FloatArray:
    weights = np.ones(rows.n_turns)
    if name in ("praise", "work"):
        for start, one in zip(rows.first_turn, rows.conversations, strict=False):
            for label in one.of("moment"):
                if bool(label.fields["praise"]) == (name == "praise"):
                    weights[start + label.turn] = STRENGTH[label.fields.get("strength", 2)]
    if name not in SEEDED:
        weights[~rows.real] = 0.0
    return weights


def _kinds(rows: Rows) -> IntArray:
    """Where readers differ the last counts."""
    found = np.full(rows.n_turns, -1, dtype=np.int64)
    for start, one in zip(rows.first_turn, rows.conversations, strict=False):
        for label in one.of("disrespect"):
            if label.fields.get("kind") in KINDS:
                found[start + label.turn] = KINDS.index(label.fields["kind"])
    return found


@dataclass(frozen=True)
class Replies:
    """turns: patient turns with an opening whose reply was judged; outcomes: their places in OUTCOMES."""

    turns: IntArray
    outcomes: IntArray

    @classmethod
    def of(cls, rows: Rows) -> Replies:
        found: dict[int, int] = {}
        for start, one in zip(rows.first_turn.tolist(), rows.conversations, strict=False):
            for label in one.of("opportunity"):
                outcome = _OUTCOME.get(label.fields.get("response") or "")
                if outcome is not None and rows.masks["patient"][start + label.turn]:
                    found[start + label.turn] = outcome
        return cls(np.array(list(found), dtype=np.int64), np.array(list(found.values()), dtype=np.int64))
