"""What cross-validation by conversation says of a head beside the bundled one: figures, gain, learning curve."""

from __future__ import annotations

import warnings

import numpy as np
from scipy.stats import bootstrap
from sklearn.calibration import calibration_curve
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score, log_loss
from sklearn.model_selection import learning_curve

from carescore.predictors.linear import FloatArray, Head
from carescore.text.ngrams import IntArray
from carescore.training import weighted
from carescore.training.heads import SEED
from carescore.training.own._data import Figures, Material, Result
from carescore.training.own._fitting import Learner, folds
from carescore.training.own._tasks import Task

SIZES = (0.25, 0.5, 0.75, 1.0)
RESAMPLES, CERTAINTY = 2000, 0.9


def judged(task: Task, material: Material, anew: bool) -> Result:
    """The head cross-validated, beside the bundled head on the same turns."""
    rows, labels = np.arange(len(material.labels))[:, None], material.labels
    parts = folds(labels, material.groups)
    probabilities, chosen = np.zeros((len(labels), len(material.classes))), np.zeros(len(labels), dtype=np.int64)
    for kept, held in parts:
        learner = Learner(material, anew).fit(rows[kept], labels[kept])
        probabilities[held], chosen[held] = learner.predict_proba(rows[held]), learner.predict(rows[held])
    before = material.bundled.probabilities(material.grams, material.dense)
    before_chosen = np.array(material.bundled.choose(before))
    gain, low, high = _gain(material, chosen, before_chosen)
    return Result(
        column=task.column,
        head=task.head,
        classes={name: int((labels == i).sum()) for i, name in enumerate(material.classes)},
        conversations=len(set(material.groups.tolist())),
        own=figures(labels, probabilities, chosen),
        bundled=figures(labels, before, before_chosen),
        gain=gain,
        gain_low=low,
        gain_high=high,
        curve=_curve(material, anew, parts),
    )


def on(material: Material, head: Head) -> Figures:
    """A head on labelled turns that it did not learn from."""
    found = head.probabilities(material.grams, material.dense)
    return figures(material.labels, found, np.array(head.choose(found)))


def figures(labels: IntArray, found: FloatArray, chosen: IntArray) -> Figures:
    places = np.arange(found.shape[1])
    right, sure = found.argmax(axis=1) == labels, found.max(axis=1)
    shares, means = calibration_curve(right, sure, n_bins=5, strategy="quantile")
    return Figures(
        macro_f1=float(f1_score(labels, chosen, labels=places, average="macro", zero_division=0)),
        accuracy=float(accuracy_score(labels, chosen)),
        log_loss=float(log_loss(labels, found, labels=places)),
        calibration_error=weighted.calibration_error(found, labels),
        calibration=tuple(zip(means.tolist(), shares.tolist(), strict=True)),
    )


def _gain(material: Material, own: IntArray, bundled: IntArray) -> tuple[float, float, float]:
    """The gain in macro-F1 and its interval, by a bootstrap of whole conversations."""
    places, groups = np.arange(len(material.classes)), np.unique(material.groups)
    both = np.array(
        [
            [confusion_matrix(material.labels[mine], one[mine], labels=places) for one in (own, bundled)]
            for mine in (np.flatnonzero(material.groups == group) for group in groups)
        ]
    )

    def gain(drawn: IntArray, axis: int = -1) -> FloatArray:
        found = _macro_f1(both[drawn].sum(axis=-4))
        difference: FloatArray = found[..., 0] - found[..., 1]
        return difference

    every = np.arange(len(groups))
    settings = {"n_resamples": RESAMPLES, "confidence_level": CERTAINTY, "method": "percentile", "batch": 100}
    spread = bootstrap((every,), gain, vectorized=True, random_state=SEED, **settings).confidence_interval
    return float(gain(every)), float(spread.low), float(spread.high)


def _macro_f1(counts: FloatArray) -> FloatArray:
    """Macro-F1 of confusion matrices, which stand in the last two axes."""
    hits = np.diagonal(counts, axis1=-2, axis2=-1)
    both = counts.sum(axis=-1) + counts.sum(axis=-2)
    found: FloatArray = (2 * hits / np.maximum(both, 1)).mean(axis=-1)
    return found


def _curve(
    material: Material, anew: bool, parts: list[tuple[IntArray, IntArray]]
) -> tuple[tuple[int, float, float], ...]:
    """(turns learnt from, mean, spread): a size at which a class has no row yet is left out."""
    rows = np.arange(len(material.labels))[:, None]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of sizes at which the fit fails, which are left out
        sizes, _, found = learning_curve(
            Learner(material, anew),
            rows,
            material.labels,
            cv=parts,
            train_sizes=SIZES,
            scoring="f1_macro",
            error_score=np.nan,
        )
    points = zip(sizes.tolist(), found.mean(axis=1).tolist(), found.std(axis=1).tolist(), strict=True)
    return tuple((size, mean, spread) for size, mean, spread in points if not np.isnan(mean))
