"""Trains the sentiment model: python models/sentiment/train.py --data DIR [--open-only]. All its data is open."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.metrics import accuracy_score, f1_score

from carescore.predictors import sentiment
from carescore.predictors.linear import FloatArray, Head
from carescore.text.ngrams import Grams
from carescore.training import heads as shared
from carescore.training import weighted

NHS = "ba6c0a2f10ca9bb3b964b72afe6047b463095c75"
DATASETS = (
    {"name": "nhs_fft", "licence": "MIT", "commit": NHS},
    {"name": "nhs_feedback_phase1", "licence": "MIT", "commit": NHS},
    {"name": "goemotions", "licence": "CC BY 4.0", "commit": "b75f9d3a8b76bc1060687925b04ca98a1b8ea66b"},
    {"name": "spoken.tsv", "licence": "MIT", "commit": "in this folder"},
)
POSITIVE = frozenset({"admiration", "gratitude", "love", "joy", "relief", "excitement", "pride"})
NEGATIVE = frozenset("anger annoyance disappointment disgust embarrassment fear grief nervousness sadness".split())
WEIGHTS = {"nhs_fft": 1.0, "nhs_feedback_phase1": 1.0, "goemotions": 0.3, "spoken": 6.0, "own": 1.0}
C = 2.0
FOLDS = 4
OFFSETS = np.linspace(-0.6, 1.2, 19)  # decision offsets tried for macro-F1 of the levels
STEPS_FROM = (-3, 0, 1, 4)  # criticality from which each step but the first begins
SPOKEN_HELD = 3  # of ten spoken lines so many are kept for a check, by a hash of the line

Row = dict[str, Any]


def emotions(data: Path, split: str) -> list[Row]:
    """GoEmotions comments whose labels all fall on one side, or are neutral."""
    rows = []
    for record in shared.records(data, "goemotions", split):
        labels = set(record["labels"])
        sides = {"positive": labels <= POSITIVE, "negative": labels <= NEGATIVE, "neutral": labels == {"neutral"}}
        found = [side for side, fits in sides.items() if fits]
        if found:
            rows.append(row("goemotions", record["text"], "", found[0]))
    return rows


def row(source: str, text: str, prompt: str, label: str, level: int | None = None) -> Row:
    """A text with what was asked before it and its labels."""
    return {"source": source, "text": " ".join(text.split()), "prompt": prompt, "label": label, "level": level}


def comments(data: Path, split: str) -> Iterator[Row]:
    for name in ("nhs_fft", "nhs_feedback_phase1"):
        for record in shared.records(data, name, split):
            if record["sentiment3"]:
                prompt = sentiment.survey_prompt(record)
                yield row(name, record["text"], prompt, record["sentiment3"], record.get("sentiment"))


def spoken(home: Path, held: bool) -> list[Row]:
    """The spoken lines written for carescore: those held for the check, or the others. home: the model's folder."""
    lines = (home / "spoken.tsv").read_text(encoding="utf-8").split("\n")
    table = csv.DictReader([line for line in lines if not line.startswith("#")], delimiter="\t")
    rows = [row("spoken", line["text"], line["prompt"] or "", line["label"]) for line in table]
    return [row for row in rows if (sum(row["text"].encode()) % 10 < SPOKEN_HELD) == held]


def dense(emotion: Head, rows: Sequence[Row]) -> FloatArray:
    grams, owner, texts, prompts, vader = sentiment.prepare(
        [row["text"] for row in rows], [row["prompt"] for row in rows]
    )
    return sentiment.dense(emotion, grams, owner, texts, prompts, vader)


def train(learnt: Sequence[Row], feelings: Sequence[Row], data: Path) -> tuple[dict[str, shared.Arrays], float]:
    """All heads, and the cross-validated macro-F1 of the five levels."""
    emotion = shared.fit(
        [row["text"] for row in feelings], [row["label"] for row in feelings], sentiment.CLASSES, C=1.0, min_df=5
    )
    arrays = {"emotion": emotion, "criticism": criticism(data)}
    heads = shared.heads(arrays)
    levelled = [row for row in learnt if row["level"]]
    grams = Grams.of([row["text"] for row in levelled])
    features = sentiment.level_dense(heads, grams, dense(heads["emotion"], levelled))
    found, folds = held_out(levelled, features)
    level = _fit(levelled, "level", sentiment.LEVELS, features, sentiment.LEVEL_DENSE)
    true = np.array([row["level"] for row in levelled])
    level["decision"] = best_offsets(found, true)
    plain = fit_plain(learnt, dense(heads["emotion"], learnt))
    return arrays | {"sentiment": plain, "level": level}, cross_validated(found, true, folds)


def held_out(rows: Sequence[Row], features: FloatArray) -> tuple[FloatArray, npt.NDArray[np.int64]]:
    """Probabilities of the levels by heads that never saw the text, and each text's fold."""
    folds = np.array([sum(row["text"].lower().encode()) % FOLDS for row in rows])
    found = np.zeros((len(rows), len(sentiment.LEVELS)))
    for fold in range(FOLDS):
        kept, held = np.flatnonzero(folds != fold).tolist(), np.flatnonzero(folds == fold).tolist()
        mine = [rows[i] for i in kept]
        head = Head.from_arrays(_fit(mine, "level", sentiment.LEVELS, features[kept], sentiment.LEVEL_DENSE))
        found[held] = head.probabilities(grams_of([rows[i] for i in held]), features[held])
    return found, folds


def best_offsets(found: FloatArray, true: npt.NDArray[np.int64]) -> FloatArray:
    """The offsets of the log-probabilities that give the best macro-F1, one level after the other, twice."""
    offsets = np.zeros(len(sentiment.LEVELS))
    for k in [*range(len(offsets))] * 2:
        places = np.arange(len(offsets)) == k
        offsets = max(
            (np.where(places, value, offsets) for value in OFFSETS), key=lambda o: macro_f1(true, chosen(found, o))
        )
    return offsets


def chosen(found: FloatArray, offsets: FloatArray) -> npt.NDArray[np.int64]:
    places: npt.NDArray[np.int64] = np.argmax(np.log(found + 1e-12) + offsets, axis=1)
    return places + sentiment.LEVELS[0]


def macro_f1(true: npt.NDArray[np.int64], found: npt.NDArray[np.int64]) -> float:
    return float(f1_score(true, found, labels=sentiment.LEVELS, average="macro", zero_division=0))


def cross_validated(found: FloatArray, true: npt.NDArray[np.int64], folds: npt.NDArray[np.int64]) -> float:
    """Macro-F1 of held-out levels, the offsets of each fold chosen on the others."""
    levels = np.zeros(len(true), dtype=np.int64)
    for fold in range(FOLDS):
        held = folds == fold
        levels[held] = chosen(found[held], best_offsets(found[~held], true[~held]))
    return macro_f1(true, levels)


def fit_plain(rows: Sequence[Row], features: FloatArray) -> shared.Arrays:
    """The head of the three classes."""
    return _fit(rows, "label", sentiment.CLASSES, features, sentiment.DENSE)


def _fit(
    rows: Sequence[Row], target: str, classes: Sequence[Any], features: FloatArray, names: Sequence[str]
) -> shared.Arrays:
    return shared.fit(
        _answers(rows),
        [str(row[target]) for row in rows],
        [str(name) for name in classes],
        dense=features,
        dense_names=names,
        C=C,
        sample_weight=np.array([WEIGHTS[row["source"]] for row in rows]),
        analyzer=_answer_grams,
    )


def _answers(rows: Sequence[Row]) -> list[str]:
    """Prompt and text in one string, as _answer_grams takes them."""
    return [f"{row['prompt']}\0{row['text']}" for row in rows]


def _answer_grams(answer: str) -> list[str]:
    prompt, text = answer.split("\0")
    grams = sentiment.crossed(Grams.of([text]), sentiment.kinds_of([prompt]))
    return [grams.vocabulary[i] for i in grams.ids.tolist()]


def grams_of(rows: Sequence[Row]) -> Grams:
    kinds = sentiment.kinds_of([row["prompt"] for row in rows])
    return sentiment.crossed(Grams.of([row["text"] for row in rows]), kinds)


def criticism(data: Path) -> shared.Arrays:
    """How critical a comment is: the scale of the first phase, -5 to 5, in five steps."""
    records = [r for r in shared.records(data, "nhs_feedback_phase1", "train") if r["criticality"] is not None]
    labels = [sentiment.STEPS[int(np.searchsorted(STEPS_FROM, r["criticality"], side="right"))] for r in records]
    head = shared.fit([" ".join(r["text"].split()) for r in records], labels, sentiment.STEPS, C=2.0)
    return head | {"coef": np.round(head["coef"], 3)}


def evaluate(arrays: Mapping[str, shared.Arrays], rows: Sequence[Row], name: str) -> dict[str, float]:
    heads = shared.heads(arrays)
    inputs = sentiment.prepare([row["text"] for row in rows], [row["prompt"] for row in rows])
    probabilities = sentiment.predict(heads, *inputs)
    found = [sentiment.CLASSES[i] for i in np.argmax(probabilities, axis=1)]
    true = [row["label"] for row in rows]
    places = np.array([sentiment.CLASSES.index(label) for label in true])
    metrics = {
        f"{name}_accuracy_3": float(accuracy_score(true, found)),
        f"{name}_ece_3": weighted.calibration_error(probabilities, places),
        f"{name}_vader_accuracy_3": float(accuracy_score(true, _vader_alone(rows))),
    }
    if all(row["level"] for row in rows):
        levels = sentiment.choose_levels(heads, sentiment.predict_levels(heads, *inputs))
        metrics[f"{name}_macro_f1_5"] = float(f1_score([row["level"] for row in rows], levels, average="macro"))
    return metrics


def _vader_alone(rows: Sequence[Row]) -> list[str]:
    _, owner, _, _, vader = sentiment.prepare([row["text"] for row in rows], ["" for _ in rows])
    mean = np.bincount(owner, vader[:, 3], len(rows)) / np.maximum(np.bincount(owner, minlength=len(rows)), 1)
    return ["positive" if value >= 0.05 else "negative" if value <= -0.05 else "neutral" for value in mean]


GOLDEN = [
    {"prompt": "What could we do better?", "text": "Nothing."},
    {"prompt": "What was good?", "text": "Nothing."},
    {"prompt": "", "text": "Thank you so much, that helps a lot."},
    {"prompt": "", "text": "This is the third time I've called and nobody helps."},
    {"prompt": "Where does it hurt?", "text": "It's on the left side."},
    {"prompt": "", "text": "I'm really scared about the surgery."},
    {"prompt": "Any chest pain?", "text": "No chest pain."},
    {"prompt": "When can you come?", "text": "Monday at nine."},
    {"prompt": "", "text": "This is ridiculous."},
    {"prompt": "", "text": "Okay."},
]


def main(home: Path) -> None:
    """Trains the model and writes it to its folder, home."""
    options = shared.options(__doc__, shared.ALL_OPEN).parse_args()
    learnt = [*comments(options.data, "train"), *spoken(home, False), *emotions(options.data, "dev")]
    arrays, cv = train(learnt, emotions(options.data, "train"), options.data)
    held = list(comments(options.data, "dev"))
    metrics = {"cv_nhs_fft_macro_f1_5": cv} | evaluate(arrays, spoken(home, True), "spoken")
    for name in ("nhs_fft", "nhs_feedback_phase1"):
        metrics |= evaluate(arrays, [row for row in held if row["source"] == name], f"dev_{name}")
    for name, value in metrics.items():
        print(f"{name:40}{value:.4f}")
    shared.write_model(
        home,
        arrays,
        version="3",
        labels=[*sentiment.CLASSES, *map(str, sentiment.LEVELS)],
        datasets=DATASETS,
        metrics=metrics,
        golden=GOLDEN,
        probe=sentiment.probe,
    )
