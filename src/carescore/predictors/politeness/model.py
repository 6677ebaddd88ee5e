"""Politeness of requests: the published signs, and a model of how polite people found a request.

SIGNS are strategies with the mean z-score that requests showing them got (Danescu-Niculescu-Mizil et al. 2013). One
head, `polite`: word n-grams up to three, and the signs. A request is a sentence that asks the listener to do or tell
something, in whatever form: "could you ...", "please ...", "you need to ...", a bare command.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log1p
from typing import Any

import numpy as np

from carescore.predictors.linear import FloatArray, Head
from carescore.text.ngrams import Grams, sentence_grams, split, tokens
from carescore.text.regex import lazy

_AT = r"(?:^|[.?!] +)(?:(?:and|so|okay|ok|alright|all right|now|um|uh)[, ]+)*"
SIGNS: Mapping[str, tuple[float, str]] = {
    "gratitude": (0.87, r"\b(?:thanks?|thank you|appreciate|grateful)\b"),
    "deference": (0.78, r"(?:^|[.!] +)(?:great|good|nice|interesting|cool|excellent|awesome|well done)\b"),
    "by the way": (0.63, r"\bby the way\b"),
    "please inside": (0.49, r"[\w,] +please\b(?<!^please)"),
    "counterfactual": (0.47, r"\b(?:could|would) (?:you|it be|i)\b|\bwould (?:love|like|appreciate)\b"),
    "greeting": (0.43, r"^(?:hi|hello|hey|good (?:morning|afternoon|evening))\b"),
    "apology": (0.36, r"\b(?:sorry|apologi[sz]e|excuse me|pardon|forgive)\b"),
    "hedge": (
        0.14,
        r"\b(?:think|perhaps|maybe|possibl[ey]|might|seems?|guess|wonder(?:ing)?|suppose|a little|a bit)\b",
    ),
    "positive": (0.12, r"\b(?:great|good|nice|helpful|love|glad|happy|wonderful|best|excellent|interest\w+)\b"),
    "first person start": (0.12, _AT + r"(?:i|my|i'm|i've|i'd)\b"),
    "can or will": (0.09, r"\b(?:can|will) you\b"),
    "first person plural": (0.08, r"\b(?:we|our|us|let's)\b"),
    "first person": (0.08, r"\b(?:i|my|me|i'm|i've|i'd)\b"),
    "second person": (0.05, r"\b(?:you|your|you're)\b"),
    "negative": (-0.13, r"\b(?:wrong|bad|problem|error|fail\w*|useless|stop|terrible|ridiculous|worse|nothing)\b"),
    "please first": (-0.30, _AT + r"please\b"),
    "second person start": (-0.30, _AT + r"(?:you|your|you're)\b"),
    "factuality": (-0.38, r"\b(?:actually|in fact|really|honestly|surely|the fact|the truth)\b"),
    "direct start": (-0.43, r"(?:^|[.?!] +)(?:so|then|and|but|or|well|because)\b"),
    "direct question": (0.0, r"(?:^|[.?!] +)(?:what|why|who|how|where|when|which)\b"),  # normal in clinics: no weight
}
_CUES: Mapping[str, str] = {
    "asks why": r"\bwhy\b",
    "wonders": r"\b(?:wonder\w*|curious|was hoping|if you (?:don't mind|have time|could|would|want|like|can))\b",
    "asks if possible": r"\b(?:any chance|possible|would you mind|is there (?:a|any) (?:way|chance|reason))\b",
    "asks for help": r"\b(?:help|advice|suggest\w*|idea|thoughts|opinion|clarify|elaborate|explain|expand)\b",
    "asks what one means": r"\bwhat (?:do|did|does|are|is) (?:you|this|that)\b",
    "asks what one did": r"\b(?:have|did|do|does|are|is) you\b",
    "negative question": r"\b(?:don't|didn't|doesn't|isn't|aren't|can't|couldn't) (?:you|it|that|this)\b",
    "denies": r"\b(?:don't|didn't|doesn't|isn't|aren't|can't|couldn't|not|never)\b",
    "just": r"\bjust\b",
    "if": r"\bif\b",
    "okay": r"\b(?:ok|okay)\b",
    "names somebody": r"<person>",
    "link": r"<url>",
    "exclaims": r"!",
    "trails off": r"\.\.\.|…",
    "quotes": r"[\"“]",
    "aside": r"\(",
    "code": r"[`_{}=]",
    "insists": r"\?[?!]",
    "smiles": r"[:;]-?[)d]",
}
_AMOUNTS = ("log words", "log words last", "sentences", "questions", "word length", "hedges", "positives", "negatives")
DENSE = (*SIGNS, *_CUES, *(f"last: {name}" for name in (*SIGNS, *_CUES)), *_AMOUNTS)
_FOUND = tuple(lazy(pattern) for _, pattern in SIGNS.values())
_SEEN = (*_FOUND, *(lazy(pattern) for pattern in _CUES.values()))
_WEIGHTS = tuple(weight for weight, _ in SIGNS.values())
_WORDS = tuple(lazy(SIGNS[name][1]) for name in ("hedge", "positive", "negative"))
_MOST = 3  # times that a hedge, a positive or a negative word counts
_PLAIN = str.maketrans({"’": "'", "‘": "'"})
_REQUEST = lazy(
    r"\b(?:can|could|would|will) you (?!feel|see|hear|remember|still|say that|think|like)"
    r"|\bplease\b|\bi(?: just)?(?: need| want|'d like| would like)(?: for)? you to\b"
    r"|\byou(?: just)?(?: need| have|'ll have|'ve got| must| ought)(?: to)?(?= (?:sign|fill|sit|wait|hold|call|bring|"
    r"take|stop|listen|lie|stay|keep|go|pay|give|tell|come|open|complete|speak|ask)\b)"
    r"|\b(?:would|do) you mind\b|\bif you (?:could|can|would)(?: just)? (?!not|'t)",
    re.IGNORECASE,
)
_ASKING = tuple(
    "please|can you|could you|would you|will you|you to | mind|if you|you need|you have|you just|you'll"
    r"|you've|you must|"
    "you ought|do you".split("|")
)
_COMMAND = lazy(
    r"^\W*(?:(?:okay|ok|alright|so|and|now|just|um|uh)\W+)*(?:go ahead and|have a seat|bear with me|hold "
    r"(?:on|still|the)|wait|sit|lie|lay|stand|open|sign|fill|call|bring|put|lift|push|pull|give"
    r"|tell|show|let me know|come|turn|stop|"
    r"listen|don't(?! worry| hesitate)|make sure|try (?:and|to)|squeeze|follow|relax|breathe|look"
    r"|take (?:a|your(?! time)|off|this|these))\b",
    re.IGNORECASE,
)
_WIDEST = 30  # words: a longer sentence, as recognisers write them, is cut around its request
_BEFORE, _AFTER = 20, 120  # characters kept before and after the request in a sentence so long


@dataclass(frozen=True, slots=True)
class Request:
    """A request: the probability that it is one of the polite ones, and the sum of its signs' published weights."""

    polite: float
    weight: float


def requested(sentence: str) -> str | None:
    """The request in a sentence, None when it asks for nothing."""
    plain = sentence.replace("’", "'")
    low = plain.lower()
    match = _COMMAND.match(plain)
    if match is None and any(map(low.__contains__, _ASKING)):
        match = _REQUEST.search(plain)
    if match is None or len(plain.split()) <= _WIDEST:
        return plain if match else None
    return plain[max(0, match.start() - _BEFORE) : match.end() + _AFTER]


def grams(text: str) -> list[str]:
    """Words, pairs and triples of a text's sentences."""
    found = []
    for sentence in split(text):
        words = ["^", *tokens(sentence)]
        found += sentence_grams(sentence)
        found += [f"{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False)]
    return found


def dense(texts: Sequence[str]) -> FloatArray:
    """(n_texts, len(DENSE)) features."""
    return np.array([_features(text) for text in texts], dtype=np.float64).reshape(-1, len(DENSE))


def _features(text: str) -> list[float]:
    low = text.lower().translate(_PLAIN).strip()
    sentences = split(low) or [low]
    marks = [float(pattern.search(low) is not None) for pattern in _SEEN]
    last = [float(p.search(sentences[-1]) is not None) for p in _SEEN] if len(sentences) > 1 else marks
    return marks + last + _amounts(low, sentences)


def _amounts(low: str, sentences: Sequence[str]) -> list[float]:
    words = tokens(low)
    length = sum(map(len, words)) / len(words) if words else 0.0
    counts = [float(min(_MOST, len(pattern.findall(low)))) for pattern in _WORDS]
    last = words if len(sentences) == 1 else tokens(sentences[-1])
    logs = [log1p(len(words)), log1p(len(last))]
    return [*logs, float(len(sentences)), float(words.count("?")), length, *counts]


def judge(heads: Mapping[str, Head], texts: Sequence[str]) -> list[Request]:
    """Every request, judged."""
    features = dense(texts)
    rows = Grams.from_lists([grams(text) for text in texts])
    found = heads["polite"].probabilities(rows, features)[:, 1]
    weights = features[:, : len(_WEIGHTS)] @ np.array(_WEIGHTS)
    return [Request(float(polite), float(weight)) for polite, weight in zip(found, weights, strict=True)]


def predict(heads: Mapping[str, Head], texts: Sequence[str]) -> FloatArray:
    """(n_texts,): the probability that a request is one of the polite ones."""
    return np.array([request.polite for request in judge(heads, texts)])


def probe(heads: Mapping[str, Head], items: Sequence[Mapping[str, Any]]) -> list[list[float]]:
    """The probability of golden inputs {"text"}."""
    return [[float(p)] for p in predict(heads, [item["text"] for item in items])]
