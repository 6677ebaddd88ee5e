"""What cross-validation and conversations nobody trained on say of the heads, as metrics for the manifest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

import numpy as np

from carescore.predictors.codes import HEADS, KINDS
from carescore.predictors.linear import FloatArray, logistic
from carescore.text.ngrams import IntArray
from carescore.training.codes.conversations import Label
from carescore.training.codes.rows import BoolArray
from carescore.training.codes.stages import CodeMaterial
from carescore.training.codes.validation import (
    Judgement,
    average_precision,
    calibration_error,
    chosen,
    of_side,
    prf,
    threshold,
)

COUNTING = {"opening": 0.75, "disrespect": 0.65}  # precision that counting must have: elsewhere the best F1
SHOWING = 0.75  # precision that showing must have
FEW = 5  # labels of a data set below which it has no figure of its own
Metrics = dict[str, float]


def thresholds(material: CodeMaterial, judgement: Judgement, least: Mapping[str, float]) -> dict[str, float]:
    """Head → the probability of the best F1 among those of that precision at least."""
    found = {}
    for name in HEADS:
        asked = of_side(material, name)
        score = threshold(material.targets.turns[name][asked], judgement.final[name][asked], least.get(name, 0.0))
        found[name] = logistic(np.array([score])).item()
    return found


def counting(material: CodeMaterial, judgement: Judgement) -> dict[str, float]:
    return thresholds(material, judgement, COUNTING)


def showing(material: CodeMaterial, judgement: Judgement) -> dict[str, float]:
    return thresholds(material, judgement, dict.fromkeys(HEADS, SHOWING))


def cross_validated(material: CodeMaterial, judgement: Judgement) -> Metrics:
    """Every head's figures over all conversations and by data set, each threshold chosen on the other folds."""
    found: Metrics = {}
    for name in HEADS:
        asked = of_side(material, name)
        labels, scores = material.targets.turns[name][asked], judgement.final[name][asked]
        fold, datasets = judgement.fold[asked], material.rows.dataset[asked]
        found |= _of_head(f"cv_{name}", labels, scores)
        for use, least in (("counting", COUNTING.get(name, 0.0)), ("showing", SHOWING)):
            hit = chosen(labels, scores, fold, least)
            found |= _named(f"cv_{name}_{use}", labels, hit)
            for dataset, mine in _large(datasets, labels):
                found |= _named(f"cv_{name}_{use}_{dataset}", labels[mine], hit[mine])
    return found | _kinds_of_openings(material, judgement) | _replies(material, judgement)


def on_others(
    material: CodeMaterial, judged: Mapping[str, FloatArray], used: Mapping[str, Mapping[str, float]]
) -> Metrics:
    """The same of conversations nobody trained on. judged: head → log-odds by turn; used: use → head → threshold."""
    found: Metrics = {}
    for name in HEADS:
        asked = of_side(material, name)
        labels, scores = material.targets.turns[name][asked], judged[name][asked]
        found |= _of_head(f"test_{name}", labels, scores)
        for use, least in used.items():
            found |= _named(f"test_{name}_{use}", labels, logistic(scores) >= least[name])
    return found


def _of_head(name: str, labels: BoolArray, scores: FloatArray) -> Metrics:
    return {
        f"{name}_n": float(labels.sum()),
        f"{name}_ap": average_precision(labels, scores),
        f"{name}_ece": calibration_error(labels, scores),
    }


def _named(name: str, labels: BoolArray, found: BoolArray) -> Metrics:
    return dict(zip((f"{name}_precision", f"{name}_recall", f"{name}_f1"), prf(labels, found), strict=True))


def _large(datasets: FloatArray, labels: BoolArray) -> Iterator[tuple[str, BoolArray]]:
    for dataset in sorted(set(datasets.tolist())):
        mine: BoolArray = datasets == dataset
        if labels[mine].sum() >= FEW:
            yield str(dataset), mine


def _counted(material: CodeMaterial, judgement: Judgement, name: str) -> BoolArray:
    """(n_turns,): what the head counts, by the thresholds of the other folds."""
    asked = of_side(material, name)
    found = np.zeros(material.rows.n_turns, dtype=bool)
    labels, scores = material.targets.turns[name][asked], judgement.final[name][asked]
    found[asked] = chosen(labels, scores, judgement.fold[asked], COUNTING.get(name, 0.0))
    return found


def _kinds_of_openings(material: CodeMaterial, judgement: Judgement) -> Metrics:
    hit, asked = _counted(material, judgement, "opening"), of_side(material, "opening")
    found = {}
    for kind in ("explicit", "cue", "event"):
        labelled = material.rows.turns_with("opportunity", partial(_is_kind, kind)) & asked
        found[f"cv_opening_counting_recall_{kind}"] = float(hit[labelled].mean())
    return found


def _is_kind(kind: str, label: Label) -> bool:
    return bool(label.fields["kind"] == kind)


def _replies(material: CodeMaterial, judgement: Judgement) -> Metrics:
    """How often the reply's outcome is the reader's: of all openings, of those found, and where it is surest."""
    replies, logits = material.replies, judgement.replies
    real = material.rows.real[replies.turns]
    return reply_figures("cv", logits[real], replies.outcomes[real]) | {
        "cv_reply_found_agrees": float(
            (logits.argmax(axis=1) == replies.outcomes)[
                real & _counted(material, judgement, "opening")[replies.turns]
            ].mean()
        )
    }


def reply_figures(name: str, logits: FloatArray, outcomes: IntArray) -> Metrics:
    """Agreement over all, and over the half of the largest probabilities."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    sure = (powers / powers.sum(axis=1, keepdims=True)).max(axis=1)
    agrees = logits.argmax(axis=1) == outcomes
    half = np.argsort(-sure, kind="stable")[: len(sure) // 2]
    return {f"{name}_reply_agrees": float(agrees.mean()), f"{name}_reply_surest_half": float(agrees[half].mean())}


def kinds_agree(logits: FloatArray, labels: IntArray) -> Metrics:
    """How often the kind of a labelled disrespect is the reader's, beside always saying the commonest."""
    known = labels >= 0
    commonest = np.bincount(labels[known], minlength=len(KINDS)).max() / known.sum()
    right = float((logits[known].argmax(axis=1) == labels[known]).mean())
    return {"cv_kind_agrees": right, "cv_kind_commonest": float(commonest)}
