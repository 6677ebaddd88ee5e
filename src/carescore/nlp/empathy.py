"""Empathy in a reply, by the mechanisms of EPITOME: emotional reactions, interpretations, explorations.

The `sentence` head, one column a mechanism, says whether a sentence carries it (learnt from the annotators'
rationales); for each mechanism a `text` head gives the reply a level, none, weak or strong, from its n-grams and the
strongest and mean sentence of every mechanism. Source: Sharma et al. 2020.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from carescore.nlp._linear import FloatArray, Head
from carescore.nlp._ngrams import Grams, IntArray, sentence_grams, split, tokens

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
_YOU = frozenset("you your you're you've you'll yourself yours".split())
_I = frozenset("i i'm i've my me i'd i'll".split())


def sentence_logits(heads: Mapping[str, Head], sentences: Grams) -> FloatArray:
    """(n_sentences, 3): log-odds that a sentence carries each mechanism."""
    return heads["sentence"].logits(sentences)


def dense(logits: FloatArray, owner: IntArray, texts: Sequence[str], prompts: Sequence[str]) -> FloatArray:
    """(n_texts, len(DENSE)) features; logits are the sentences', owner[s] the text of sentence s."""
    rows = np.zeros((len(texts), len(DENSE)))
    ends = np.searchsorted(owner, np.arange(len(texts) + 1))
    for i, (text, prompt) in enumerate(zip(texts, prompts, strict=True)):
        own = logits[ends[i] : ends[i + 1]]
        if len(own):
            summary = [own.max(axis=0), own.mean(axis=0), np.log1p((own > 0).sum(axis=0)), own[-1]]
            rows[i, : 4 * len(MECHANISMS)] = np.stack(summary, axis=1).ravel()
        rows[i, 4 * len(MECHANISMS) :] = _manner(text, prompt, len(own))
    return rows


def _manner(text: str, prompt: str, n_sentences: int) -> tuple[float, ...]:
    words = tokens(text)
    n = len(words) + 1
    shared = {word for word in words if len(word) > 4} & set(tokens(prompt))
    return (
        float(np.log1p(n_sentences)),
        float(np.log1p(words.count("?"))),
        float(text.rstrip().endswith("?")),
        sum(word in _YOU for word in words) / n,
        sum(word in _I for word in words) / n,
        float(np.log1p(len(shared))),
        *_asking(text),
    )


def _asking(text: str) -> tuple[float, ...]:
    """How long the questions and the text are, in words: a weak exploration is a short question alone."""
    lengths = [len(s.split()) for s in split(text) if s.rstrip().endswith("?")] if "?" in text else []
    shortest, longest = np.log1p(min(lengths, default=_NO_QUESTION)), np.log1p(max(lengths, default=0))
    words = np.log1p(len(text.split()))
    return (shortest, longest, float(len(lengths) == 1), shortest * longest, words, words**2)


def predict(
    heads: Mapping[str, Head], sentences: Grams, owner: IntArray, texts: Sequence[str], prompts: Sequence[str]
) -> dict[str, FloatArray]:
    """Mechanism → (n_texts, 3) probabilities of the levels. sentences has one row per sentence, in the order of the
    texts; prompts are what each text answers."""
    features = dense(sentence_logits(heads, sentences), owner, texts, prompts)
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
