"""What staff do with a turn: ask, reflect, inform or advise, or something else; and which of their sentences ask.

Heads of logistic regression: `behaviour` (four classes) reads a staff turn's n-grams and the features of
_behaviour_features; `reflects` (any reflection in it, whatever else), `question_form` (open or closed, if it asks) and
`reflection_depth` (simple or complex, if it reflects) read the same; `asks` reads single sentences without their marks.
Turns stand in order. Source: labels of AnnoMI (Wu et al. 2022).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from carescore.nlp._behaviour_features import dense
from carescore.nlp._linear import FloatArray, Head
from carescore.nlp._ngrams import Grams, IntArray, sentence_grams, split, tokens

CLASSES = ("question", "reflection", "therapist_input", "other")
TURN_HEADS = ("behaviour", "reflects", "question_form", "reflection_depth")
PARTS = {"behaviour": CLASSES, "reflects": ("no", "yes")}
PARTS |= {"question_form": ("closed", "open"), "reflection_depth": ("simple", "complex"), "asks": ("no", "yes")}


def predict(
    heads: Mapping[str, Head],
    grams: Grams,
    owner: IntArray,
    sentences: Sequence[Sequence[str]],
    texts: Sequence[str],
    staff: Sequence[bool],
) -> dict[str, FloatArray]:
    """Head → (n_turns, its classes) probabilities; only rows of staff turns mean something. grams has one row per
    sentence, sentences their tokens, owner[s] the turn of sentence s."""
    features = dense(texts, sentences, owner, staff)
    place = np.full(len(texts), -1, dtype=np.int64)
    mine = np.flatnonzero(np.asarray(staff, dtype=bool))
    place[mine] = np.arange(len(mine))
    rows = grams.grouped(place[owner] if len(owner) else owner, len(mine))
    found = {}
    for name in TURN_HEADS:
        found[name] = np.zeros((len(texts), len(heads[name].classes)))
        found[name][mine] = heads[name].probabilities(rows, features[mine])
    return found


def asks(heads: Mapping[str, Head], grams: Grams) -> FloatArray:
    """(n_sentences,): the probability that a sentence asks, judged from its words alone."""
    found: FloatArray = heads["asks"].probabilities(grams)[:, 1]
    return found


def probe(heads: Mapping[str, Head], items: Sequence[Mapping[str, Any]]) -> list[list[float]]:
    """For each golden input {"turns": [[side, text], …]}: the probabilities of its staff turns, then `asks`."""
    return [_probed(heads, item["turns"]) for item in items]


def _probed(heads: Mapping[str, Head], turns: Sequence[Sequence[str]]) -> list[float]:
    cut = [split(text) for _, text in turns]
    sentences = [sentence for own in cut for sentence in own]
    owner = np.repeat(np.arange(len(turns)), [len(own) for own in cut])
    grams = Grams.from_lists([sentence_grams(sentence) for sentence in sentences])
    staff = [side == "staff" for side, _ in turns]
    found = predict(heads, grams, owner, list(map(tokens, sentences)), [text for _, text in turns], staff)
    flat = [float(p) for i, mine in enumerate(staff) if mine for name in TURN_HEADS for p in found[name][i]]
    return flat + [float(p) for p in asks(heads, grams)]
