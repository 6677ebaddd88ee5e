"""Trains the model of unlabelled talk: python models/unlabelled/train.py --data DIR [--open-only]."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.optimize
from joblib import Parallel, delayed

from carescore.predictors import unlabelled
from carescore.predictors.linear import Head, logistic
from carescore.text.ngrams import Grams
from carescore.training import heads as shared
from carescore.training.ratings import Floats
from carescore.training.unlabelled.chain import train
from carescore.training.unlabelled.talks import FeatureTable, Said, UnlabelledConversation, poor, said_in, talk_of

DATASETS = (
    {"name": "osce", "licence": "CC BY 4.0", "commit": "08d313667aae14817afce8cf6e87ae2ae97377a1"},
    {"name": "primock57", "licence": "CC BY 4.0", "commit": "cd2ac707ad03cb4d2531f4ec6b90c659bf4357c5"},
    {"name": "mts_dialog", "licence": "CC BY 4.0", "commit": "3ff0801933608d6f570468c13125125fb5cabdea"},
    {"name": "aci_bench", "licence": "CC BY 4.0", "commit": "b909b2bb9cf1d19de08df15cddde7bd0179665e4"},
    {"name": "annomi", "licence": "none stated", "commit": "42936645ec3857a9c84ab296a36a3c34b779ef49"},
)
FOLDS = 3
Heads = dict[str, shared.Arrays]


@dataclass(frozen=True)
class SentenceOdds:
    """A conversation and the raw probability of staff that the field gives each of its sentences."""

    talk: UnlabelledConversation
    found: Floats

    def row(self, sure: Head) -> tuple[int, int, float]:
        """(words right, words, confidence)."""
        words, kind = self.talk.words, unlabelled.kind(self.found, self.talk.sentences)
        right = int(words[np.arange(len(words)), (self.found > 0.5).astype(int)].sum())
        soft = unlabelled.softened(self.found, float(sure.logits(Grams.from_lists([[]]), kind)[0, 0]))
        return right, int(words.sum()), unlabelled.confidence(soft, self.talk.sentences)


def judged(arrays: Mapping[str, shared.Arrays], conversations: Sequence[Said]) -> list[SentenceOdds]:
    heads = shared.heads(arrays)
    talks = [talk_of(heads, said) for said in conversations]
    return [SentenceOdds(talk, unlabelled.decoded(heads, talk.sentences)) for talk in talks]


def train_sure(sets: Sequence[Sequence[SentenceOdds]]) -> shared.Arrays:
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
        soft = logistic(np.exp(rows @ p)[each] * logits)
        expected = np.clip(np.bincount(each, soft * size) / total, 1e-6, 1 - 1e-6)
        foretold = right * np.log(expected) + (1 - right) * np.log(1 - expected)
        return 1e-4 * float(p @ p) - float((weights * foretold).sum())

    p = scipy.optimize.minimize(loss, np.zeros(rows.shape[1]), method="L-BFGS-B").x
    head = FeatureTable((), None).arrays(("", "factor"), np.zeros((0, 1)), p[:1])
    dense = {"dense_names": list(unlabelled.KIND), "dense_mean": mean, "dense_scale": scale}
    return head | dense | {"dense_coef": p[1:, None]}


def summary(prefix: str, rows: Sequence[tuple[int, int, float]]) -> dict[str, float]:
    """Share of words right, and what the model itself expected."""
    right, words, sure = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    total = words.sum()
    return {prefix: right.sum() / total, f"{prefix}_expected": float((sure * words).sum() / total)}


Fold = tuple[Heads, dict[str, list[SentenceOdds]]]


def fitted(by_set: Mapping[str, Sequence[Said]], fold: int) -> Fold:
    """The heads but `sure` learnt without a fold, and that fold judged, as is and poor; -1 stands for no fold."""
    learnt, held = list[Said](), dict[str, list[SentenceOdds]]()
    folds = {name: np.random.default_rng(shared.SEED).integers(0, FOLDS, len(t)) for name, t in by_set.items()}
    for name, talks in by_set.items():
        learnt += [said for said, own in zip(talks, folds[name], strict=True) if own != fold]
    arrays = train(learnt)
    for name, talks in by_set.items():
        mine = [said for said, own in zip(talks, folds[name], strict=True) if own == fold]
        held[f"cv_{name}"], held[f"cv_poor_{name}"] = judged(arrays, mine), judged(arrays, list(map(poor, mine)))
    return arrays, held


def cross_validate(by_set: Mapping[str, Sequence[Said]]) -> tuple[dict[str, float], Heads]:
    """Figures on held-out folds, and the heads learnt from all, `sure` from what was held out; two at once."""
    parts: list[Fold] = Parallel(n_jobs=2)(delayed(fitted)(by_set, fold) for fold in (-1, *range(FOLDS)))
    (arrays, empty), *folds = parts
    rows = {name: [one for _, held in folds for one in held[name]] for name in empty}
    sure = train_sure(list(rows.values()))
    head = Head.from_arrays(sure)
    figures = {name: summary(name, [one.row(head) for one in found]) for name, found in rows.items()}
    return {key: value for figure in figures.values() for key, value in figure.items()}, arrays | {"sure": sure}


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


def main(home: Path) -> None:
    """Trains the model and writes it to its folder, home."""
    options = shared.options(__doc__).parse_args()
    used = shared.allowed(DATASETS, options.open_only)
    by_set = {d["name"]: _load(options.data, d["name"], "train") for d in used}
    metrics, arrays = cross_validate(by_set)
    head = Head.from_arrays(arrays["sure"])
    for name in by_set:
        held = _load(options.data, name, "dev")
        metrics |= summary(f"dev_{name}", [one.row(head) for one in judged(arrays, held)])
        metrics |= summary(f"dev_poor_{name}", [one.row(head) for one in judged(arrays, [poor(s) for s in held])])
    for name, value in metrics.items():
        print(f"{name:32}{value:.4f}")
    shared.write_model(
        home,
        arrays,
        version="2",
        labels=unlabelled.VOICES,
        datasets=used,
        metrics=metrics,
        golden=GOLDEN,
        probe=unlabelled.probe,
    )


def _load(data: Path, name: str, split: str) -> list[Said]:
    return [said_in(record) for record in shared.records(data, name, split)]
