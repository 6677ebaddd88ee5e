"""From a file of labels to a model folder, or to the reason why there is none."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import asdict, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from carescore.errors import TrainingError, UsageError
from carescore.predictors import load, own, verify
from carescore.predictors.linear import Head
from carescore.text.ngrams import IntArray
from carescore.training import heads as shared
from carescore.training.own import _card, _figures, _labels, _materials
from carescore.training.own._data import Labelled, Material, Result, Trained
from carescore.training.own._fitting import Learner, exported
from carescore.training.own._tasks import Task, tasks_of

LEAST_TURNS, LEAST_ANEW = 100, 300
LEAST_CONVERSATIONS = 10
LEAST_OF_CLASS, LEAST_CONVERSATIONS_OF_CLASS = 10, 5
Path_ = str | os.PathLike[str]


def train(
    model: str,
    labels: Path_,
    out: Path_,
    *,
    test: Path_ | None = None,
    anew: bool = False,
    keep: bool = False,
) -> Trained:
    """Trains the heads of a bundled model whose labels a file or folder holds, and writes the model to the folder out.

    model: a model, or one of its heads (see TASKS). test: labels of other conversations, on which the result is tried
    once. anew: from these labels alone, by the code that made the bundled model; otherwise the bundled head is adapted.
    keep: write it even when it is no better than the bundled model; its card says so. A head that is no better stays as
    bundled, unless keep. Raises ReadError with the row, TrainingError, UsageError.
    """
    tasks, folder = tasks_of(model), Path(out)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder}: something is there; --out names a new folder")
    talks, tested = _read(labels, tasks), _read(test, tasks) if test else []
    _labels.require_apart(talks, tested)
    judged = [_judged(task, talks, tested, anew) for task in tasks if _has(task, talks)]
    chosen = [(result, learner) for result, learner in judged if keep or result.better]
    if not chosen:
        reasons = "; ".join(f"{result.column}: {result.why_not}" for result, _ in judged)
        raise TrainingError(f"no better than the bundled model, so nothing is written: {reasons}")
    results = tuple(result for result, _ in judged)
    mine = {result.head: learner.arrays_ for result, learner in chosen}
    columns = tuple(result.column for result, _ in chosen)
    sha256 = _write(folder, tasks[0].model, mine, results, _facts(labels, test, columns, anew, keep))
    return Trained(folder, tasks[0].model, sha256, columns, results)


def _read(path: Path_, tasks: Sequence[Task]) -> list[Labelled]:
    return _labels.read(os.fspath(path), tasks)


def _has(task: Task, talks: Sequence[Labelled]) -> bool:
    return any(talk.labelled(task.column) for talk in talks)


def _judged(task: Task, talks: Sequence[Labelled], tested: Sequence[Labelled], anew: bool) -> tuple[Result, Learner]:
    """The head's figures, and the head learnt from all rows."""
    _require_enough(task, talks, anew)
    material = _materials.of(task, talks)
    result = _figures.judged(task, material, anew)
    learner = Learner(material, anew).fit(_rows(material), material.labels)
    if _has(task, tested):
        others = _materials.of(task, tested)
        both = _figures.on(others, Head.from_arrays(learner.arrays_)), _figures.on(others, others.bundled)
        result = replace(result, tested=both)
    return result, learner


def _rows(material: Material) -> IntArray:
    return np.arange(len(material.labels))[:, None]


def _require_enough(task: Task, talks: Sequence[Labelled], anew: bool) -> None:
    """Raises TrainingError for fewer labels than a judgement needs."""
    rows = [
        (turn.labels[task.column], talk.name) for talk in talks for turn in talk.turns if task.column in turn.labels
    ]
    names, least = {name for _, name in rows}, LEAST_ANEW if anew else LEAST_TURNS
    if len(rows) < least or len(names) < LEAST_CONVERSATIONS:
        raise TrainingError(
            f"{task.column}: {len(rows)} labelled turns of {len(names)} conversations; at least {least} of"
            f" {LEAST_CONVERSATIONS} are needed"
        )
    for label in task.classes:
        mine = [name for one, name in rows if one == label]
        if len(mine) < LEAST_OF_CLASS or len(set(mine)) < LEAST_CONVERSATIONS_OF_CLASS:
            raise TrainingError(
                f"{task.column}: {len(mine)} turns of {len(set(mine))} conversations are labelled '{label}'; at least"
                f" {LEAST_OF_CLASS} of {LEAST_CONVERSATIONS_OF_CLASS} are needed of each class"
            )


def _facts(labels: Path_, test: Path_ | None, columns: Sequence[str], anew: bool, keep: bool) -> dict[str, Any]:
    return {
        "columns": list(columns),
        "how": "anew" if anew else "adapted",
        "kept_anyway": keep,
        "carescore": version("carescore"),
        "labels_sha256": _sha256(labels),
        "test_sha256": _sha256(test) if test else None,
    }


def _sha256(path: Path_) -> str:
    found = hashlib.sha256()
    for file in (one for several in _labels.files(os.fspath(path)) for one in several):
        found.update(file.read_bytes())
    return found.hexdigest()


def _write(
    folder: Path, model: str, mine: dict[str, shared.Arrays], results: Sequence[Result], facts: dict[str, Any]
) -> str:
    """Writes the folder; the SHA-256 of its arrays."""
    bundled = load.load(model)
    trained = {"model": model, "version": bundled.manifest["version"], "heads": list(mine), **facts}
    folder.mkdir(parents=True, exist_ok=True)
    shared.write_model(
        folder,
        {name: mine.get(name) or exported(head) for name, head in bundled.heads.items()},
        version="1",
        labels=bundled.manifest["labels"],
        datasets=[{"name": "own labels", "licence": "own", "commit": facts["labels_sha256"]}],
        metrics=_metrics(results),
        golden=[item["input"] for item in bundled.manifest["golden"]],
        probe=lambda heads, inputs: verify.probe(model, heads, inputs),
        more={"trained": trained, "results": [asdict(result) for result in results]},
    )
    card = _card.written(folder.name, trained, results).encode("utf-8")
    (folder / own.CARD).write_bytes(card)
    manifest = load.manifest_of(folder)
    shared.write_manifest(folder, manifest | {"seal": own.seal(manifest, card)})
    return str(manifest["sha256"])


def _metrics(results: Sequence[Result]) -> dict[str, float]:
    return {
        f"cv_{result.column}_{whose}_{name}": getattr(figures, name)
        for result in results
        for whose, figures in (("own", result.own), ("bundled", result.bundled))
        for name in ("macro_f1", "log_loss", "calibration_error")
    }
