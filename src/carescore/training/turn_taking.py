"""Trains the model of turn-taking: python models/turn_taking/train.py --data DIR [--open-only]."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score, precision_recall_curve

from carescore.predictors import turn_taking
from carescore.predictors.linear import logistic
from carescore.training import heads as shared
from carescore.training import turn_rows as _rows
from carescore.training.turn_rows import Data, Meeting, Rows
from carescore.training.weighted import off

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MRDA = {"name": "mrda", "licence": "CC BY 4.0", "commit": "58006b32d4e36ca518e365899924cd56035466a2"}
ANNOMI = {"name": "annomi", "licence": "none stated", "commit": "42936645ec3857a9c84ab296a36a3c34b779ef49"}
MIN_CONVERSATIONS = 5
SPLITS = ("train", "dev")
FOLDS = 3
GRAIN = 64  # coefficients are kept in steps of 1/64, and none below half a step
C = {"interrupted": 0.15, "backchannel": 0.01, "takes_floor": 0.1}

_TIMED: tuple[list[list[Any]], ...] = (
    [
        ["Nurse", "Good morning, what brings you in?", 0, 1800],
        ["Patient", "Well, I have had this pain in my", 2000, 4100],
        ["Nurse", "And is it sharp or dull?", 3800, 5300],
        ["Patient", "Dull, mostly.", 5500, 6400],
    ],
    [
        ["Patient", "It started on Monday when I was lifting boxes.", 0, 3000],
        ["Nurse", "Mm-hmm.", 1500, 1800],
        ["Patient", "And then it went down my leg.", 3100, 5200],
        ["Nurse", "I see. Does anything make it better?", 5400, 7400],
    ],
    [
        ["Clerk", "So your next cleaning would be on the", 0, 2400],
        ["Caller", "Can I bring my son along?", 2200, 3700],
        ["Clerk", "Of course you can.", 3900, 4900],
    ],
    [
        ["Doctor", "I would like to listen to your chest now.", 0, 2600],
        ["Patient", "Okay.", 2500, 2800],
        ["Doctor", "Breathe in and out, please.", 3000, 4600],
    ],
    [
        ["Patient", "The tablets make me feel so -", 0, 1900],
        ["Doctor", "Dizzy?", 1900, 2300],
        ["Patient", "Yes, dizzy.", 2400, 3100],
    ],
)
_UNTIMED: tuple[list[list[Any]], ...] = (
    [["Patient", "I was going to ask about-"], ["Nurse", "Let me check your pressure first."], ["Patient", "Okay."]],
    [["Patient", "and it hurts when i"], ["Nurse", "how long has it been hurting"], ["Patient", "about a week"]],
    [["Nurse", "Do you take anything for it?"], ["Patient", "No."], ["Nurse", "Right, let's start with that."]],
    [["Patient", "I don't know, it's just..."], ["Nurse", "Take your time."], ["Patient", "It's been a hard year."]],
    [["Clerk", "The earliest I have is—"], ["Caller", "Uh-huh."], ["Clerk", "—next Tuesday at nine."]],
)
GOLDEN = [{"utterances": talk} for talk in (*_TIMED, *_UNTIMED)]


def fit(data: Data, rows: npt.NDArray[np.bool_], strength: float) -> tuple[Floats, float]:
    model = LogisticRegression(C=strength, max_iter=500, tol=1e-5)
    model.fit(data.matrix[rows], data.labels[rows], sample_weight=data.weights[rows])
    return model.coef_[0], float(model.intercept_[0])


def held_out(data: Data, strength: float) -> Floats:
    """The score of every row by a model that did not see its conversation."""
    folds = np.random.default_rng(shared.SEED).integers(0, FOLDS, int(data.talk.max()) + 1)[data.talk]
    scores = np.zeros(len(data.labels))
    for fold in range(FOLDS):
        coef, intercept = fit(data, folds != fold, strength)
        scores[folds == fold] = data.matrix[folds == fold] @ coef + intercept
    return scores


def calibration(data: Data, scores: Floats) -> tuple[float, float]:
    """Slope and intercept that turn held-out scores into probabilities (Platt 1999)."""
    model = LogisticRegression(C=1e6).fit(scores[:, None], data.labels, sample_weight=data.weights)
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def threshold(labels: Ints, scores: Floats, weights: Floats) -> float:
    """The probability from which on the F1 of the second class is best."""
    precision, recall, cuts = precision_recall_curve(labels, scores, sample_weight=weights)
    both = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    return float(cuts[int(np.argmax(both[:-1]))])


def arrays(terms: Sequence[str], coef: Floats, intercept: float, cut: float) -> shared.Arrays:
    """The head as numbers: coefficients in steps of 1 / GRAIN, terms without weight left out."""
    steps = np.round(coef * GRAIN)
    kept = [int(i) for i in np.flatnonzero(steps)]
    return {
        "classes": ["no", "yes"],
        "terms": np.frombuffer("\n".join(terms[i] for i in kept).encode("utf-8"), dtype=np.uint8),
        "idf": np.ones(len(kept)),
        "coef": (steps[kept] / GRAIN)[:, None].astype(np.float32),
        "intercept": np.array([intercept]),
        "dense_names": [],
        "dense_mean": np.zeros(0),
        "dense_scale": np.zeros(0),
        "dense_coef": np.zeros((0, 1)),
        "decision": np.array([0.0, np.log((1 - cut) / cut)]),
        "unit_rows": False,
    }


def build(head: str, talks: Sequence[Meeting]) -> tuple[shared.Arrays, dict[str, float]]:
    """A head of MRDA, and what cross-validation says of it."""
    data = _rows.gather(head, talks, shared.SEED, MIN_CONVERSATIONS)
    strength = C[head.removesuffix("_text")]
    scores = held_out(data, strength)
    slope, shift = calibration(data, scores)
    found = logistic(slope * scores + shift)
    cut = threshold(data.labels, found, data.weights)
    coef, intercept = fit(data, np.ones(len(data.labels), dtype=bool), strength)
    metrics = {f"cv_{head}_threshold": cut}
    for style in _rows.SHARES:
        at = data.style == style
        metrics |= measured(f"cv_{head}_{style}", data.labels[at], found[at], data.weights[at], cut)
    return arrays(data.terms, slope * coef, slope * intercept + shift, cut), metrics


def measured(name: str, labels: Ints, found: Floats, weights: Floats, cut: float) -> dict[str, float]:
    """Average precision, calibration error, and F1, precision and recall at the threshold."""
    yes = found >= cut
    hits = float((weights * labels)[yes].sum())
    precision, recall = hits / max(float(weights[yes].sum()), 1e-9), hits / float((weights * labels).sum())
    return {
        f"{name}_ap": average_precision_score(labels, found, sample_weight=weights),
        f"{name}_f1": 2 * precision * recall / max(precision + recall, 1e-9),
        f"{name}_precision": precision,
        f"{name}_recall": recall,
        f"{name}_ece": off(labels, found, weights),
    }


def on_dev(heads: Mapping[str, Any], talks: Sequence[Meeting]) -> dict[str, float]:
    """The same figures on the development meetings, as they are, without and with all final marks."""
    metrics: dict[str, float] = {}
    tasks: dict[str, Callable[..., Floats]] = {
        "interrupted": turn_taking.predict_interrupted,
        "backchannel": turn_taking.predict_backchannels,
    }
    for style in ("as_is", "bare", "full"):
        copies = [_rows.copy_of(talk, style, np.random.default_rng(shared.SEED)) for talk in talks]
        for head, task in ((name + suffix, task) for name, task in tasks.items() for suffix in ("", "_text")):
            said = [[replace(u, start_ms=None, end_ms=None) for u in c] if "_text" in head else c for c in copies]
            found = np.concatenate([task(heads, utterances) for utterances in said])
            labels = [label and label[head.removesuffix("_text")] for talk in talks for label in talk.labels]
            known = np.array([label is not None for label in labels])
            true = np.array([bool(label) for label in labels])[known].astype(int)
            cut = 1 / (1 + np.exp(heads[head].decision[1]))
            metrics |= measured(f"dev_{head}_{style}", true, found[known], np.ones(len(true)), float(cut))
    return metrics


def build_floor(found: Rows) -> tuple[shared.Arrays, dict[str, float]]:
    bag = _rows.Bag()
    for rows in found[0]:
        bag.add(rows)
    terms, matrix = bag.matrix(3)
    labels = np.array([label for one in found[1] for label in one])
    talk = np.repeat(np.arange(len(found[1])), [len(one) for one in found[1]])
    data = Data(terms, matrix, labels, np.ones(len(labels)), np.full(len(labels), "as_is"), talk)
    scores = held_out(data, C["takes_floor"])
    slope, shift = calibration(data, scores)
    judged = logistic(slope * scores + shift)
    coef, intercept = fit(data, np.ones(len(labels), dtype=bool), C["takes_floor"])
    metrics = {
        "cv_takes_floor_macro_f1": f1_score(labels, judged >= 0.5, average="macro"),
        "cv_takes_floor_ece": off(labels, judged),
    }
    return arrays(terms, slope * coef, slope * intercept + shift, 0.5), metrics


def floor_on_dev(heads: Mapping[str, Any], records: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    found = _rows.annomi_rows(records)
    labels = np.array([label for one in found[1] for label in one])
    judged = [turn_taking.positive(heads["takes_floor"], rows) for rows in found[0]]
    return {"dev_takes_floor_macro_f1": f1_score(labels, np.concatenate(judged) >= 0.5, average="macro")}


def main(home: Path) -> None:
    """Trains the model and writes it to its folder, home."""
    options = shared.options(__doc__).parse_args()
    train, dev = ([_rows.talk_of(r) for r in shared.records(options.data, "mrda", s)] for s in ("train", "dev"))
    built: dict[str, shared.Arrays] = {}
    metrics: dict[str, float] = {}
    for head in ("interrupted", "interrupted_text", "backchannel", "backchannel_text"):
        built[head], figures = build(head, train)
        metrics |= figures
        report(figures)
    annomi = {} if options.open_only else {s: list(shared.records(options.data, "annomi", s)) for s in SPLITS}
    built["takes_floor"], figures = build_floor(
        _rows.annomi_rows(annomi["train"]) if annomi else _rows.mrda_rows(train)
    )
    figures |= on_dev(shared.heads(built), dev)
    figures |= floor_on_dev(shared.heads(built), annomi["dev"]) if annomi else {}
    report(figures)
    shared.write_model(
        home,
        built,
        version="1",
        labels=["no", "yes"],
        datasets=[MRDA] if options.open_only else [MRDA, ANNOMI],
        metrics=metrics | figures,
        golden=GOLDEN,
        probe=turn_taking.probe,
    )


def report(metrics: Mapping[str, float]) -> None:
    for name, value in metrics.items():
        print(f"{name} {value:.4f}", flush=True)
