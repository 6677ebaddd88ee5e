"""Trains the uptake model: python models/uptake/train.py --data DIR [--open-only]."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.stats import spearmanr

from carescore.predictors import uptake
from carescore.predictors.linear import logistic
from carescore.text.ngrams import analyze
from carescore.training import heads as shared
from carescore.training import ratings
from carescore.training.ratings import Floats, Ints, Rated
from carescore.training.weighted import off

DEMSZKY = {
    "name": "conversational_uptake",
    "licence": "MIT",
    "commit": "67fb30cf7c3ea6f619487e33d2f99692dca107d0",
}
ALPHA, SCALE = 5.0, 0.2  # by cross-validation among 1, 3, 5, 10, 30 and .1, .2, .4
HIGH = 1.5  # mean of three ratings (0 low, 1 mid, 2 high): most raters said high

GOLDEN = [
    {"prompt": prompt, "text": text}
    for prompt, text in (
        ("It hurts on the left side when I chew something cold.", "So cold food on the left side sets it off?"),
        ("It hurts on the left side when I chew something cold.", "Okay. Date of birth?"),
        ("I stopped the tablets because they made me dizzy.", "How dizzy did the tablets make you feel?"),
        ("I stopped the tablets because they made me dizzy.", "Right."),
        ("My daughter has been coughing since Monday night.", "Since Monday. Is the cough worse at night?"),
        ("My daughter has been coughing since Monday night.", "What insurance do you have?"),
        ("I was told the bill would be forty dollars.", "I was told the bill would be forty dollars."),
        ("I was told the bill would be forty dollars.", "Let me pull up the bill and see why it isn't forty."),
        ("I can't sleep and I worry about the scan.", "What worries you most about the scan?"),
        ("I can't sleep and I worry about the scan.", "Okay."),
    )
]


def rated(records: Sequence[Mapping[str, Any]]) -> Rated:
    groups = np.unique([record["group"] for record in records], return_inverse=True)[1]
    texts = [(record["a_text"], record["b_text"]) for record in records]
    return rated_of(texts, np.array([record["uptake_z"] for record in records]), groups)


def rated_of(texts: Sequence[tuple[str, str]], ratings: Floats, groups: Ints) -> Rated:
    """(what was said, reply) pairs with their ratings."""
    grams, owner, pairs = uptake.laid_out(texts)
    dense = uptake.dense(uptake.turn_words(grams, owner, range(2 * len(texts))), pairs)
    replies = [analyze(reply) for _, reply in texts]
    return Rated(replies, dense, ratings, np.ones(len(ratings)), groups, uptake.DENSE, ALPHA, SCALE)


def high(records: Sequence[Mapping[str, Any]]) -> npt.NDArray[np.bool_]:
    return np.array([record["uptake_mean"] >= HIGH for record in records])


def rank(records: Sequence[Mapping[str, Any]], found: Floats) -> float:
    """Spearman correlation with the raters' z-scores."""
    return float(spearmanr(found, [record["uptake_z"] for record in records]).statistic)


def train(records: Sequence[Mapping[str, Any]]) -> tuple[dict[str, shared.Arrays], dict[str, float]]:
    data = rated(records)
    found, fold = ratings.out_of_fold(data)
    slope, shift = ratings.calibrated(found, high(records))
    metrics = {
        "cv_spearman": rank(records, found),
        "cv_spearman_sd": ratings.spread(lambda rows: rank([records[i] for i in rows], found[rows]), fold),
        "cv_ece": off(high(records), logistic(slope * found + shift)),
        "share_high": float(high(records).mean()),
    }
    return {"uptake": ratings.head(data, ("other", "taken up"), slope, shift)}, metrics


def evaluate(arrays: Mapping[str, shared.Arrays], records: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    found = uptake.of_texts(shared.heads(arrays), [(record["a_text"], record["b_text"]) for record in records])
    return {"dev_spearman": rank(records, found), "dev_ece": off(high(records), found)}


def main(home: Path) -> None:
    """Trains the model and writes it to its folder, home."""
    options = shared.options(__doc__, shared.ALL_OPEN).parse_args()
    learnt, held = (
        [r for r in shared.records(options.data, "conversational_uptake", split) if r["uptake_z"] is not None]
        for split in ("train", "dev")
    )
    arrays, metrics = train(learnt)
    metrics |= evaluate(arrays, held)
    ratings.finish(home, arrays, metrics, ["other", "taken up"], DEMSZKY, GOLDEN, uptake.probe)
