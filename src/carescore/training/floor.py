"""Trains the model of interruptions: python models/floor/train.py --pair DATA LABELS [--pair DATA LABELS …].

DATA holds <dataset>/{train,dev}.jsonl, LABELS the readers' labels of it (one JSON object a line, label "interrupt").
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, precision_recall_curve
from sklearn.preprocessing import StandardScaler

from carescore.annotate import Signals
from carescore.codes import Codes
from carescore.codes.speaker_changes import changes
from carescore.predictors import floor
from carescore.predictors.floor import FloorExchange
from carescore.predictors.linear import logistic
from carescore.segmentation import segment
from carescore.text.marks import CUT_OFF
from carescore.training import heads as shared
from carescore.transcript import Transcript, Utterance

Floats = npt.NDArray[np.float64]
ROLES = {
    **dict.fromkeys(("doctor", "therapist", "guest_clinician", "staff"), "staff"),
    **dict.fromkeys(("guest_family", "patient_guest", "companion"), "companion"),
}
INVENTED = "roleplays"
SOURCES = (
    {"name": "annomi", "licence": "none stated", "commit": "42936645ec3857a9c84ab296a36a3c34b779ef49"},
    {"name": "primock57, osce, mts_dialog, aci_bench", "licence": "CC BY 4.0", "commit": "see NOTICE.md"},
    {"name": "roleplays", "licence": "own, invented", "commit": "this project"},
)
FOLDS, SEEDS = 10, 3
C = {"timed": 0.03, "text": 0.02}
BETA = {"timed": 1.0, "text": 0.5}  # of the F that sets the threshold: without times, rather none than a false one
STYLES = {
    "as_is": 1.0,
    "open": 0.5,
    "bare": 0.25,
}  # weights of copies: without cut-off marks, without any
INVENTED_AS_TEXT = 0.1  # weight of invented conversations in the head that has no times


@dataclass(frozen=True)
class LabelledExchange:
    """An exchange of a conversation (by number), with its label, its style and its weight in training."""

    talk: int
    dataset: str
    style: str
    exchange: FloorExchange
    label: bool
    weight: float
    counts: bool


@dataclass(frozen=True)
class ReadConversation:
    """A labelled conversation: its record, and the data turns that a reader labelled."""

    dataset: str
    record: Mapping[str, Any]
    labelled: frozenset[int]


def talks(data: Path, labels: Path) -> Iterator[ReadConversation]:
    """The conversations that a reader finished."""
    read = [json.loads(line) for file in sorted(labels.glob("*.jsonl")) for line in file.open(encoding="utf-8")]
    done = {(item["dataset"], item["id"]) for item in read if item["label"] == "done"}
    marked = {(item["dataset"], item["id"], item["turn"]) for item in read if item["label"] == "interrupt"}
    for dataset in sorted({name for name, _ in done}):
        for split in ("train", "dev"):
            if not any((data / dataset / f"{split}.jsonl{end}").exists() for end in ("", ".gz")):
                continue
            for record in shared.records(data, dataset, split):
                if (dataset, record["id"]) in done:
                    turns = {turn["i"] for turn in record["turns"] if (dataset, record["id"], turn["i"]) in marked}
                    yield ReadConversation(dataset, record, frozenset(turns))


def _ms(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds * 1000)


def restyled(text: str, style: str) -> str:
    """The text as another transcriber would end it."""
    if style == "as_is":
        return text
    text = CUT_OFF.sub("", text).rstrip()
    return text if style == "open" else re.sub(r"[.?!,;:…–—]+(?=\s|$)", "", text).lower()


def exchanges(talk: ReadConversation, style: str, timed: bool) -> list[tuple[FloorExchange, bool, bool]]:
    """The exchanges that the product would look at, whether a reader labelled the turn that comes in, and whether the
    rules let it count."""
    turns = talk.record["turns"]
    said = [
        Utterance(t["speaker"], restyled(t["text"], style), _ms(t["start"]), _ms(t["end"]), (), t["i"]) for t in turns
    ]
    if not timed:
        said = [replace(utterance, start_ms=None, end_ms=None) for utterance in said]
    elif all(utterance.start_ms is not None for utterance in said):
        said.sort(key=lambda utterance: utterance.start_ms or 0)
    roles = {turn["speaker"]: ROLES.get(turn["role"], "patient") for turn in turns}
    dialogue = segment(Transcript(talk.record["id"], tuple(said)), roles)
    found = []
    for change in changes(Codes(dialogue, Signals(dialogue))):
        lines = {dialogue.utterances[part].line for part in change.after.parts}
        found.append((change.exchange, bool(lines & talk.labelled), change.against and change.taken))
    return found


def rows(found: Sequence[ReadConversation]) -> list[LabelledExchange]:
    """Every exchange in every form; invented conversations also without their times."""
    made = []
    for number, talk in enumerate(found):
        invented = talk.dataset.startswith(INVENTED)
        for style, weight in STYLES.items() if invented else (("as_is", 1.0),):
            for timed in (True, False) if invented else (True,):
                share = weight if timed else weight * INVENTED_AS_TEXT
                for exchange, label, counts in exchanges(talk, style, timed):
                    made.append(LabelledExchange(number, talk.dataset, style, exchange, label, share, counts))
    return made


def matrix(chosen: Sequence[LabelledExchange], names: Sequence[str]) -> Floats:
    vectors = [floor.vector(row.exchange) for row in chosen]
    return np.array([[vector[name] for name in names] for vector in vectors])


def fit(
    values: Floats, chosen: Sequence[LabelledExchange], strength: float
) -> tuple[StandardScaler, LogisticRegression]:
    weights = np.array([row.weight for row in chosen])
    scaler = StandardScaler().fit(values, sample_weight=weights)
    model = LogisticRegression(C=strength, max_iter=3000, tol=1e-6)
    model.fit(scaler.transform(values), [row.label for row in chosen], sample_weight=weights)
    return scaler, model


def held_out(values: Floats, chosen: Sequence[LabelledExchange], strength: float) -> Floats:
    """The log-odds of every row by models that did not see its conversation, averaged over several divisions."""
    talk = np.array([row.talk for row in chosen])
    total = np.zeros(len(chosen))
    for seed in range(SEEDS):
        fold = np.random.default_rng(shared.SEED + seed).integers(0, FOLDS, int(talk.max()) + 1)[talk]
        for k in range(FOLDS):
            inside = np.flatnonzero(fold != k)
            scaler, model = fit(values[inside], [chosen[int(i)] for i in inside], strength)
            total[fold == k] += model.decision_function(scaler.transform(values[fold == k]))
    return total / SEEDS


def build(name: str, made: Sequence[LabelledExchange]) -> tuple[shared.Arrays, dict[str, float]]:
    """A head, and what cross-validation by conversation says of it."""
    chosen = [row for row in made if floor.head_of(row.exchange) == name]
    names = list(floor.vector(chosen[0].exchange))
    values = matrix(chosen, names)
    labels, weights = np.array([row.label for row in chosen]), np.array([row.weight for row in chosen])
    scores = held_out(values, chosen, C[name])
    platt = LogisticRegression(C=1e6).fit(scores[:, None], labels, sample_weight=weights)
    slope, shift = float(platt.coef_[0, 0]), float(platt.intercept_[0])
    judged = logistic(slope * scores + shift)
    counted = np.where([row.counts for row in chosen], judged, 0.0)
    cut = threshold(labels, counted, weights, BETA[name] ** 2)
    scaler, model = fit(values, chosen, C[name])
    head = {
        "classes": ["no", "yes"],
        "terms": np.frombuffer(b"", dtype=np.uint8),
        "idf": np.zeros(1),
        "coef": np.zeros((1, 1)),
        "intercept": slope * model.intercept_ + shift,
        "dense_names": names,
        "dense_mean": scaler.mean_,
        "dense_scale": scaler.scale_,
        "dense_coef": np.ascontiguousarray(slope * model.coef_.T),
        "decision": np.array([0.0, np.log((1 - cut) / cut)]),
    }
    return head, {f"cv_{name}_threshold": cut} | measured(name, chosen, judged, counted >= cut)


def threshold(labels: npt.NDArray[np.bool_], judged: Floats, weights: Floats, beta2: float) -> float:
    """The probability from which on the F measure of that beta (squared) is best."""
    precision, recall, cuts = precision_recall_curve(labels, judged, sample_weight=weights)
    both = (1 + beta2) * precision * recall / np.maximum(beta2 * precision + recall, 1e-9)
    return float(cuts[int(np.argmax(both[:-1]))])


def measured(
    name: str, chosen: Sequence[LabelledExchange], judged: Floats, counted: npt.NDArray[np.bool_]
) -> dict[str, float]:
    """Average precision and calibration error of the model, precision and recall of model and rules together, by kind
    of conversation and style."""
    found: dict[str, float] = {}
    labels = np.array([row.label for row in chosen])
    groups = [(row.style if row.dataset.startswith(INVENTED) else "real") for row in chosen]
    for group in dict.fromkeys(groups):
        at = np.array([one == group for one in groups])
        true, own, yes = labels[at], judged[at], counted[at]
        bins = np.minimum((own * 10).astype(int), 9)
        off = sum(abs(float((own - true)[bins == b].sum())) for b in range(10)) / len(own)
        key, hits = f"cv_{name}_{group}", float((true & yes).sum())
        found |= {f"{key}_n": len(own), f"{key}_ap": float(average_precision_score(true, own)), f"{key}_ece": off}
        found |= {f"{key}_precision": hits / max(1, int(yes.sum())), f"{key}_recall": hits / true.sum()}
    return found


def golden() -> list[dict[str, Any]]:
    """Ten exchanges of our own, with and without times."""
    said = [
        ("I have had this pain in my", "Which pharmacy do you use?", "", 900, 1500),
        ("I was going to ask about—", "Let me check your pressure first.", "Okay.", 400, 2100),
        ("The tablets make me feel so—", "Dizzy?", "Yes, dizzy.", 200, 500),
        ("It started on Monday, and then...", "Go on.", "... it went down my leg.", -600, 700),
        ("So your next cleaning would be on the", "Can I bring my son along?", "Of course you can.", 1200, 1900),
    ]
    made = []
    for staff, (before, after, later, overlap, outlasts) in enumerate(said):
        own = {"before": before, "after": after, "later": later, "broken": 0.5, "staff": staff % 2 == 0, "marked": True}
        made.append(own | {"overlap_ms": overlap, "outlasts_ms": outlasts})
        made.append(own | {"overlap_ms": None, "outlasts_ms": None})
    return made


def main(home: Path) -> None:
    """Trains the model and writes it to its folder, home."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pair", nargs=2, type=Path, action="append", required=True, metavar=("DATA", "LABELS"))
    options = parser.parse_args()
    found = [talk for data, labels in options.pair for talk in talks(data, labels)]
    made = rows(found)
    built: dict[str, shared.Arrays] = {}
    metrics: dict[str, float] = {"conversations": len(found)}
    for name in ("timed", "text"):
        built[name], figures = build(name, made)
        metrics |= figures
    for key, value in metrics.items():
        print(f"{key} {value:.4f}")
    shared.write_model(
        home,
        built,
        version="1",
        labels=["no", "yes"],
        datasets=SOURCES,
        metrics=metrics,
        golden=golden(),
        probe=floor.probe,
    )
