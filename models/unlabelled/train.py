"""Trains the model of unlabelled talk: python models/unlabelled/train.py --data DIR [--open-only]."""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.optimize
import scipy.sparse
from sklearn.linear_model import LogisticRegression

from carescore.predictors import unlabelled
from carescore.predictors.linear import Head
from carescore.text.ngrams import Grams
from carescore.training import heads as _training

HERE = Path(__file__).resolve().parent
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

DATASETS = (
    {"name": "osce", "licence": "CC BY 4.0", "commit": "08d313667aae14817afce8cf6e87ae2ae97377a1"},
    {"name": "primock57", "licence": "CC BY 4.0", "commit": "cd2ac707ad03cb4d2531f4ec6b90c659bf4357c5"},
    {"name": "mts_dialog", "licence": "CC BY 4.0", "commit": "3ff0801933608d6f570468c13125125fb5cabdea"},
    {"name": "aci_bench", "licence": "CC BY 4.0", "commit": "b909b2bb9cf1d19de08df15cddde7bd0179665e4"},
    {"name": "annomi", "licence": "none stated", "commit": "42936645ec3857a9c84ab296a36a3c34b779ef49"},
)
STAFF = frozenset({"doctor", "therapist", "guest_clinician"})
MIN_CONVERSATIONS = 3
VOICE_PENALTY, CHANGE_PENALTY, STEPS = 4.0, 4.0, 100
FOLDS = 3


@dataclass(frozen=True)
class Talk:
    """A conversation without labels: its sentences, and how many words of each are the patient's and staff's."""

    sentences: tuple[str, ...]
    words: Ints  # (n, 2)


Said = list[tuple[str, bool]]  # every word of a conversation, and whether staff said it


def said_in(record: Mapping[str, Any]) -> Said:
    return [(word, turn["role"] in STAFF) for turn in record["turns"] for word in turn["text"].split()]


def poor(said: Said) -> Said:
    """Without capitals and marks, as a poor recogniser gives it."""
    return [(bare, staff) for word, staff in said if (bare := re.sub(r"[^\w'-]", "", word.lower()))]


def talk_of(cut: Mapping[str, Head], said: Said) -> Talk:
    text = " ".join(word for word, _ in said)
    sentences, words, at = [], [], 0
    for start, end in unlabelled.sentences(cut, text):
        sentences.append(text[start:end].strip())
        size = len(text[start:end].split())
        staff = sum(by_staff for _, by_staff in said[at : at + size])
        words.append((size - staff, staff))
        at += size
    return Talk(tuple(sentences), np.array(words, dtype=np.int64))


def train_cut(conversations: Sequence[Said]) -> _training.Arrays:
    """Where sentences begin in words without marks, learnt from conversations that have marks."""
    rows, opens = [], []
    for said in conversations:
        words = [word for word, _ in said]
        rows.append(unlabelled.gap_features(words))
        opens += [word[-1] in ".?!" or said[i][1] != said[i + 1][1] for i, word in enumerate(words[:-1])]
    table = Table.of(rows)
    model = LogisticRegression(C=0.3, max_iter=100, tol=1e-3).fit(table.matrix, opens)
    return table.arrays(("inside", "opens"), model.coef_.T, model.intercept_)


@dataclass(frozen=True)
class Table:
    """Feature rows as a matrix of 0 and 1, which is what a Head without unit rows computes."""

    terms: tuple[str, ...]
    matrix: Any

    @classmethod
    def of(cls, conversations: Sequence[Sequence[Sequence[str]]]) -> Table:
        """conversations: the rows of each. A term is kept that at least MIN_CONVERSATIONS of them hold."""
        counts = Counter(term for rows in conversations for term in {t for row in rows for t in row})
        terms = tuple(sorted(term for term, n in counts.items() if n >= MIN_CONVERSATIONS))
        index = {term: i for i, term in enumerate(terms)}
        known = [[index[t] for t in row if t in index] for rows in conversations for row in rows]
        ends = np.concatenate([[0], np.cumsum([len(row) for row in known])])
        ids = np.array([i for row in known for i in row], dtype=np.int64)
        return cls(terms, scipy.sparse.csr_matrix((np.ones(len(ids)), ids, ends), (len(known), len(terms))))

    def arrays(self, classes: Sequence[str], coef: Floats, intercept: Floats) -> _training.Arrays:
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


def train(conversations: Sequence[Said]) -> dict[str, _training.Arrays]:
    """The heads but `sure`; every conversation is learnt from as it is and as a poor recogniser gives it."""
    cut = {"cut": train_cut(conversations)}
    heads = _training.heads(cut)
    talks = [talk_of(heads, form) for said in conversations for form in (said, poor(said))]
    return cut | train_chain(talks)


def train_chain(talks: Sequence[Talk]) -> dict[str, _training.Arrays]:
    """The field's two heads: maximum likelihood with an l2 penalty, by L-BFGS."""
    voice = Table.of([unlabelled.voice_features(talk.sentences) for talk in talks])
    change = Table.of([[*unlabelled.change_features(talk.sentences), ()] for talk in talks])
    lengths = np.array([len(talk.sentences) for talk in talks])
    states = np.concatenate([talk.words[:, 1] * 2 >= talk.words.sum(axis=1) for talk in talks]).astype(int)
    inner = np.ones(len(states), dtype=bool)
    inner[np.cumsum(lengths) - 1] = False
    seen = np.zeros((len(states), 4))
    seen[np.arange(len(states) - 1), 2 * states[:-1] + states[1:]] = 1
    seen[~inner] = 0
    nv, nc = len(voice.terms), len(change.terms)
    by_term, by_change = voice.matrix.T.tocsr(), change.matrix.T.tocsr()

    def loss(p: Floats) -> tuple[float, Floats]:
        v, b, c, d = p[:nv], p[nv], p[nv + 1 : -4].reshape(nc, 4), p[-4:]
        score = voice.matrix @ v + b
        nodes = np.stack([-score / 2, score / 2], axis=1)
        edges = change.matrix @ c + d
        edges[~inner] = 0
        total, single, pairs = expectations(nodes, edges.reshape(-1, 2, 2), lengths)
        right = nodes[np.arange(len(states)), states].sum() + (edges * seen).sum()
        off, off_pairs = single[:, 1] - states, pairs.reshape(-1, 4) - seen
        off_pairs[~inner] = 0
        value = total - right + VOICE_PENALTY / 2 * v @ v + CHANGE_PENALTY / 2 * (c * c).sum()
        slopes = (by_term @ off + VOICE_PENALTY * v, [off.sum()], (by_change @ off_pairs + CHANGE_PENALTY * c).ravel())
        return float(value), np.concatenate([*slopes, off_pairs.sum(axis=0)])

    start = np.zeros(nv + 1 + 4 * nc + 4)
    found = scipy.optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    return {
        "voice": voice.arrays(unlabelled.VOICES, found[:nv, None], found[nv : nv + 1]),
        "change": change.arrays(unlabelled.CHANGES, found[nv + 1 : -4].reshape(nc, 4), found[-4:]),
    }


def expectations(nodes: Floats, edges: Floats, lengths: Ints) -> tuple[float, Floats, Floats]:
    """Log-partition, P(state) (n, 2) and P(pair) (n, 2, 2) of many chains laid end to end, all walked at once."""
    order = np.argsort(-lengths)
    ends = np.cumsum(lengths) - 1
    first, sizes = (ends - lengths + 1)[order], lengths[order]
    alive = [first[: int((sizes > k).sum())] + k for k in range(int(sizes.max()))]
    forward, backward = nodes.copy(), np.zeros_like(nodes)
    for at in alive[1:]:
        before = forward[at - 1][:, :, None] + edges[at - 1]
        forward[at] += np.logaddexp(before[:, 0], before[:, 1])
    for at in reversed(alive[1:]):
        after = edges[at - 1] + (nodes[at] + backward[at])[:, None, :]
        backward[at - 1] = np.logaddexp(after[:, :, 0], after[:, :, 1])
    logs = np.logaddexp(forward[ends, 0], forward[ends, 1])
    each = np.repeat(logs, lengths)
    pairs = np.zeros_like(edges)
    at = np.concatenate(alive[1:]) if len(alive) > 1 else np.zeros(0, dtype=np.int64)
    both = forward[at - 1][:, :, None] + edges[at - 1] + (nodes[at] + backward[at])[:, None, :]
    pairs[at - 1] = np.exp(both - each[at][:, None, None])
    return float(logs.sum()), np.exp(forward + backward - each[:, None]), pairs


@dataclass(frozen=True)
class Judged:
    """A conversation and the raw probability of staff that the field gives each of its sentences."""

    talk: Talk
    found: Floats

    def row(self, sure: Head) -> tuple[int, int, float]:
        """(words right, words, confidence)."""
        words, kind = self.talk.words, unlabelled.kind(self.found, self.talk.sentences)
        right = int(words[np.arange(len(words)), (self.found > 0.5).astype(int)].sum())
        soft = unlabelled.softened(self.found, float(sure.logits(Grams.from_lists([[]]), kind)[0, 0]))
        return right, int(words.sum()), unlabelled.confidence(soft, self.talk.sentences)


def judged(arrays: Mapping[str, _training.Arrays], conversations: Sequence[Said]) -> list[Judged]:
    heads = _training.heads(arrays)
    talks = [talk_of(heads, said) for said in conversations]
    return [Judged(talk, unlabelled.decoded(heads, talk.sentences)) for talk in talks]


def train_sure(sets: Sequence[Sequence[Judged]]) -> _training.Arrays:
    """The factor on the log-odds with which the confidence best foretells the share of words that are right in held-out
    conversations; all sets weigh the same."""
    talks = [one for talks in sets for one in talks]
    kinds = np.concatenate([unlabelled.kind(one.found, one.talk.sentences) for one in talks])
    mean, scale = kinds.mean(axis=0), kinds.std(axis=0)
    rows = np.hstack([np.ones((len(kinds), 1)), (kinds - mean) / scale])
    each = np.repeat(np.arange(len(talks)), [len(one.found) for one in talks])
    found, words = (np.concatenate(one) for one in zip(*((t.found, t.talk.words) for t in talks), strict=True))
    sides, size = np.clip(np.maximum(found, 1 - found), 0.5, 1 - 1e-9), words.sum(axis=1)
    total = np.bincount(each, size)
    right = np.bincount(each, words[np.arange(len(words)), (found > 0.5).astype(int)]) / total
    by_set = np.repeat(np.arange(len(sets)), [len(one_set) for one_set in sets])
    weights = total / np.bincount(by_set, total)[by_set]
    logits = np.log(sides / (1 - sides))

    def loss(p: Floats) -> float:
        soft = 1 / (1 + np.exp(-np.exp(rows @ p)[each] * logits))
        expected = np.clip(np.bincount(each, soft * size) / total, 1e-6, 1 - 1e-6)
        foretold = right * np.log(expected) + (1 - right) * np.log(1 - expected)
        return 1e-4 * float(p @ p) - float((weights * foretold).sum())

    p = scipy.optimize.minimize(loss, np.zeros(rows.shape[1]), method="L-BFGS-B").x
    head = Table((), None).arrays(("", "factor"), np.zeros((0, 1)), p[:1])
    dense = {"dense_names": list(unlabelled.KIND), "dense_mean": mean, "dense_scale": scale}
    return head | dense | {"dense_coef": p[1:, None]}


def summary(prefix: str, rows: Sequence[tuple[int, int, float]]) -> dict[str, float]:
    """Share of words right, and what the model itself expected."""
    right, words, sure = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    total = words.sum()
    return {prefix: right.sum() / total, f"{prefix}_expected": float((sure * words).sum() / total)}


def cross_validate(by_set: Mapping[str, Sequence[Said]]) -> tuple[dict[str, float], _training.Arrays]:
    """Figures on held-out folds, as is and poor, and the `sure` head learnt from them."""
    folds = {name: np.random.default_rng(_training.SEED).integers(0, FOLDS, len(t)) for name, t in by_set.items()}
    rows: dict[str, list[Judged]] = {f"{prefix}_{name}": [] for name in by_set for prefix in ("cv", "cv_poor")}
    for fold in range(FOLDS):
        arrays = train([t for n, talks in by_set.items() for t, f in zip(talks, folds[n], strict=True) if f != fold])
        for name, talks in by_set.items():
            held = [t for t, f in zip(talks, folds[name], strict=True) if f == fold]
            rows[f"cv_{name}"] += judged(arrays, held)
            rows[f"cv_poor_{name}"] += judged(arrays, [poor(said) for said in held])
    sure = train_sure(list(rows.values()))
    head = Head.from_arrays(sure)
    figures = {name: summary(name, [one.row(head) for one in found]) for name, found in rows.items()}
    return {key: value for figure in figures.values() for key, value in figure.items()}, sure


GOLDEN: list[dict[str, Any]] = [
    {"text": "Good morning, how can I help you today? I got a bill that I don't understand. Okay, let me look."},
    {"text": "Hi, I'd like to move my cleaning. Sure, may I have your name? It's Ann Marsh. Thank you."},
    {"text": "Where does it hurt? On the left, at the back. Since when? Since Monday. Any fever? No."},
    {"text": "My son has a rash. How old is he? He's four. Has he had it before? Not that I know."},
    {"text": "I'm going to listen to your chest now. Okay. Breathe in. And out. It sounds clear."},
    {"text": "You take one tablet twice a day. And what if I forget one? Then skip it."},
    {"text": "I've been on hold for ages. I'm so sorry about that. Let me check your account."},
    {"text": "do you smoke yes about ten a day"},
    {"text": "What would you like to talk about? I keep drinking and I hate it. That sounds hard. It is."},
    {"text": "Thank you."},
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--open-only", action="store_true", help="leave out data whose licence is not stated")
    options = parser.parse_args()
    used = [d for d in DATASETS if not options.open_only or d["licence"] != "none stated"]
    by_set = {d["name"]: _load(options.data, d["name"], "train") for d in used}
    metrics, sure = cross_validate(by_set)
    arrays = train([talk for talks in by_set.values() for talk in talks]) | {"sure": sure}
    head = Head.from_arrays(sure)
    for name in by_set:
        held = _load(options.data, name, "dev")
        metrics |= summary(f"dev_{name}", [one.row(head) for one in judged(arrays, held)])
        metrics |= summary(f"dev_poor_{name}", [one.row(head) for one in judged(arrays, [poor(s) for s in held])])
    for name, value in metrics.items():
        print(f"{name:32}{value:.4f}")
    _training.write_model(
        HERE,
        arrays,
        version="2",
        labels=unlabelled.VOICES,
        datasets=used,
        metrics=metrics,
        golden=GOLDEN,
        probe=unlabelled.probe,
    )


def _load(data: Path, name: str, split: str) -> list[Said]:
    return [said_in(record) for record in _training.records(data, name, split)]


if __name__ == "__main__":
    main()
