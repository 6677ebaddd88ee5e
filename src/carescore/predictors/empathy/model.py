"""Empathy in a reply, by the mechanisms of EPITOME: emotional reactions, interpretations, explorations.

The `sentence` head, one column a mechanism, says whether a sentence carries it (learnt from the annotators'
rationales); for each mechanism a `text` head gives the reply a level, none, weak or strong, from its n-grams and the
strongest and mean sentence of every mechanism. Source: Sharma et al. 2020.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np

from carescore.predictors.linear import FloatArray, Head
from carescore.text.ngrams import Grams, IntArray, sentence_grams, split, tokens

MECHANISMS = ("emotional_reactions", "interpretations", "explorations")
LEVELS = ("none", "weak", "strong")
DENSE = (
    *(f"{kind} {mechanism}" for mechanism in MECHANISMS for kind in ("max", "mean", "count", "last")),
    "log sentences",
    "questions",
    "asks at the end",
    "second person",
    "first person",
    "shared words",
    *("shortest question", "longest question", "one question", "shortest by longest", "length", "length squared"),
)
_NO_QUESTION = 60  # stands for the length of a shortest question where there is none
_NONE: Mapping[str, Sequence[str]] = MappingProxyType({})
_YOU = frozenset("you your you're you've you'll yourself yours".split())
_I = frozenset("i i'm i've my me i'd i'll".split())


def sentence_logits(heads: Mapping[str, Head], sentences: Grams) -> FloatArray:
    """(n_sentences, 3): log-odds that a sentence carries each mechanism."""
    return heads["sentence"].logits(sentences)


def dense(
    logits: FloatArray,
    owner: IntArray,
    texts: Sequence[str],
    prompts: Sequence[str],
    cut: Mapping[str, Sequence[str]] = _NONE,
) -> FloatArray:
    """(n_texts, len(DENSE)) features; logits are the sentences', owner[s] the text of sentence s. cut: the tokens of
    texts and prompts where they are known."""
    said = {text: cut[text] if text in cut else tokens(text) for text in {*texts, *prompts}}
    manner = [_manner(text, said[text], said[prompt]) for text, prompt in zip(texts, prompts, strict=True)]
    counts = np.bincount(owner, minlength=len(texts)).astype(np.float64)
    sizes, shown = np.array(manner, dtype=np.float64).reshape(-1, 9).T[:, :, None], counts[:, None]
    ends_asking, second, first, single = sizes[:4]
    questions, shared, shortest, longest, words = np.log1p(sizes[4:])
    manners = [np.log1p(shown), questions, ends_asking, second, first, shared]
    lengths = [shortest, longest, single, shortest * longest, words, words**2]
    return np.hstack([_summary(logits, counts), *manners, *lengths])


def _summary(logits: FloatArray, counts: FloatArray) -> FloatArray:
    """(n_texts, 4 · mechanisms): of each mechanism the largest, mean, log count of positive and last sentence."""
    full = np.flatnonzero(counts)
    ends = np.cumsum(counts[full]).astype(np.int64)
    rows = np.zeros((len(counts), len(MECHANISMS), 4))
    if len(full):
        starts = np.concatenate([[0], ends[:-1]])
        mean = np.add.reduceat(logits, starts) / counts[full][:, None]
        positive = np.log1p(np.add.reduceat((logits > 0).astype(np.float64), starts))
        rows[full] = np.stack([np.maximum.reduceat(logits, starts), mean, positive, logits[ends - 1]], axis=2)
    return rows.reshape(len(counts), -1)


def _manner(text: str, words: Sequence[str], prompt: Sequence[str]) -> tuple[float, ...]:
    """Whether a text ends in a question, its shares of "you" and "I", whether it asks once; then what counts by its
    logarithm: questions, words shared with the prompt, words of the shortest and the longest question, and words."""
    n = len(words) + 1
    shared = {word for word in words if len(word) > 4}.intersection(prompt)
    asked = [len(s.split()) for s in split(text) if s.rstrip().endswith("?")] if "?" in text else []
    return (
        text.rstrip().endswith("?"),
        sum(map(_YOU.__contains__, words)) / n,
        sum(map(_I.__contains__, words)) / n,
        len(asked) == 1,
        words.count("?"),
        len(shared),
        # a weak exploration is a short question alone
        min(asked, default=_NO_QUESTION),
        max(asked, default=0),
        len(text.split()),
    )


def predict(
    heads: Mapping[str, Head],
    sentences: Grams,
    owner: IntArray,
    texts: Sequence[str],
    prompts: Sequence[str],
    cut: Mapping[str, Sequence[str]] = _NONE,
) -> dict[str, FloatArray]:
    """Mechanism → (n_texts, 3) probabilities of the levels. sentences has one row per sentence, in the order of the
    texts; prompts are what each text answers; cut: as dense takes it."""
    features = dense(sentence_logits(heads, sentences), owner, texts, prompts, cut)
    grams = sentences.grouped(owner, len(texts))
    return {name: heads[f"{name}.text"].probabilities(grams, features) for name in MECHANISMS}


def levels(heads: Mapping[str, Head], probabilities: Mapping[str, FloatArray]) -> dict[str, list[int]]:
    """Mechanism → level 0, 1 or 2 of every text."""
    return {name: heads[f"{name}.text"].choose(probabilities[name]) for name in MECHANISMS}


def probe(heads: Mapping[str, Head], items: Sequence[Mapping[str, Any]]) -> list[list[float]]:
    """The flat probabilities of golden inputs {"text", "prompt"}."""
    texts = [item["text"] for item in items]
    lists = [[sentence_grams(sentence) for sentence in split(text)] for text in texts]
    owner = np.repeat(np.arange(len(texts)), [len(sentences) for sentences in lists])
    grams = Grams.from_lists([grams for sentences in lists for grams in sentences])
    found = predict(heads, grams, owner, texts, [item["prompt"] for item in items])
    return [[float(p) for name in MECHANISMS for p in found[name][i]] for i in range(len(texts))]
