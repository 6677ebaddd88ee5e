"""Trains the politeness model: python models/politeness/train.py --data DIR [--open-only]."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.stats import rankdata

from carescore.predictors import politeness
from carescore.predictors.linear import logistic
from carescore.training import heads as shared
from carescore.training import ratings
from carescore.training.ratings import Floats, Ints, Rated
from carescore.training.weighted import off

STANFORD = {"name": "stanford_politeness", "licence": "CC BY 4.0", "commit": "a6e82898b3e31ebdcfecdbe789ee2bad77c9096d"}
DOMAINS = {"wikipedia": "wiki", "stack-exchange": "se"}
ALPHA, SCALE = 6.0, 0.15  # by cross-validation among 1 to 10 and .1 to .4
WEIGHT = {"wikipedia": 1.0, "stack-exchange": 2.0}  # the harder domain counts more

GOLDEN = [
    {"text": text}
    for text in (
        "Could you please hold for a moment while I look that up?",
        "Please sit down.",
        "You need to sign here.",
        "Thanks so much for waiting. Would you mind spelling your name for me?",
        "So did you take it or not?",
        "Why didn't you call us?",
        "Would it be possible to come in a little earlier on Friday?",
        "Actually, you have to fill in the other form.",
        "I'm sorry to ask again, but could you confirm your date of birth?",
        "Open.",
    )
]


def rated(records: Sequence[Mapping[str, Any]]) -> Rated:
    """All requests of both domains, the middle half too: each is rated by its rank in its domain."""
    texts = [record["text"] for record in records]
    domains = np.array([record["domain"] for record in records])
    scores = np.array([record["politeness"] for record in records])
    ratings = np.zeros(len(texts))
    for domain in DOMAINS:
        mine = domains == domain
        ratings[mine] = rankdata(scores[mine]) / mine.sum() - 0.5
    weights = np.array([WEIGHT[domain] for domain in domains])
    grams = [politeness.grams(text) for text in texts]
    groups = np.arange(len(texts))
    return Rated(grams, politeness.dense(texts), ratings, weights, groups, politeness.DENSE, ALPHA, SCALE)


def accuracies(records: Sequence[Mapping[str, Any]], polite: Floats, rows: Ints) -> dict[str, float]:
    """Per domain, the share of the outer quartiles among the rows that fall on the right side of one half."""
    right: dict[str, list[bool]] = {short: [] for short in DOMAINS.values()}
    for i in rows.tolist():
        if records[i]["quartile"] in (1, 4):
            right[DOMAINS[records[i]["domain"]]].append(bool(polite[i] > 0.5) == (records[i]["quartile"] == 4))
    return {short: float(np.mean(one)) for short, one in right.items()}


def train(records: Sequence[Mapping[str, Any]]) -> tuple[dict[str, shared.Arrays], dict[str, float]]:
    data = rated(records)
    found, fold = ratings.out_of_fold(data)
    quartile = np.array([record["quartile"] for record in records])
    outer = (quartile == 1) | (quartile == 4)
    slope, shift = ratings.calibrated(found[outer], quartile[outer] == 4)
    polite = logistic(slope * found + shift)
    metrics = {f"cv_accuracy_{k}": v for k, v in accuracies(records, polite, np.arange(len(records))).items()}
    for short in DOMAINS.values():
        metrics[f"cv_accuracy_{short}_sd"] = ratings.spread(
            lambda rows, short=short: accuracies(records, polite, rows)[short],  # type: ignore[misc]
            fold,
        )
    metrics["cv_ece"] = off(quartile[outer] == 4, polite[outer])
    return {"polite": ratings.head(data, ("impolite", "polite"), slope, shift)}, metrics


def evaluate(arrays: Mapping[str, shared.Arrays], records: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    found = politeness.predict(shared.heads(arrays), [record["text"] for record in records])
    quartile = np.array([record["quartile"] for record in records])
    outer = (quartile == 1) | (quartile == 4)
    metrics = {f"dev_accuracy_{k}": v for k, v in accuracies(records, found, np.arange(len(records))).items()}
    return metrics | {"dev_ece": off(quartile[outer] == 4, found[outer])}


def main(home: Path) -> None:
    """Trains the model and writes it to its folder, home."""
    options = shared.options(__doc__, shared.ALL_OPEN).parse_args()
    learnt, held = (list(shared.records(options.data, "stanford_politeness", split)) for split in ("train", "dev"))
    arrays, metrics = train(learnt)
    metrics |= evaluate(arrays, held)
    ratings.finish(home, arrays, metrics, ["impolite", "polite"], STANFORD, GOLDEN, politeness.probe)
