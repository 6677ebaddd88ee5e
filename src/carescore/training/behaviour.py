"""Trains the behaviour model: python models/behaviour/train.py --data DIR [--open-only]."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.preprocessing import StandardScaler

from carescore.predictors import behaviour
from carescore.predictors.behaviour.features import DENSE, contents_of, dense
from carescore.predictors.linear import Head
from carescore.text.ngrams import Grams, analyze, spans, tokens
from carescore.text.regex import lazy
from carescore.training import heads as shared
from carescore.training import weighted
from carescore.training.decisions import macro, offsets

ANNOMI = {"name": "annomi", "licence": "none stated", "commit": "42936645ec3857a9c84ab296a36a3c34b779ef49"}
OPEN = {
    "osce": "08d313667aae14817afce8cf6e87ae2ae97377a1",
    "primock57": "cd2ac707ad03cb4d2531f4ec6b90c659bf4357c5",
    "aci_bench": "b909b2bb9cf1d19de08df15cddde7bd0179665e4",
    "mts_dialog": "3ff0801933608d6f570468c13125125fb5cabdea",
}
STAFF = ("doctor", "therapist")
FOLDS = 5
C = {"behaviour": 1.0, "reflects": 1.0, "question_form": 0.3, "reflection_depth": 0.3}
DENSE_WEIGHT = 0.2  # of a standardised dense feature beside TF-IDF: chosen among .15, .2, .3, .6 and 1
BARE_WEIGHT = 0.3  # of the copy of every turn without marks and capitals: chosen among 0, .2, .3, .5 and 1
ASKS_C = 3.0
_MARKS = lazy(r"[.?!,;:…]+")
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class CodedConversation:
    """A conversation: what was said, which turns staff said, the labels of every turn by head (None for a turn without
    any), and what no fold may split."""

    said: Sequence[str]
    staff: Sequence[bool]
    labels: Sequence[Mapping[str, int] | None]
    group: str


@dataclass(frozen=True)
class StudiedTurns:
    """Staff turns: words, dense features, the label of every head (-1 where it has none), the video."""

    texts: list[str]
    features: Floats
    labels: Mapping[str, Ints]
    groups: list[str]

    def of(self, index: Ints) -> StudiedTurns:
        labels = {name: labels[index] for name, labels in self.labels.items()}
        return StudiedTurns(
            [self.texts[i] for i in index], self.features[index], labels, [self.groups[i] for i in index]
        )


def talk_of(record: Mapping[str, Any]) -> CodedConversation:
    turns = record["turns"]
    coded = (turn["labels"] if turn["labels"].get("main_therapist_behaviour") else None for turn in turns)
    labels = [given and _labels(given) for given in coded]
    staff = [turn["role"] in STAFF for turn in turns]
    return CodedConversation([turn["text"] for turn in turns], staff, labels, record["meta"]["video_title"])


def gather(talks: Iterable[CodedConversation], bare: bool = False) -> StudiedTurns:
    """The turns that have labels; bare: without marks and capitals."""
    texts, features, groups, labels = [], [], [], []
    for talk in talks:
        said = [_bare(text) if bare else text for text in talk.said]
        cut = [(i, text[start:end]) for i, text in enumerate(said) for start, end in spans(text)]
        words = [tokens(sentence) for _, sentence in cut]
        rows = dense(said, words, list(map(contents_of, words)), np.array([i for i, _ in cut]), talk.staff)
        kept = [i for i, given in enumerate(talk.labels) if given]
        texts += [said[i] for i in kept]
        features.append(rows[kept])
        labels += [given for given in talk.labels if given]
        groups += [talk.group] * len(kept)
    return StudiedTurns(
        texts, np.vstack(features), {n: np.array([one[n] for one in labels]) for n in labels[0]}, groups
    )


def _bare(text: str) -> str:
    return " ".join(_MARKS.sub(" ", text).lower().split())


def _labels(given: Mapping[str, Any]) -> dict[str, int]:
    """The label of each head: what most annotators say, -1 where there is nothing to say."""
    people = given["annotators"]
    forms = [p["question_subtype"] for p in people if p["question_subtype"]]
    depths = [p["reflection_subtype"] for p in people if p["reflection_subtype"]]
    return {
        "behaviour": behaviour.CLASSES.index(given["main_therapist_behaviour"]),
        "reflects": int(2 * sum(bool(p["reflection"]) for p in people) >= len(people)),
        "question_form": int(2 * forms.count("open") > len(forms)) if 2 * len(forms) >= len(people) else -1,
        "reflection_depth": int(2 * depths.count("complex") > len(depths)) if 2 * len(depths) >= len(people) else -1,
    }


def fit(turns: StudiedTurns, copies: StudiedTurns, name: str) -> shared.Arrays:
    """TF-IDF of the turns beside dense features, learnt also from the bare copies at a lower weight."""
    mine = np.flatnonzero(turns.labels[name] >= 0)
    full, bare = turns.of(mine), copies.of(mine)
    vectoriser = TfidfVectorizer(analyzer=analyze, sublinear_tf=True, min_df=3).fit(full.texts)
    scaler = StandardScaler().fit(full.features)
    parts = [
        scipy.sparse.hstack([vectoriser.transform(one.texts), DENSE_WEIGHT * scaler.transform(one.features)])
        for one in (full, bare)
    ]
    labels = np.concatenate([full.labels[name]] * 2)
    weights = np.repeat([1.0, BARE_WEIGHT], len(mine))
    model = LogisticRegression(C=C[name], max_iter=2000, tol=1e-5, random_state=shared.SEED)
    model.fit(scipy.sparse.vstack(parts).tocsr(), labels, sample_weight=weights)
    terms = sorted(vectoriser.vocabulary_, key=vectoriser.vocabulary_.__getitem__)
    return exported(behaviour.PARTS[name], terms, vectoriser.idf_, model, scaler)


def exported(
    classes: Sequence[str], terms: list[str], idf: Floats, model: LogisticRegression, scaler: StandardScaler | None
) -> shared.Arrays:
    n = len(terms)
    return {
        "classes": list(classes),
        "terms": np.frombuffer("\n".join(terms).encode("utf-8"), dtype=np.uint8),
        "idf": idf,
        "coef": np.ascontiguousarray(model.coef_[:, :n].T).astype(np.float32),
        "intercept": model.intercept_,
        "dense_names": list(DENSE) if scaler else [],
        "dense_mean": scaler.mean_ if scaler else np.zeros(0),
        "dense_scale": scaler.scale_ / DENSE_WEIGHT if scaler else np.zeros(0),
        "dense_coef": np.ascontiguousarray(model.coef_[:, n:].T),
        "decision": np.zeros(len(classes)),
    }


def folds_of(groups: Sequence[str]) -> Ints:
    """Whole videos to folds, the largest first to the smallest fold."""
    sizes = {group: groups.count(group) for group in dict.fromkeys(groups)}
    load, place = [0] * FOLDS, {}
    for group in sorted(sizes, key=lambda g: (-sizes[g], g)):
        place[group] = load.index(min(load))
        load[place[group]] += sizes[group]
    return np.array([place[group] for group in groups])


def judged(arrays: shared.Arrays, turns: StudiedTurns) -> Floats:
    return Head.from_arrays(arrays).probabilities(Grams.of(turns.texts), turns.features)


def build(turns: StudiedTurns, copies: StudiedTurns, name: str) -> tuple[shared.Arrays, dict[str, float]]:
    """A head, and what cross-validation by video says of it: the decision of a fold is chosen on the others."""
    folds, true = folds_of(turns.groups), turns.labels[name]
    found, poor = (np.zeros((len(true), len(behaviour.PARTS[name]))) for _ in range(2))
    for fold in range(FOLDS):
        kept, held = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        arrays = fit(turns.of(kept), copies.of(kept), name)
        found[held], poor[held] = judged(arrays, turns.of(held)), judged(arrays, copies.of(held))
    known = true >= 0
    logs, bare, each = np.log(found + 1e-12), np.log(poor + 1e-12), []
    for fold in range(FOLDS):
        held = folds == fold
        chosen = offsets(true[known & ~held], found[known & ~held])
        logs[held], bare[held] = logs[held] + chosen, bare[held] + chosen
        each.append(macro(true[known & held], logs[known & held]))
    arrays = fit(turns, copies, name)
    arrays["decision"] = offsets(true[known], found[known])
    spread, error = float(np.std(each)), weighted.calibration_error(found[known], true[known])
    value, value_bare = macro(true[known], logs[known]), macro(true[known], bare[known])
    figures = {"macro_f1": value, "spread": spread, "macro_f1_bare": value_bare, "ece": error}
    return arrays, {f"cv_{name}_{key}": figure for key, figure in figures.items()}


def on_dev(arrays: Mapping[str, shared.Arrays], turns: StudiedTurns, suffix: str = "") -> dict[str, float]:
    metrics = {}
    for name in behaviour.TURN_HEADS:
        known = turns.labels[name] >= 0
        found = judged(arrays[name], turns)[known]
        logs = np.log(found + 1e-12) + arrays[name]["decision"]
        metrics[f"dev_{name}_macro_f1{suffix}"] = macro(turns.labels[name][known], logs)
        metrics[f"dev_{name}_ece{suffix}"] = weighted.calibration_error(found, turns.labels[name][known])
    return metrics


def sentences(records: Iterable[Mapping[str, Any]]) -> tuple[list[str], list[str]]:
    """Staff sentences of two words or more without their marks, and whether they ended in a question mark."""
    texts, asks = [], []
    for record in records:
        for turn in (turn for turn in record["turns"] if turn["role"] in STAFF):
            for start, end in spans(turn["text"]):
                said = turn["text"][start:end].strip()
                if said[-1] in ".?!" and len(bare := _bare(said)) and len(bare.split()) > 1:
                    texts.append(bare)
                    asks.append("yes" if said[-1] == "?" else "no")
    return texts, asks


def build_asks(data: Path, heads: dict[str, shared.Arrays]) -> dict[str, float]:
    """The head of asking sentences: people's question marks in the open conversations are its labels."""
    texts, labels = sentences(record for name in OPEN for record in shared.records(data, name, "train"))
    heads["asks"] = shared.fit(texts, labels, behaviour.PARTS["asks"], C=ASKS_C)
    heads["asks"]["coef"] = heads["asks"]["coef"].astype(np.float32)
    metrics = {}
    for name in (*OPEN, "annomi"):
        texts, labels = sentences(shared.records(data, name, "dev"))
        found = Head.from_arrays(heads["asks"]).probabilities(Grams.of(texts))[:, 1]
        true = np.array([label == "yes" for label in labels])
        metrics[f"dev_asks_f1_{name}"] = f1_score(true, found >= 0.5)
        metrics[f"dev_asks_ece_{name}"] = weighted.calibration_error(
            np.stack([1 - found, found], axis=1), true.astype(int)
        )
    return metrics


GOLDEN = [
    {"turns": [["patient", "I stopped the tablets."], ["staff", "What made you stop?"], ["patient", "The rash."]]},
    {"turns": [["patient", "I can't do mornings."], ["staff", "So mornings are hard for you."], ["patient", "Yes."]]},
    {"turns": [["patient", "Is it bad?"], ["staff", "You should take it with food, because it can upset you."]]},
    {"turns": [["patient", "It began on Monday."], ["staff", "Mm-hmm."], ["patient", "And then it got worse."]]},
    {"turns": [["staff", "good morning what brings you in today"], ["patient", "my knee hurts"]]},
    {"turns": [["patient", "Part of me wants it out."], ["staff", "And part of you hopes it settles."]]},
    {"turns": [["patient", "I don't know."], ["staff", "Do you smoke? How many a day?"], ["patient", "Ten."]]},
    {"turns": [["patient", "My mother is ill too."], ["staff", "It sounds like you have a lot to carry, right?"]]},
    {"turns": [["patient", "Okay."], ["staff", "We can see you on Thursday, or you could wait until May."]]},
    {"turns": [["staff", "Thank you for coming in."], ["patient", "Thanks."], ["staff", "..."]]},
]


def main(home: Path) -> None:
    """Trains the model and writes it to its folder, home."""
    options = shared.options(__doc__, shared.NOTHING_OPEN).parse_args()
    if options.open_only:
        sys.exit(
            "behaviour: no open data labels what staff do with a turn, so without AnnoMI there is nothing to build"
        )
    learnt, held = (list(map(talk_of, shared.records(options.data, "annomi", split))) for split in ("train", "dev"))
    turns, copies = gather(learnt), gather(learnt, bare=True)
    heads: dict[str, shared.Arrays] = {}
    metrics: dict[str, float] = {}
    for name in behaviour.TURN_HEADS:
        heads[name], figures = build(turns, copies, name)
        metrics |= figures
    metrics |= on_dev(heads, gather(held)) | on_dev(heads, gather(held, bare=True), "_bare")
    metrics |= build_asks(options.data, heads)
    for name, value in metrics.items():
        print(f"{name:44}{value:.4f}")
    shared.write_model(
        home,
        heads,
        version="1",
        labels=[f"{name} {label}" for name, labels in behaviour.PARTS.items() for label in labels],
        datasets=[ANNOMI, *({"name": name, "licence": "CC BY 4.0", "commit": commit} for name, commit in OPEN.items())],
        metrics=metrics,
        golden=GOLDEN,
        probe=behaviour.probe,
    )
