"""What every train.py shares: reading data, fitting a head with scikit-learn, exporting it, writing the manifest.

No vocabulary entry comes from fewer than three documents, so no sentence of a corpus can be read back from a model.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import platform
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import numpy.typing as npt
import scipy.sparse
import sklearn
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from carescore.predictors.linear import Head
from carescore.text.ngrams import analyze

SEED = 20261124
NOT_STATED = "none stated"  # the licence of a data set that states none
OPEN = "leave out data whose licence is not stated"
ALL_OPEN = "changes nothing: all data has an open licence"
NOTHING_OPEN = "builds nothing: AnnoMI, without which there is nothing to learn from, states no licence"
Arrays = dict[str, Any]


def options(about: str | None, open_only: str = OPEN) -> argparse.ArgumentParser:
    """What every train.py takes. open_only: what that option does here."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--open-only", action="store_true", help=open_only)
    return parser


def allowed(datasets: Iterable[Mapping[str, str]], open_only: bool) -> list[Mapping[str, str]]:
    """The data sets to learn from: those that state a licence, or all."""
    return [one for one in datasets if not open_only or one["licence"] != NOT_STATED]


def records(data: Path, dataset: str, split: str) -> Iterator[dict[str, Any]]:
    """The JSON objects of data/dataset/split.jsonl(.gz)."""
    plain, packed = data / dataset / f"{split}.jsonl", data / dataset / f"{split}.jsonl.gz"
    with plain.open(encoding="utf-8") if plain.exists() else gzip.open(packed, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def fit(
    texts: Sequence[str],
    labels: Sequence[str],
    classes: Sequence[str],
    *,
    dense: npt.NDArray[np.float64] | None = None,
    dense_names: Sequence[str] = (),
    C: float = 1.0,
    min_df: int = 3,
    class_weight: str | Mapping[str, float] | None = None,
    sample_weight: npt.NDArray[np.float64] | None = None,
    decision: Sequence[float] | None = None,
    analyzer: Callable[[str], list[str]] = analyze,
) -> Arrays:
    """TF-IDF (sublinear, l2) beside standardised dense features, into logistic regression; returned as arrays.

    classes fixes the order; with two of them the second is the positive one. analyzer: a text's grams.
    """
    if min_df < 3:
        raise ValueError("min_df must be at least 3: rarer terms could give a sentence away")
    vectoriser = TfidfVectorizer(analyzer=analyzer, sublinear_tf=True, min_df=min_df)
    matrix = vectoriser.fit_transform(texts)
    dense = np.zeros((len(texts), 0)) if dense is None else dense
    scaler = StandardScaler().fit(dense) if dense.shape[1] else None
    if scaler is not None:
        matrix = scipy.sparse.hstack([matrix, scaler.transform(dense)]).tocsr()
    number = {label: place for place, label in enumerate(classes)}
    weights = {number[k]: v for k, v in class_weight.items()} if isinstance(class_weight, Mapping) else class_weight
    model = LogisticRegression(C=C, max_iter=5000, class_weight=weights, tol=1e-6, random_state=SEED)
    model.fit(matrix, [number[label] for label in labels], sample_weight=sample_weight)
    n_terms = len(vectoriser.vocabulary_)
    terms = sorted(vectoriser.vocabulary_, key=vectoriser.vocabulary_.__getitem__)
    return {
        "classes": list(classes),
        "terms": np.frombuffer("\n".join(terms).encode("utf-8"), dtype=np.uint8),
        "idf": vectoriser.idf_,
        "coef": np.ascontiguousarray(model.coef_[:, :n_terms].T),
        "intercept": model.intercept_,
        "dense_names": list(dense_names),
        "dense_mean": scaler.mean_ if scaler is not None else np.zeros(0),
        "dense_scale": scaler.scale_ if scaler is not None else np.zeros(0),
        "dense_coef": np.ascontiguousarray(model.coef_[:, n_terms:].T),
        "decision": np.zeros(len(classes)) if decision is None else np.asarray(decision, dtype=np.float64),
    }


def heads(arrays: Mapping[str, Arrays]) -> dict[str, Head]:
    """The exported heads, ready to predict."""
    return {name: Head.from_arrays(head) for name, head in arrays.items()}


def write_model(
    folder: Path,
    arrays: Mapping[str, Arrays],
    *,
    version: str,
    labels: Sequence[str],
    datasets: Sequence[Mapping[str, str]],
    metrics: Mapping[str, float],
    golden: Sequence[Mapping[str, Any]],
    probe: Callable[[Mapping[str, Head], Sequence[Mapping[str, Any]]], list[list[float]]],
    more: Mapping[str, Any] | None = None,
) -> None:
    """Writes model.joblib and manifest.json into folder, whose name is the model's.

    datasets: one {"name", "licence", "commit"} each. golden: ten own inputs; probe computes their probabilities.
    more: what else the manifest says.
    """
    artefact = folder / "model.joblib"
    joblib.dump({"heads": {name: dict(head) for name, head in arrays.items()}}, artefact, compress=("zlib", 9))
    probabilities = probe(heads(arrays), golden)
    manifest = {
        "name": folder.name,
        "version": version,
        "sha256": hashlib.sha256(artefact.read_bytes()).hexdigest(),
        "scikit-learn": sklearn.__version__,
        "numpy": np.__version__,
        "python": platform.python_version(),
        "labels": list(labels),
        "datasets": list(datasets),
        "seed": SEED,
        "metrics": {name: round(float(value), 4) for name, value in metrics.items()},
        "golden": [
            {"input": item, "probabilities": [round(p, 9) for p in row]}
            for item, row in zip(golden, probabilities, strict=True)
        ],
        **(more or {}),
    }
    write_manifest(folder, manifest)


def write_manifest(folder: Path, manifest: Mapping[str, Any]) -> None:
    text = json.dumps(manifest, indent=1, ensure_ascii=False)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")
