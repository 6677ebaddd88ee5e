"""Who says each sentence of talk without labels: staff or patient, decided over the whole conversation at once.

A linear-chain conditional random field (Lafferty, McCallum & Pereira 2001) over sentences. `voice` gives a sentence the
log-odds of being staff from its words and its neighbours' kind; `change` gives each pair of neighbours a score for
each pair of voices from how the one ends and the other begins. Forward-backward sums over all ways to give the
sentences to two voices; a sentence goes to its likelier voice. `sure` then moves the probabilities towards one half by
a factor on their log-odds that depends on the kind of text (KIND), so that the confidence, the expected share of words
that are right, is near the real share with and without punctuation.
Sentences are cut at marks, at words broken off with a dash, and before a capitalised "Okay", "Yeah" … without a mark
before it; what stays longer than LONGEST words, as a recogniser without punctuation gives it, is cut by `cut`, which
scores every gap between words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from carescore.predictors.linear import FloatArray, Head, logistic
from carescore.text.ngrams import Grams, sentence_grams, spans, tokens
from carescore.text.regex import lazy

VOICES = ("patient", "staff")
CHANGES = tuple(f"{one}>{two}" for one in VOICES for two in VOICES)
KIND = ("marks", "words", "certain")
AROUND = (-3, -2, -1, 1, 2, 3)  # neighbours whose kind a sentence sees
LONGEST = 30  # words of a sentence that marks have cut; fewer than one in a hundred is longer
# log-odds of a sentence's beginning above which such a stretch is cut: rather too often than not, since the field can
# join pieces but not split them. At 0 a piece holds two voices so often that 6 to 16 % of the words cannot be right.
CUT_ABOVE = -2.2
# lines of which the field by itself lets so many change the voice are turns, and their marks count for MARK more in
# log-odds; cues of a recogniser, which cut one person's words too, stay below. Tried on MTS-Dialog and AnnoMI: 1 to 5
ALTERNATE, MARK, NEVER = 0.6, 2.0, -50.0
_OTHER = np.array([[0.0, 1.0], [1.0, 0.0]])  # of the pairs of voices, those that differ
_BROKEN_OFF = lazy(
    r"(?<=[-–—])\s+(?=[-–—]?[^\W\d_])|(?<=[^\W\d_,])\s+(?=(?:Okay|OK|Yes|Yeah|No|Oh|Mm|Uh|Um|Right|Well|Sure|And|But|So|Hi)\b)"
)
_CHUNK = lazy(r"\S+")
_BARE = lazy(r"[^\w'-]")
_YOU = frozenset({"you", "your"})
_ME = frozenset({"i", "my", "i'm", "i've"})


def sentences(heads: Mapping[str, Head], text: str) -> list[tuple[int, int]]:
    """Half-open offsets of the stretches of a text that are given to one voice each."""
    found: list[tuple[int, int]] = []
    for start, end in spans(text):
        for one, two in _cut(start, end, [m.end() for m in _BROKEN_OFF.finditer(text, start, end)]):
            found += _cut(one, two, _opened(heads, text, one, two))
    return found


def _cut(start: int, end: int, starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    yield from pairwise([start, *starts, end])


def _opened(heads: Mapping[str, Head], text: str, start: int, end: int) -> list[int]:
    """Where a new sentence begins in a stretch that is too long to be one."""
    words = [match.span() for match in _CHUNK.finditer(text, start, end)]
    if len(words) <= LONGEST:
        return []
    scores = heads["cut"].logits(Grams.from_lists(gap_features([text[a:b] for a, b in words])))[:, 0]
    return [words[i + 1][0] for i in np.flatnonzero(scores > CUT_ABOVE)]


def gap_features(words: Sequence[str]) -> list[list[str]]:
    """The features of every gap between words: two words before and three after it."""
    bare = ["^", "^", *(_BARE.sub("", word.lower()) for word in words), "$", "$"]
    rows = []
    for i in range(2, len(words) + 1):
        one, a, b, two, three = bare[i - 1 : i + 4]
        row = [
            f"a {a}",
            f"b {b}",
            f"aa {one} {a}",
            f"bb {b} {two}",
            f"ab {a} {b}",
            f"bbb {b} {two} {three}",
            f"t {two}",
        ]
        rows.append(row)
    return rows


def voice_features(sentences: Sequence[str]) -> list[list[str]]:
    """The features of every sentence of a conversation: its grams, how it begins and ends, its neighbours' kinds."""
    words = [tokens(sentence) for sentence in sentences]
    kinds = [(bool("?" in w), bool(_YOU & set(w)), bool(_ME & set(w)), min(len(w) // 4, 3)) for w in words]
    rows = []
    for i, (sentence, w) in enumerate(zip(sentences, words, strict=True)):
        row = [*sentence_grams(sentence), f"length {min(len(w) // 3, 6)}", f"end {' '.join(w[-2:])}"]
        row += [" ".join(w[k : k + 3]) for k in range(len(w) - 2)]
        row += [f"{w[k]} _ {w[k + 2]}" for k in range(len(w) - 2)]
        row += [f"all {' '.join(w)}"] if len(w) <= 5 else []
        row += [f"start {' '.join(w[:3])}", *(["first"] if i == 0 else []), *(["last"] if i == len(words) - 1 else [])]
        near = [(d, kinds[i + d]) for d in AROUND if 0 <= i + d < len(words)]
        row += [f"{d} {name} {value}" for d, kind in near for name, value in zip("qyml", kind, strict=True)]
        rows.append(sorted(set(row)))
    return rows


def change_features(sentences: Sequence[str]) -> list[list[str]]:
    """The features of every pair of neighbouring sentences: how the one ends and the other begins."""
    words = [tokens(sentence) or ["_"] for sentence in sentences]
    rows = []
    for i in range(len(sentences) - 1):
        one, two = words[i], words[i + 1]
        mark = sentences[i].rstrip()[-1:]
        mark = mark if mark in ".?!,-" else "w"
        case = "U" if sentences[i + 1][:1].isupper() else "l"
        row = [f"mark {mark}", f"mark {mark} {case}", f"lengths {mark} {min(len(one), 6)} {min(len(two), 6)}"]
        row += [f"end {one[-1]}", f"end {' '.join(one[-2:])}", f"over {one[-1]} | {two[0]}", f"from {one[0]}"]
        row += [f"start {' '.join(two[:n])}" for n in (1, 2, 3)]
        row += [f"{mark} start {' '.join(two[:n])}" for n in (1, 2)]
        row += [f"heads {one[0]} | {two[0]}", f"{mark} heads {' '.join(one[:2])} | {two[0]}", f"{mark} from {one[0]}"]
        row += [f"all one {' '.join(one)}"] if len(one) <= 4 else []
        row += [f"all two {' '.join(two)}"] if len(two) <= 4 else []
        row += [f"{mark} two {' '.join(two)}"] if len(two) <= 2 else []
        rows.append(sorted(set(row)))
    return rows


def predict(heads: Mapping[str, Head], sentences: Sequence[str], marks: Sequence[bool] | None = None) -> FloatArray:
    """(n_sentences,): the probability that each sentence is staff's. marks: as in decoded."""
    found = decoded(heads, sentences, marks)
    if "sure" not in heads or not len(found):
        return found
    return softened(found, float(heads["sure"].logits(Grams.from_lists([[]]), kind(found, sentences))[0, 0]))


def decoded(heads: Mapping[str, Head], sentences: Sequence[str], marks: Sequence[bool] | None = None) -> FloatArray:
    """The same as the field alone gives it.

    marks: for each sentence but the last, whether the file marks a possible change of voice behind it; the voice then
    changes nowhere else. Where it changes at most marks, each of them speaks for a change.
    """
    voice = heads["voice"].logits(Grams.from_lists(voice_features(sentences)))[:, 0]
    nodes = np.stack([-voice / 2, voice / 2], axis=1)
    change = heads["change"].logits(Grams.from_lists(change_features(sentences))).reshape(-1, 2, 2)
    if marks is None or not any(marks):
        return marginals(nodes, change)
    marked = np.array(marks, dtype=bool)
    change = change + np.where(marked[:, None, None], 0.0, NEVER * _OTHER)
    found = marginals(nodes, change)
    changes = np.diff((found > 0.5).astype(int)) != 0
    if changes[marked].mean() < ALTERNATE:
        return found
    return marginals(nodes, change + np.where(marked[:, None, None], MARK * _OTHER, 0.0))


def kind(probabilities: FloatArray, sentences: Sequence[str]) -> FloatArray:
    """(1, 3): share of sentences that end in a mark, log of the number of words, log-odds of the raw confidence."""
    marked = sum(sentence.rstrip()[-1:] in ".?!,-" for sentence in sentences) / len(sentences)
    certain = min(max(confidence(probabilities, sentences), 0.5), 0.999)
    words = sum(len(sentence.split()) for sentence in sentences)
    return np.array([[marked, np.log1p(words), np.log(certain / (1 - certain))]])


def softened(probabilities: FloatArray, log_factor: float) -> FloatArray:
    """The probabilities with their log-odds multiplied; each stays on its side of one half."""
    sides = np.clip(probabilities, 1e-9, 1 - 1e-9)
    return logistic(np.exp(log_factor) * np.log(sides / (1 - sides)))


def marginals(nodes: FloatArray, edges: FloatArray) -> FloatArray:
    """(n,): P(second state) of a chain with log-potentials nodes (n, 2) and edges (n - 1, 2, 2)."""
    forward, backward = nodes.copy(), np.zeros_like(nodes)
    for i in range(1, len(nodes)):
        forward[i] += np.logaddexp(forward[i - 1, 0] + edges[i - 1, 0], forward[i - 1, 1] + edges[i - 1, 1])
    for i in range(len(nodes) - 2, -1, -1):
        after = nodes[i + 1] + backward[i + 1]
        backward[i] = np.logaddexp(edges[i, :, 0] + after[0], edges[i, :, 1] + after[1])
    both = forward + backward
    found: FloatArray = 1.0 / (1.0 + np.exp(np.clip(both[:, 0] - both[:, 1], -500, 500)))
    return found


def confidence(probabilities: FloatArray, sentences: Sequence[str]) -> float:
    """The share of words that is expected to be with the right voice."""
    words = np.array([len(sentence.split()) for sentence in sentences])
    return float((np.maximum(probabilities, 1 - probabilities) * words).sum() / max(words.sum(), 1))


def probe(heads: Mapping[str, Head], items: Sequence[Mapping[str, Any]]) -> list[list[float]]:
    """The probabilities of golden inputs {"text": ...}, one for each sentence."""
    texts = [item["text"] for item in items]
    said = [[text[start:end] for start, end in sentences(heads, text)] for text in texts]
    return [[float(p) for p in predict(heads, one)] for one in said]
