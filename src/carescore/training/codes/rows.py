"""The views of many conversations stacked: sparse matrices of their bags, and the rows of each side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from carescore.predictors.codes.features import NOBODY
from carescore.predictors.linear import FloatArray
from carescore.text.ngrams import Grams, IntArray
from carescore.training.codes.conversations import SEEDS, Label, LabelledConversation

BoolArray = npt.NDArray[np.bool_]
MIN_CONVERSATIONS = 3  # no term from fewer: none can give a sentence away
NAMED = 0.5  # share of a word's places inside a sentence with a capital, above which it is a name


@dataclass(frozen=True)
class WeightedBag:
    """All rows of one kind of bag: (1 + ln count) · idf, rows of unit length."""

    terms: tuple[str, ...]
    idf: FloatArray
    matrix: Any

    @classmethod
    def of(cls, grams: Sequence[Grams], terms: Sequence[str]) -> WeightedBag:
        index = {term: place for place, term in enumerate(terms)}
        counts = sp.vstack([_counted(one, index) for one in grams]).tocsr()
        counts.data = 1 + np.log(counts.data)
        seen = np.bincount(counts.indices, minlength=len(terms))
        idf = np.log((1 + counts.shape[0]) / (1 + seen)) + 1
        matrix = (counts @ sp.diags(idf)).tocsr()
        length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
        length[length == 0] = 1
        return cls(tuple(terms), idf, (sp.diags(1 / length) @ matrix).tocsr())


def _counted(grams: Grams, index: dict[str, int]) -> Any:
    rows, ids, counts = grams.counts
    local = np.array([index.get(term, -1) for term in grams.vocabulary], dtype=np.int64)[ids] if len(ids) else ids
    known = local >= 0
    shape = grams.n_rows, len(index)
    return sp.csr_matrix((counts[known].astype(np.float64), (rows[known], local[known])), shape)


def terms_of(grams: Sequence[Grams], names: frozenset[str]) -> list[str]:
    """The terms of MIN_CONVERSATIONS conversations or more that hold no name, sorted."""
    seen = Counter(term for one in grams for term in one.vocabulary)
    return sorted(t for t, n in seen.items() if n >= MIN_CONVERSATIONS and names.isdisjoint(t.split()))


def names_of(conversations: Sequence[LabelledConversation]) -> frozenset[str]:
    """Words that stand with a capital inside most of their sentences: who is called Maria must not move a score."""
    capitals: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for one in conversations:
        capitals.update(one.capitals)
        inside.update(one.inside)
    return frozenset(word for word, n in capitals.items() if n > NAMED * inside[word])


class Rows:
    """Conversations with their turns and sentences numbered through.

    owner: the turn of each sentence; before, after, own_before, own_after: neighbours of each turn; conversation,
    dataset, group: of each turn; masks: side → whether a turn is that side's.
    """

    def __init__(self, conversations: Sequence[LabelledConversation]) -> None:
        self.conversations = tuple(conversations)
        views = [one.view for one in conversations]
        sizes = [len(view.staff) for view in views]
        self.first_turn = np.concatenate([[0], np.cumsum(sizes)])
        self.first_sentence = np.concatenate([[0], np.cumsum([len(view.owner) for view in views])])
        self.n_turns, self.n_sentences = int(self.first_turn[-1]), int(self.first_sentence[-1])
        self.conversation = np.repeat(np.arange(len(views)), sizes)
        self.dataset = np.array([one.dataset for one in conversations])[self.conversation]
        self.group = np.array([one.group for one in conversations])[self.conversation]
        self.owner = self._stacked("owner")
        self.before, self.after = self._stacked("before"), self._stacked("after")
        self.own_before, self.own_after = self._stacked("own_before"), self._stacked("own_after")
        self.masks = {side: np.concatenate([getattr(view, side) for view in views]) for side in ("staff", "patient")}
        self.turn = np.vstack([view.turn for view in views])
        self.sentence = np.vstack([view.sentence for view in views])
        self.names = names_of(conversations)
        self._bags: dict[tuple[str, str], WeightedBag] = {}

    def _stacked(self, name: str) -> IntArray:
        parts = [getattr(one.view, name) for one in self.conversations]
        moved = [np.where(p >= 0, p + start, NOBODY) for p, start in zip(parts, self.first_turn, strict=False)]
        return np.concatenate(moved)

    @cached_property
    def real(self) -> BoolArray:
        """(n_turns,): whether a turn is of a conversation and not an invented sentence."""
        found: BoolArray = self.dataset != SEEDS
        return found

    def bag(self, kind: str, level: str) -> WeightedBag:
        """The bags of a kind, "turn" or "sentence" by sentence or by turn; both of the same terms."""
        if (kind, level) not in self._bags:
            views = [one.view for one in self.conversations]
            turns = [view.bags[kind].grouped(view.owner, len(view.staff)) for view in views]
            own = turns if level == "turn" else [one.view.bags[kind] for one in self.conversations]
            self._bags[kind, level] = WeightedBag.of(own, terms_of(turns, self.names))
        return self._bags[kind, level]

    def turns_with(self, name: str, keep: Callable[[Label], bool] = lambda _: True) -> BoolArray:
        """(n_turns,): whether a turn has a label of that name."""
        found = np.zeros(self.n_turns, dtype=bool)
        for start, one in zip(self.first_turn, self.conversations, strict=False):
            found[[start + label.turn for label in one.of(name) if keep(label)]] = True
        return found

    def sentences_with(self, name: str, keep: Callable[[Label], bool] = lambda _: True) -> BoolArray:
        """(n_sentences,): whether a label of that name covers a part of a sentence."""
        found = np.zeros(self.n_sentences, dtype=bool)
        for start, one in zip(self.first_sentence, self.conversations, strict=False):
            found[[start + place for label in one.of(name) if keep(label) for place in label.sentences]] = True
        return found


def pick(matrix: Any, places: IntArray) -> Any:
    """Rows of a sparse matrix, an empty one for NOBODY."""
    padded = sp.vstack([matrix, sp.csr_matrix((1, matrix.shape[1]))]).tocsr()
    return padded[np.where(places < 0, matrix.shape[0], places)]
