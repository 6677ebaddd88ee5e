"""The task of terms: how many unseen medical terms are recognised when 2 % of unseen everyday words are taken for one.

Terms: the split's; without the split, the tenth of the training terms that train.py never fits (sha1). Everyday words:
those that ten documents and three collections of general talk and writing use, in whatever splits are there, only of
the tenth that train.py never fits, in the case they are mostly written in; no listed term. Words that are everyday in
the shipped table are not spared: the judgement is made from the letters alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from carescore.predictors import load, terms
from carescore.training.everyday import SPLITS, Floats, common, held_out, recall_at, records, texts_of, vocabulary
from tasks.row import Row


def rows(data: Path, split: str) -> Iterator[Row]:
    listed = {s: [r["term"] for r in records(data, "plain_terms", s)] for s in SPLITS}
    asked = listed[split] if split != "dev" else listed["dev"] or [t for t in listed["train"] if held_out(t.lower())]
    no_terms = {term.lower() for one in listed.values() for term in one}
    documents, sets, forms = vocabulary(texts_of(data, SPLITS))
    words = sorted(w for w in common(documents, sets) if held_out(w) and w not in no_terms)
    if not asked or not words:
        print(f"skipped: no plain_terms/{split}, or no everyday words", file=sys.stderr)
        return
    heads = load.load("terms").heads
    everyday = [forms.get(word, word) for word in words]
    found, alarms = terms.predict(heads, asked), terms.predict(heads, everyday)
    single = np.array([len(term.split()) == 1 for term in asked])
    length = recall_at(_letters(everyday), _letters(asked))
    yield Row("terms", "plain_terms", "recall_at_2pct_false_alarms", recall_at(alarms, found), len(asked), length)
    value, floor = recall_at(alarms, found[single]), recall_at(_letters(everyday), _letters(asked)[single])
    yield Row("terms", "plain_terms", "recall_single_words", value, int(single.sum()), floor)


def _letters(listed: Sequence[str]) -> Floats:
    """The floor: the longer, the more a term."""
    return np.array([len(term) for term in listed], dtype=np.float64)
