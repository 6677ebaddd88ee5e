"""Conversations without labels, as the model sees them, and where their sentences begin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse
from sklearn.linear_model import LogisticRegression

from carescore.predictors import unlabelled
from carescore.predictors.linear import Head
from carescore.training import heads as shared
from carescore.training.ratings import Floats, Ints

STAFF = frozenset({"doctor", "therapist", "guest_clinician"})
MIN_CONVERSATIONS = 3


@dataclass(frozen=True)
class UnlabelledConversation:
    """A conversation without labels: its sentences, and how many words of each are the patient's and staff's."""

    sentences: tuple[str, ...]
    words: Ints  # (n, 2)


Said = list[tuple[str, bool]]  # every word of a conversation, and whether staff said it


def said_in(record: Mapping[str, Any]) -> Said:
    return [(word, turn["role"] in STAFF) for turn in record["turns"] for word in turn["text"].split()]


def poor(said: Said) -> Said:
    """Without capitals and marks, as a poor recogniser gives it."""
    return [(bare, staff) for word, staff in said if (bare := re.sub(r"[^\w'-]", "", word.lower()))]


def talk_of(cut: Mapping[str, Head], said: Said) -> UnlabelledConversation:
    text = " ".join(word for word, _ in said)
    sentences, words, at = [], [], 0
    for start, end in unlabelled.sentences(cut, text):
        sentences.append(text[start:end].strip())
        size = len(text[start:end].split())
        staff = sum(by_staff for _, by_staff in said[at : at + size])
        words.append((size - staff, staff))
        at += size
    return UnlabelledConversation(tuple(sentences), np.array(words, dtype=np.int64))


def train_cut(conversations: Sequence[Said]) -> shared.Arrays:
    """Where sentences begin in words without marks, learnt from conversations that have marks."""
    rows, opens = [], []
    for said in conversations:
        words = [word for word, _ in said]
        rows.append(unlabelled.gap_features(words))
        opens += [word[-1] in ".?!" or said[i][1] != said[i + 1][1] for i, word in enumerate(words[:-1])]
    table = FeatureTable.of(rows)
    model = LogisticRegression(C=0.3, max_iter=100, tol=1e-3).fit(table.matrix, opens)
    return table.arrays(("inside", "opens"), model.coef_.T, model.intercept_)


@dataclass(frozen=True)
class FeatureTable:
    """Feature rows as a matrix of 0 and 1, which is what a Head without unit rows computes."""

    terms: tuple[str, ...]
    matrix: Any

    @classmethod
    def of(cls, conversations: Sequence[Sequence[Sequence[str]]]) -> FeatureTable:
        """conversations: the rows of each. A term is kept that at least MIN_CONVERSATIONS of them hold."""
        counts = Counter(term for rows in conversations for term in {t for row in rows for t in row})
        terms = tuple(sorted(term for term, n in counts.items() if n >= MIN_CONVERSATIONS))
        index = {term: i for i, term in enumerate(terms)}
        known = [[index[t] for t in row if t in index] for rows in conversations for row in rows]
        ends = np.concatenate([[0], np.cumsum([len(row) for row in known])])
        ids = np.array([i for row in known for i in row], dtype=np.int64)
        return cls(terms, scipy.sparse.csr_matrix((np.ones(len(ids)), ids, ends), (len(known), len(terms))))

    def arrays(self, classes: Sequence[str], coef: Floats, intercept: Floats) -> shared.Arrays:
        return {
            "classes": list(classes),
            "terms": np.frombuffer("\n".join(self.terms).encode("utf-8"), dtype=np.uint8),
            "idf": np.ones(len(self.terms)),
            "coef": np.ascontiguousarray(coef.astype(np.float32)),
            "intercept": intercept,
            "dense_names": [],
            "dense_mean": np.zeros(0),
            "dense_scale": np.zeros(0),
            "dense_coef": np.zeros((0, coef.shape[1])),
            "decision": np.zeros(len(classes)),
            "unit_rows": False,
        }
