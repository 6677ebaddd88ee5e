"""Trains the model of jargon: python models/jargon/train.py --data DIR --labels DIR [--open-only].

--data and --labels may be given several times; each --labels folder belongs to the --data folder given before it. A row
is a term at its first use by staff that the rules take for unexplained and unknown to the patient; it is positive when
a reader marked jargon there that nobody explains. Folds are of whole conversations. --open-only leaves out annomi,
whose licence is not stated.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from carescore.annotate import Signals
from carescore.codes import Codes
from carescore.codes import jargon as coder
from carescore.predictors import jargon, load
from carescore.segmentation import Dialogue
from carescore.training import heads as shared
from carescore.training import labelled
from carescore.training.weighted import off

Floats = npt.NDArray[np.float64]
C = 1.0
FOLDS = 5
CLASSES = ("no", "yes")
DATASETS = [
    {"name": name, "licence": licence, "commit": "see ../../NOTICE.md"}
    for name, licence in (
        ("aci_bench", "CC BY 4.0"),
        ("annomi", "not stated"),
        ("mts_dialog", "CC BY 4.0"),
        ("osce", "CC BY 4.0"),
        ("primock57", "CC BY 4.0"),
        ("roleplays", "own"),
    )
]
GOLDEN = [
    {"term": "bruxism", "label": "technical", "found": "lexicon", "n_before": 2},
    {"term": "deductible", "label": "admin", "found": "lexicon", "n_before": 4, "n_after": 9},
    {"term": "EOB", "label": "abbreviation", "found": "lexicon", "n_before": 1, "n_after": 6, "in_turn": 2},
    {"term": "DEXA", "label": "abbreviation", "found": "capitals", "n_before": 1, "n_after": 5},
    {"term": "p p d", "label": "abbreviation", "found": "spelled", "n_before": 5, "n_after": 3},
    {"term": "neighbours", "label": "technical", "found": "unusual", "n_before": 8, "n_after": 6, "asked": True},
    {"term": "hydroxychloroquine", "label": "technical", "found": "unusual", "n_before": 2, "n_after": 2},
    {"term": "unremarkable", "label": "medicalised", "found": "lexicon", "n_before": 3},
    {"term": "provider", "label": "admin", "found": "lexicon", "n_before": 12, "n_after": 7},
    {"term": "haematuria", "label": "technical", "found": "lexicon", "n_before": 2, "asked": True, "denied": True},
]


@dataclass(frozen=True)
class TermUses:
    """A conversation's terms as the model sees them, with their turns and whether a reader marked them; and the turns
    that hold unexplained jargon for a reader."""

    uses: list[jargon.Use]
    turns: list[int]
    marked: list[bool]
    truth: set[int]


def talks(data: Path, labels: Path, open_only: bool) -> Iterator[TermUses]:
    """The labelled conversations of train and dev; test is never read."""
    known = labelled.by_conversation(labels)
    for key, record in labelled.records(data, known, ("train", "dev")):
        if not (open_only and key[0] == "annomi") and (talk := _talk(record, known[key])):
            yield talk


def _talk(record: Mapping[str, Any], labels: Sequence[Mapping[str, Any]]) -> TermUses | None:
    dialogue = labelled.dialogue(record["turns"])
    marks = list(_marks(record["turns"], dialogue, labels))
    codes = Codes(dialogue, Signals(dialogue))
    found = coder.first_uses(codes)
    kept = [(one.term, use) for one, use in zip(found, coder.as_seen(codes, found), strict=True) if one.counts]
    hit = [any(turn == t.turn and a < t.end and t.start < b for turn, a, b in marks) for t, _ in kept]
    return TermUses([use for _, use in kept], [term.turn for term, _ in kept], hit, {turn for turn, *_ in marks})


def _marks(
    turns: Sequence[Mapping[str, Any]], dialogue: Dialogue, labels: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[int, int, int]]:
    """(turn, start, end) of what readers marked as unexplained jargon."""
    where = labelled.places(turns, dialogue)
    for label in labels:
        if label["label"] == "jargon" and not label["explained"] and label["turn"] in where:
            turn, offset = where[label["turn"]]
            yield turn, offset + label["start"], offset + label["end"]


def fit(given: Sequence[TermUses]) -> shared.Arrays:
    """The head, as arrays."""
    uses = [use for talk in given for use in talk.uses]
    return shared.fit(
        ["\n".join(jargon.grams(use)) for use in uses],
        [CLASSES[hit] for talk in given for hit in talk.marked],
        CLASSES,
        dense=jargon.dense(uses, load.load("terms").heads),
        dense_names=jargon.DENSE,
        C=C,
        analyzer=str.splitlines,
    )


def cross_validated(given: Sequence[TermUses]) -> list[Floats]:
    """The probabilities of each conversation's terms from a model that never saw it."""
    fold = np.random.default_rng(shared.SEED).permutation(len(given)) % FOLDS
    found: list[Floats] = [np.zeros(0)] * len(given)
    for number in range(FOLDS):
        head = shared.heads({"jargon": fit([t for t, f in zip(given, fold, strict=True) if f != number])})["jargon"]
        for place in map(int, np.flatnonzero(fold == number)):
            uses = given[place].uses
            found[place] = np.array(jargon.judge(head, load.load("terms").heads, uses))
    return found


def turn_level(given: Sequence[TermUses], found: Sequence[Floats], least: float) -> dict[str, float]:
    """Precision, recall and F1 of the turns that hold a term of that probability or more."""
    right = shown = wanted = 0
    for talk, probabilities in zip(given, found, strict=True):
        turns = {turn for turn, p in zip(talk.turns, probabilities, strict=True) if p >= least}
        right, shown, wanted = right + len(turns & talk.truth), shown + len(turns), wanted + len(talk.truth)
    return {"precision": right / shown, "recall": right / wanted, "f1": 2 * right / (shown + wanted)}


def main(home: Path) -> None:
    """Trains the model and writes it to its folder, home."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, action="append", required=True)
    parser.add_argument("--labels", type=Path, action="append", required=True)
    parser.add_argument("--open-only", action="store_true", help="leave out annomi")
    options = parser.parse_args()
    pairs = zip(options.data, options.labels, strict=True)
    given = [talk for data, labels in pairs for talk in talks(data, labels, options.open_only)]
    found = cross_validated(given)
    best = max(np.arange(0.2, 0.7, 0.02), key=lambda least: turn_level(given, found, least)["f1"])
    truth = np.array([float(hit) for talk in given for hit in talk.marked])
    print(json.dumps({"best_threshold": best, **turn_level(given, found, best)}, indent=1))
    metrics = {f"cv_{name}": value for name, value in turn_level(given, found, coder.COUNTS).items()}
    metrics |= {"cv_ece": off(truth, np.concatenate(found)), "rows": len(truth), "positive": truth.sum()}
    shared.write_model(
        home,
        {"jargon": fit(given)},
        version="1",
        labels=CLASSES,
        datasets=[one for one in DATASETS if not (options.open_only and one["name"] == "annomi")],
        metrics=metrics,
        golden=GOLDEN,
        probe=jargon.probe,
    )
    print(json.dumps(metrics, indent=1))
