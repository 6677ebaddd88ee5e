"""Uptake: whether a reply builds on what the other just said (Demszky et al. 2021).

One head, `uptake`: n-grams of the reply, and how much of the other's words it re-uses, over all and in its first
sentence. All of it is read off the n-grams that every model shares; a pair costs a few operations on sets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log1p
from typing import Any

import numpy as np

from carescore.predictors.linear import FloatArray, Head
from carescore.text.ngrams import Grams, IntArray, sentence_grams, split
from carescore.text.spelling import RESPELT

DENSE = (
    "content share",
    "word share",
    "content overlap",
    "shared pairs",
    "shared content",
    "first sentence share",
    "log words",
    "log words answered",
    "log sentences",
    "questions",
    "ends as question",
    "second person for first",
)
MIN_WORDS = 5  # of what is answered (Demszky et al. 2021)
COPIED = 0.8  # a reply of which so much is the other's words repeats rather than builds: our choice
_FUNCTION = frozenset(
    "a an and are as at be been but by did do does for from had has have he her him his how i i'm in is it it's its "
    "me my no not of oh okay ok on or our she so that that's the their them then there they this to too um uh up was "
    "we well were what what's when where which who why will with would yeah yes you you're your can could should just "
    "like got get if because about all one some these those than very more right now here go going gonna know think "
    "let let's see say said mean really thing i've i'll i'd don't didn't doesn't am any much many also hmm mm-hm er "
    "unsure unin inaudible unintelligible crosstalk redacted name "  # a transcriber's marks
    "0 ? ! ...".split()
).union(RESPELT)
_ENDINGS = ("ing", "ed", "es", "s", "er", "ly")
_EMPTY = frozenset(("",))
_I = frozenset("i i'm my me i've mine".split())
_YOU = frozenset("you your you're you've yours".split())


@dataclass(frozen=True, slots=True)
class TurnWords:
    """A turn as sets: its words and pairs of words (places in the vocabulary), the stems of its content words, all and
    of the first sentence; whether it says "I" and "you"."""

    words: frozenset[int] = frozenset()
    content: frozenset[str] = frozenset()
    pairs: frozenset[int] = frozenset()
    first: frozenset[str] = frozenset()
    mine: bool = False
    yours: bool = False
    n_words: int = 0
    n_sentences: int = 0
    n_questions: int = 0
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Uptake:
    """A reply: the probability that it builds on what it answers, how many content words of it are used again, and
    whether it is little but the other's words."""

    probability: float
    shared: int
    copied: bool


def stem(word: str) -> str:
    """The word without an English ending, roughly: enough to see that it is the same word again."""
    if len(word) > 4 and word.endswith(_ENDINGS):
        return next(word[: -len(ending)] for ending in _ENDINGS if word.endswith(ending))
    return word


def turn_words(grams: Grams, owner: IntArray, wanted: Sequence[int]) -> dict[int, TurnWords]:
    """The wanted turns as sets; grams has one row per sentence, owner[s] is the turn of sentence s."""
    words = _Words(grams.vocabulary)
    starts = np.searchsorted(owner, wanted).tolist()
    ends = np.searchsorted(owner, wanted, side="right").tolist()
    edges = np.searchsorted(grams.rows, np.arange(grams.n_rows + 1)).tolist()
    ids = grams.ids.tolist()
    return {
        turn: words.said([ids[edges[s] : edges[s + 1]] for s in range(start, end)])
        for turn, start, end in zip(wanted, starts, ends, strict=True)
    }


class _Words:
    """What the grams of a vocabulary mean, looked up as they are met. stems: "" for a word that says nothing."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.vocabulary = vocabulary
        self.stems: dict[int, str] = {}
        self.mine = frozenset(i for i, gram in enumerate(vocabulary) if gram in _I)
        self.yours = frozenset(i for i, gram in enumerate(vocabulary) if gram in _YOU)
        self.mark = vocabulary.index("?") if "?" in vocabulary else -1

    def said(self, sentences: Sequence[Sequence[int]]) -> TurnWords:
        """sentences: the grams of each, words first, then as many pairs."""
        words: list[int] = []
        pairs: list[int] = []
        for ids in sentences:
            words += ids[: len(ids) // 2]
            pairs += ids[len(ids) // 2 + 1 :]
        distinct, stems = frozenset(words), self.stems
        for i in distinct - stems.keys():
            word = self.vocabulary[i]
            stems[i] = "" if word in _FUNCTION else stem(word)
        first = sentences[0][: len(sentences[0]) // 2] if sentences else ()
        return TurnWords(
            words=distinct,
            content=frozenset(map(stems.__getitem__, distinct)) - _EMPTY,
            pairs=frozenset(pairs),
            first=frozenset(map(stems.__getitem__, first)) - _EMPTY,
            mine=not self.mine.isdisjoint(distinct),
            yours=not self.yours.isdisjoint(distinct),
            n_words=len(words),
            n_sentences=len(sentences),
            n_questions=words.count(self.mark),
            asks=bool(words) and words[-1] == self.mark,
        )


def dense(said: Mapping[int, TurnWords], pairs: Sequence[tuple[int, int]]) -> FloatArray:
    """(len(pairs), len(DENSE)) features of (turn answered, reply)."""
    return np.array([_features(said[a], said[b]) for a, b in pairs], dtype=np.float64).reshape(-1, len(DENSE))


def _features(other: TurnWords, reply: TurnWords) -> tuple[float, ...]:
    content, size = other.content & reply.content, len(other.content) + 1
    return (
        len(content) / size,
        len(other.words & reply.words) / (len(other.words) + 1),
        len(content) / (len(other.content | reply.content) + 1),
        log1p(len(other.pairs & reply.pairs)),
        log1p(len(content)),
        len(other.content & reply.first) / size,
        log1p(reply.n_words),
        log1p(other.n_words),
        log1p(reply.n_sentences),
        log1p(reply.n_questions),
        float(reply.asks),
        float(other.mine and reply.yours),
    )


def copied(other: TurnWords, reply: TurnWords) -> bool:
    """Whether a reply is little but the other's words: nearly all of its content and of its words were theirs."""
    return bool(
        len(reply.content) > 1
        and len(other.content & reply.content) >= COPIED * len(reply.content)
        and len(other.words & reply.words) >= COPIED * len(reply.words)
    )


def judge(
    heads: Mapping[str, Head], grams: Grams, owner: IntArray, n: int, pairs: Sequence[tuple[int, int]]
) -> list[Uptake]:
    """Every (turn answered, reply), judged; n is the number of turns."""
    if not pairs:
        return []
    said = turn_words(grams, owner, sorted({turn for pair in pairs for turn in pair}))
    row = np.full(n, -1, dtype=np.int64)
    row[[reply for _, reply in pairs]] = np.arange(len(pairs))
    found = heads["uptake"].probabilities(grams.grouped(row[owner], len(pairs)), dense(said, pairs))[:, 1]
    return [
        Uptake(float(p), len(said[a].content & said[b].content), copied(said[a], said[b]))
        for p, (a, b) in zip(found, pairs, strict=True)
    ]


def probe(heads: Mapping[str, Head], items: Sequence[Mapping[str, Any]]) -> list[list[float]]:
    """The probability of golden inputs {"prompt", "text"}."""
    found = of_texts(heads, [(item["prompt"], item["text"]) for item in items])
    return [[float(p)] for p in found]


def laid_out(texts: Sequence[tuple[str, str]]) -> tuple[Grams, IntArray, list[tuple[int, int]]]:
    """(what was said, reply) pairs as turns: the sentences' grams, the turn of each, and the pairs of turns."""
    lists = [[sentence_grams(sentence) for sentence in split(text)] for pair in texts for text in pair]
    owner = np.repeat(np.arange(len(lists)), [len(sentences) for sentences in lists])
    grams = Grams.from_lists([one for sentences in lists for one in sentences])
    return grams, owner, [(2 * i, 2 * i + 1) for i in range(len(texts))]


def of_texts(heads: Mapping[str, Head], texts: Sequence[tuple[str, str]]) -> FloatArray:
    """(n,): the probability of uptake of (what was said, reply) pairs."""
    grams, owner, pairs = laid_out(texts)
    return np.array([one.probability for one in judge(heads, grams, owner, 2 * len(texts), pairs)])
