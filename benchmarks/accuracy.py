"""Accuracy of the shipped models, through the code that score() runs, on labelled data (DIR/dataset/split.jsonl).

python benchmarks/accuracy.py --data DIR --split {train,dev,test} [--task T …] [--json]

One figure per row; with --json one object a line: task, dataset, metric, value, n, floor, published. Data sets that
are absent are skipped with a word on stderr.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import accuracy_score, f1_score
from tasks import behaviour, codes, manner, news, quality, terms, turns, voices
from tasks.row import Records, Row

import carescore
from carescore.annotate import Signals
from carescore.predictors import sentiment as sentiment_model
from carescore.segmentation import segment
from carescore.training import labelled

MECHANISMS = {"emotional_reactions": "er", "interpretations": "ip", "explorations": "ex"}
PUBLISHED_EMPATHY = {"er": 0.7686, "ip": 0.6190, "ex": 0.6594}  # RoBERTa bi-encoder on the public part of the data


def load(data: Path, dataset: str, split: str) -> Records | None:
    """The records of a split, None (said on stderr) when it is absent."""
    plain = data / dataset / f"{split}.jsonl"
    packed = plain.with_suffix(".jsonl.gz")
    if not plain.exists() and not packed.exists():
        print(f"skipped: no {dataset}/{split}", file=sys.stderr)
        return None
    with plain.open(encoding="utf-8") if plain.exists() else gzip.open(packed, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def signals_of(rows: Sequence[tuple[str, str]]) -> Signals:
    """What score() hears in a conversation given as (speaker, text) rows."""
    return Signals(segment(carescore.read(list(rows))))


def empathy(dataset: str, records: Records) -> Iterator[Row]:
    found: dict[str, list[int]] = {mechanism: [] for mechanism in MECHANISMS}
    for record in records:
        levels = signals_of([("Patient", record["seeker_post"]), ("Staff", record["text"])]).empathy_levels
        for mechanism in MECHANISMS:
            found[mechanism].append(levels[mechanism][-1])
    for mechanism, short in MECHANISMS.items():
        true = [record[mechanism] for record in records]
        value = _macro_f1(true, found[mechanism], [0, 1, 2])
        floor = _macro_f1(true, [0] * len(true), [0, 1, 2])
        yield Row("empathy", dataset, f"macro_f1_{short}", value, len(true), floor, PUBLISHED_EMPATHY[short])


def _macro_f1(true: Sequence[Any], found: Sequence[Any], labels: Sequence[Any]) -> float:
    return float(f1_score(true, found, labels=labels, average="macro", zero_division=0))


def sentiment(dataset: str, records: Records) -> Iterator[Row]:
    heard = [
        signals_of([("Staff", sentiment_model.survey_prompt(record)), ("Patient", record["text"])])
        for record in records
    ]
    records3 = [(record["sentiment3"], signals) for record, signals in zip(records, heard, strict=True)]
    known = [(true, signals) for true, signals in records3 if true]
    true3 = [true for true, _ in known]
    found3 = [sentiment_model.CLASSES[int(np.argmax(signals.sentiment[-1]))] for _, signals in known]
    floor3 = [_vader_alone(signals) for _, signals in known]
    yield Row(
        "sentiment",
        dataset,
        "accuracy_3",
        float(accuracy_score(true3, found3)),
        len(true3),
        float(accuracy_score(true3, floor3)),
    )
    if "sentiment" in records[0]:
        yield from _five_levels(dataset, records, heard)


def _five_levels(dataset: str, records: Records, heard: Sequence[Signals]) -> Iterator[Row]:
    known = [(r["sentiment"], s) for r, s in zip(records, heard, strict=True) if r["sentiment"]]
    true = [level for level, _ in known]
    found = [signals.sentiment_levels[-1] for _, signals in known]
    floor = [{"positive": 2, "neutral": 3, "negative": 4}[_vader_alone(signals)] for _, signals in known]
    levels = [1, 2, 3, 4, 5]
    value = _macro_f1(true, found, levels)
    yield Row("sentiment", dataset, "macro_f1_5", value, len(true), _macro_f1(true, floor, levels), 0.65)


def _vader_alone(signals: Signals) -> str:
    """VADER's usual thresholds on the mean compound of the patient's sentences."""
    own = signals.vader[signals.owner == len(signals.dialogue.turns) - 1, 3]
    compound = float(own.mean()) if len(own) else 0.0
    return "positive" if compound >= 0.05 else "negative" if compound <= -0.05 else "neutral"


Task = Callable[[str, Records], Iterator[Row]]
TASKS: dict[str, tuple[Task, tuple[str, ...]]] = {
    "role": (voices.role, ("osce", "primock57", "mts_dialog", "annomi", "roleplays")),
    "unlabelled": (voices.unlabelled, ("osce", "mts_dialog", "annomi")),
    "unlabelled_marks": (voices.unlabelled_marks, ("osce", "mts_dialog", "annomi")),
    "empathy": (empathy, ("epitome",)),
    "behaviour": (behaviour.behaviours, ("annomi",)),
    "quality": (quality.quality, ("annomi", "roleplays")),
    "sentiment": (sentiment, ("nhs_fft", "nhs_feedback_phase1")),
    "interruptions": (turns.interruptions, ("mrda", "annomi")),
    "backchannels": (turns.backchannels, ("mrda",)),
    "politeness": (manner.politeness, ("stanford_politeness",)),
    "uptake": (manner.uptake, ("conversational_uptake",)),
}
WHOLE: dict[str, Callable[[Path, str], Iterator[Row]]] = {
    "terms": terms.rows,
    "news": news.rows,
}  # tasks that read several data sets, or one of their own
NAMES = (*TASKS, *WHOLE, "codes")


def rows(data: Path, split: str, tasks: Sequence[str], labels: Path | None = None) -> Iterator[Row]:
    for name in tasks:
        if name == "codes":
            folder = labels or next((p for p in (data / "labels", data.parent / "labels") if p.is_dir()), None)
            yield from codes.rows(data, split, folder) if folder else _skipped("no folder of labels")
            continue
        if name in WHOLE:
            yield from WHOLE[name](data, split)
            continue
        task, datasets = TASKS[name]
        for dataset in datasets:
            found = [load(data, dataset, one) for one in (labelled.SPLITS if split == "all" else (split,))]
            if records := [record for part in found for record in part or ()]:
                yield from task(dataset, records)


def _skipped(what: str) -> tuple[Row, ...]:
    print(f"skipped: {what}", file=sys.stderr)
    return ()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", choices=("train", "dev", "test", "all"), default="dev")
    parser.add_argument("--task", action="append", choices=NAMES)
    parser.add_argument("--labels", type=Path, help="readers' labels for the task codes (default: beside the data)")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    for row in rows(options.data, options.split, options.task or NAMES, options.labels):
        if options.json:
            print(json.dumps(asdict(row)), flush=True)
        else:
            beside = ", ".join(
                f"{name} {value:.3f}" for name, value in (("floor", row.floor), ("published", row.published)) if value
            )
            print(f"{row.task:14}{row.dataset:22}{row.metric:30}{row.value:.4f}  n={row.n}  {beside}", flush=True)


if __name__ == "__main__":
    main()
