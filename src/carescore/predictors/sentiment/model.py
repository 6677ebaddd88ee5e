"""The sentiment of a text: negative, neutral or positive, given what was asked before it.

Heads. `emotion` (trained on GoEmotions) judges single sentences; its log-odds and VADER's compound score become
features of the text: mean, lowest, highest sentence. `sentiment` (three classes) and `level` (1 very positive ..
5 very negative, the scale of the NHS comments) judge the text from its n-grams and those features.
`criticism` (how critical a comment is, in five steps) gives `level` further features.
The question. A rule sorts what was asked into kinds: asks for faults ("What could we do better?"), for praise
("What was good?"), for an opinion ("Why did you give that answer?"), for a written comment; anything else is plain
talk. "Nothing" in answer to the first is praise, to the second blame, in plain talk neither: the grams of an answer
to a question of a kind count a second time as grams of that kind ("faults: nothing").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from carescore.predictors import vader
from carescore.predictors.linear import FloatArray, Head
from carescore.predictors.sentiment import news
from carescore.text.ngrams import Grams, IntArray, sentence_grams, split
from carescore.text.regex import lazy

CLASSES = ("negative", "neutral", "positive")
LEVELS = (1, 2, 3, 4, 5)
KINDS = ("faults", "praise", "opinion", "comment")
DENSE = (
    *("vader_mean", "vader_min", "vader_max"),
    *("emotion_mean", "emotion_min", "emotion_max", "emotion_neutral"),
    *KINDS,
    *("nothing", "nothing_faults", "nothing_praise", "nothing_opinion", "polite"),
    *("length", "length_faults", "vader_faults", "vader_comment", "emotion_comment"),
    *news.NAMES,
)

_KIND_COLUMNS = slice(DENSE.index(KINDS[0]), DENSE.index(KINDS[-1]) + 1)
STEPS = ("very critical", "critical", "neither", "positive", "very positive")
LEVEL_DENSE = (*DENSE[: -len(news.NAMES)], *STEPS)

_KINDS = (
    r"\b(?:could|can|should|would|might|did)\b[^.?!]*\b(?:do|does|done|been|be|gone|have|made)\b[^.?!]*\bbetter\b"
    r"|\b(?:could|can|should|would) (?:we|i|they|be|have)\b[^.?!]*\bimproved?\b|\bneeds? improv"
    r"|\bcomplaints? about (?:us|our|the (?:service|care|staff|stay|visit))\b"
    r"|\b(?:did|do) (?:you|we)\b[^.?!]*\b(?:not like|dislike|get wrong|do wrong)\b",
    r"\bwhat (?:was|were|went|did we do) (?:\w+ )?(?:good|well|best|right)\b|\bwhat did you like\b",
    r"\bwhy (?:did|do|have) you (?:give|gave|given|answer|choose|rate|score|say)"
    r"|\b(?:dis)?satisfied\b|\bhow (?:was|were) (?:your|the) (?:visit|stay|experience|service|care)\b",
    r"\b(?:leave|write) (?:us )?(?:a|any|your) comments?\b",
)
_ASKED = tuple(lazy(pattern, re.IGNORECASE) for pattern in _KINDS)
_ASKING = tuple(  # without one of these a prompt matches none: a plain search costs a tenth of a pattern's
    "better|improv|complaint|not like|dislike|get wrong|do wrong|what w|what did|why |satisfied|how w|comment".split(
        "|"
    )
)
_NOTHING = lazy(
    r"\W*(?:no(?:thing|ne|t (?:a thing|really|at all|applicable)|pe)?|nil|n/?a|do(?:n['’]?t| not) know"
    r"|(?:i )?(?:can['’]?t|cannot|could ?n['’]?t) (?:think|fault|say)|all (?:was )?(?:good|fine|ok))\b",
    re.IGNORECASE,
)
_POLITE = lazy(
    r"(?:\W*\b(?:oh|ok(?:ay)?|all ?right|right|sure|yes|yeah|yep|no|uh|um|and|you(?:['’]re)?|too|very much|very well"
    r"|doc(?:tor)?|thanks|thank you|great|good|fine|nice|perfect|sounds (?:good|great|fine)|that(?:['’]s| is| sounds)"
    r"|i(?:['’]m| am)|it(?:['’]s| is)|(?:nice|good) to meet you|welcome|how are you|bye|goodbye|hi|hello"
    r"|good (?:morning|afternoon|evening)|take care|see you|please|sorry)\b)+\W*",
    re.IGNORECASE,
)
_SURVEY = {
    "faults": "What could we do better?",
    "praise": "What was good?",
    "opinion": "Why did you give that answer?",
    "comment": "Please leave a comment.",
}
_QUESTIONS = {
    "What was good?": "praise",
    "What could we do better?": "faults",
    "Trust A - Q1": "faults",
    "Trust A - Q2": "praise",
    "Trust B - Q1": "comment",
    "Trust C - Q1": "opinion",
    "Trust C - Q2": "faults",
}
_SWAPPED = {"FFT Why?": "faults", "How could we improve?": "opinion"}
_STRAIGHT = {"FFT Why?": "opinion", "How could we improve?": "faults"}


def survey_prompt(record: Mapping[str, Any]) -> str:
    """The question that a record of the NHS comment files answers, in words, from its `question` and `service`. Who
    scores surveys asks for it: training and benchmarks/accuracy.py.

    In two of the three ambulance services of nhs_fft ("111" and "PTS") the answers show that the labels of the two
    questions are interchanged; only "See and Convey" has them straight. Raises KeyError for an unknown question.
    """
    question = record["question"]
    if question.startswith("Please describe any things"):
        return _SURVEY["opinion"]
    ambulance = _STRAIGHT if record.get("service") == "See and Convey" else _SWAPPED
    return _SURVEY[{**_QUESTIONS, **ambulance}[question]]


def predict(
    heads: Mapping[str, Head],
    sentences: Grams,
    owner: IntArray,
    texts: Sequence[str],
    prompts: Sequence[str],
    vader: FloatArray,
) -> FloatArray:
    """(n_texts, 3): probabilities of CLASSES.

    sentences: one row per sentence, owner its text; prompts: what was asked before each text, "" if nothing;
    vader: (n_sentences, 4) from vader.scores. A text without a sentence is judged by its prompt alone.
    """
    features = dense(heads["emotion"], sentences, owner, texts, prompts, vader)
    grams = sentences.grouped(owner, len(texts))
    return heads["sentiment"].probabilities(crossed(grams, features[:, _KIND_COLUMNS]), features)


def predict_levels(
    heads: Mapping[str, Head],
    sentences: Grams,
    owner: IntArray,
    texts: Sequence[str],
    prompts: Sequence[str],
    vader: FloatArray,
) -> FloatArray:
    """(n_texts, 5): probabilities of LEVELS; the arguments are those of predict."""
    features = dense(heads["emotion"], sentences, owner, texts, prompts, vader)
    grams = sentences.grouped(owner, len(texts))
    return heads["level"].probabilities(crossed(grams, features[:, _KIND_COLUMNS]), level_dense(heads, grams, features))


def choose_levels(heads: Mapping[str, Head], probabilities: FloatArray) -> list[int]:
    """The level, 1 very positive to 5 very negative, of every row of predict_levels."""
    return [LEVELS[i] for i in heads["level"].choose(probabilities)]


def probe(heads: Mapping[str, Head], items: Sequence[Mapping[str, Any]]) -> list[list[float]]:
    """Probabilities of CLASSES, then of LEVELS, for golden inputs {"text", "prompt"}."""
    inputs = prepare([item["text"] for item in items], [item["prompt"] for item in items])
    return np.hstack([predict(heads, *inputs), predict_levels(heads, *inputs)]).tolist()  # type: ignore[no-any-return]


def prepare(
    texts: Sequence[str], prompts: Sequence[str]
) -> tuple[Grams, IntArray, Sequence[str], Sequence[str], FloatArray]:
    """What predict takes after heads, for texts that are no dialogue."""
    found = [(sentence, text) for text, words in enumerate(texts) for sentence in split(words)]
    grams = Grams.from_lists([sentence_grams(sentence) for sentence, _ in found])
    owner = np.array([text for _, text in found], dtype=np.int64)
    return grams, owner, texts, prompts, vader.scores([sentence for sentence, _ in found])


def dense(
    emotion: Head, sentences: Grams, owner: IntArray, texts: Sequence[str], prompts: Sequence[str], vader: FloatArray
) -> FloatArray:
    """(n_texts, len(DENSE)) features beside the n-grams."""
    n = len(texts)
    kinds = kinds_of(prompts)
    faults, praise, opinion, comment = (kinds[:, k : k + 1] for k in range(len(KINDS)))
    nothing, polite = _matches(_NOTHING.match, texts), _matches(_POLITE.fullmatch, texts)
    polite *= 1.0 - kinds.max(axis=1, initial=0.0, keepdims=True)
    logits = emotion.logits(sentences)
    compound = _spread(vader[:, 3], owner, n) * (1.0 - polite)
    feeling = _spread(logits[:, 2] - logits[:, 0], owner, n) * (1.0 - polite)
    neutral = _spread(logits[:, 1] - np.logaddexp(logits[:, 0], logits[:, 2]), owner, n)[:, :1] * (1.0 - polite)
    length = np.log1p([[text.count(" ") + 1.0] for text in texts]).reshape(n, 1)
    crossed = [nothing * faults, nothing * praise, nothing * opinion, polite, length, length * faults]
    valued = [compound[:, :1] * faults, compound[:, :1] * comment, feeling[:, :1] * comment]
    return np.hstack([compound, feeling, neutral, kinds, nothing, *crossed, *valued, news.signs(texts)])


def asked(prompt: str) -> tuple[bool, ...]:
    """For each of KINDS whether the prompt asks for it."""
    low = prompt.lower()
    if not any(map(low.__contains__, _ASKING)):
        return (False,) * len(KINDS)
    return tuple(pattern.search(prompt) is not None for pattern in _ASKED)


def level_dense(heads: Mapping[str, Head], grams: Grams, features: FloatArray) -> FloatArray:
    """(n_texts, len(LEVEL_DENSE)): the features of `dense` but news, with the log-odds of criticism."""
    return np.hstack([features[:, : -len(news.NAMES)], heads["criticism"].logits(grams)])


def crossed(grams: Grams, kinds: FloatArray) -> Grams:
    """The grams of texts, and once more with the kind before them where a text answers a question of a kind.

    kinds: (n_texts, len(KINDS)), 1 where the question asked for it."""
    if not kinds.any():
        return grams
    vocabulary, ids, rows = grams.vocabulary, [grams.ids], [grams.rows]
    for k in np.flatnonzero(kinds.any(axis=0)).tolist():
        mine = kinds[grams.rows, k] > 0
        ids.append(grams.ids[mine] + len(vocabulary))
        rows.append(grams.rows[mine])
        vocabulary += tuple(f"{KINDS[k]}: {gram}" for gram in grams.vocabulary)
    return Grams(vocabulary, np.concatenate(ids), np.concatenate(rows), grams.n_rows)


def kinds_of(prompts: Sequence[str]) -> FloatArray:
    """(n_prompts, len(KINDS)): 1 where a prompt asks for a kind of answer."""
    return np.array([asked(prompt) for prompt in prompts], dtype=np.float64).reshape(len(prompts), len(KINDS))


def _matches(test: Callable[[str], object], texts: Sequence[str]) -> FloatArray:
    return np.array([[test(text) is not None] for text in texts], dtype=np.float64).reshape(len(texts), 1)


def _spread(values: FloatArray, owner: IntArray, n: int) -> FloatArray:
    """(n, 3): mean, lowest and highest value of each owner's rows; 0 for an owner without rows."""
    counts = np.bincount(owner, minlength=n)
    mean = np.bincount(owner, values, n) / np.maximum(counts, 1)
    low, high = np.full(n, np.inf), np.full(n, -np.inf)
    np.minimum.at(low, owner, values)
    np.maximum.at(high, owner, values)
    empty = counts == 0
    low[empty] = high[empty] = 0.0
    return np.stack([mean, low, high], axis=1)
