"""What staff do with a turn: ask, reflect, inform or advise, or something else; and which of their sentences ask.

Heads of logistic regression: `behaviour` (four classes) reads a staff turn's n-grams and the features of
_behaviour_features; `reflects` (any reflection in it, whatever else), `question_form` (open or closed, if it asks) and
`reflection_depth` (simple or complex, if it reflects) read the same; `asks` reads single sentences without their marks.
Turns stand in order. Source: labels of AnnoMI (Wu et al. 2022).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from carescore.predictors.behaviour.features import contents_of, dense
from carescore.predictors.linear import FloatArray, Head
from carescore.text.ngrams import Grams, IntArray, grams_of, split, tokens

CLASSES = ("question", "reflection", "therapist_input", "other")
TURN_HEADS = ("behaviour", "reflects", "question_form", "reflection_depth")
PARTS = {"behaviour": CLASSES, "reflects": ("no", "yes")}
PARTS |= {"question_form": ("closed", "open"), "reflection_depth": ("simple", "complex"), "asks": ("no", "yes")}


@dataclass(frozen=True, slots=True)
class StaffTurns:
    """The staff turns of a talk as the heads see them; mine are their places among the n_turns turns."""

    heads: Mapping[str, Head]
    grams: Grams
    features: FloatArray
    mine: IntArray
    n_turns: int

    def probabilities(self, name: str) -> FloatArray:
        """(n_turns, classes of the head); only rows of staff turns mean something."""
        found = np.zeros((self.n_turns, len(self.heads[name].classes)))
        found[self.mine] = self.heads[name].probabilities(self.grams, self.features)
        return found


def staff_turns(
    heads: Mapping[str, Head],
    grams: Grams,
    owner: IntArray,
    sentences: Sequence[Sequence[str]],
    contents: Sequence[frozenset[str]],
    texts: Sequence[str],
    staff: Sequence[bool],
    starts: Sequence[int] = (0,),
) -> StaffTurns:
    """grams has one row per sentence, sentences their tokens, contents their stems, owner[s] the turn of sentence s;
    starts: the first turn of each conversation, where several stand in a row."""
    place = np.full(len(texts), -1, dtype=np.int64)
    mine = np.flatnonzero(np.asarray(staff, dtype=bool))
    place[mine] = np.arange(len(mine))
    rows = grams.grouped(place[owner] if len(owner) else owner, len(mine))
    return StaffTurns(heads, rows, dense(texts, sentences, contents, owner, staff, starts)[mine], mine, len(texts))


def asks(heads: Mapping[str, Head], grams: Grams) -> FloatArray:
    """(n_sentences,): the probability that a sentence asks, judged from its words alone."""
    found: FloatArray = heads["asks"].probabilities(grams)[:, 1]
    return found


def probe(heads: Mapping[str, Head], items: Sequence[Mapping[str, Any]]) -> list[list[float]]:
    """For each golden input {"turns": [[side, text], …]}: the probabilities of its staff turns, then `asks`."""
    return [_probed(heads, item["turns"]) for item in items]


def _probed(heads: Mapping[str, Head], turns: Sequence[Sequence[str]]) -> list[float]:
    cut = [split(text) for _, text in turns]
    sentences = [tokens(sentence) for own in cut for sentence in own]
    owner = np.repeat(np.arange(len(turns)), [len(own) for own in cut])
    grams = Grams.from_lists([grams_of(words) for words in sentences])
    staff = [side == "staff" for side, _ in turns]
    heard = staff_turns(
        heads, grams, owner, sentences, list(map(contents_of, sentences)), [text for _, text in turns], staff
    )
    found = [heard.probabilities(name) for name in TURN_HEADS]
    flat = [float(p) for i, mine in enumerate(staff) if mine for one in found for p in one[i]]
    return flat + [float(p) for p in asks(heads, grams)]
