"""What the heads of the codes say of golden inputs, which no other model or lexicon may move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from carescore.predictors import vader
from carescore.predictors.behaviour.features import contents_of
from carescore.predictors.codes.features import MODELS, Inputs, view
from carescore.predictors.codes.model import HEADS, SENTENCE_HEADS, judge, kinds, replies
from carescore.predictors.linear import Head, logistic
from carescore.text.prose import Prose


def probe(heads: Mapping[str, Head], items: Sequence[Mapping[str, Any]]) -> list[list[float]]:
    """For each golden input {"turns": [[side, text], …], "signs": {sentence: [name, …]}}: every head's probability of
    every turn, then of every sentence, the kinds of disrespect, and what became of every patient turn.

    What the other models would say stands at its neutral value; a sentence asks where it ends in a question mark."""
    return [_probed(heads, item["turns"], item.get("signs", {})) for item in items]


def _probed(
    heads: Mapping[str, Head], turns: Sequence[Sequence[str]], signs: Mapping[str, Sequence[str]]
) -> list[float]:
    seen = view(_inputs(turns, signs))
    judged = judge(heads, seen)
    openings = [place for place, (side, _) in enumerate(turns) if side == "patient"]
    each = [judged.probabilities(name) for name in HEADS]
    each += [logistic(judged.sentences[:, i]) for i in range(len(SENTENCE_HEADS))]
    each += [kinds(heads, seen).ravel(), replies(heads, seen, judged, openings).ravel()]
    return [float(p) for p in np.concatenate(each)]


def _inputs(turns: Sequence[Sequence[str]], signs: Mapping[str, Sequence[str]]) -> Inputs:
    prose = Prose([text for _, text in turns])
    sentences = prose.sentence_texts
    return Inputs(
        prose=prose,
        sides=[side for side, _ in turns],
        companions=[False for _ in turns],
        contents=[contents_of(words) for words in prose.sentence_tokens],
        asks=np.array([float(text.rstrip().endswith("?")) for text in sentences]),
        vader=vader.scores(sentences),
        sentiment=np.full((len(turns), 3), 1 / 3),
        models=np.zeros((len(turns), len(MODELS))),
        signs=[signs.get(str(i), ()) for i in range(len(sentences))],
    )
