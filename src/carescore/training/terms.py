"""Trains the model of terms: python models/terms/train.py --data DIR [--open-only].

Every data set has a stated licence, so --open-only builds the same. A term or word whose sha1 ends in the held-out
tenth is never fitted; benchmarks/accuracy.py --task terms asks about those.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from carescore.predictors import terms
from carescore.training import heads as shared
from carescore.training.everyday import EVERYDAY, common, held_out, recall_at, texts_of, vocabulary
from carescore.training.weighted import off

Floats = npt.NDArray[np.float64]
CDC_NCI = {
    "name": "plain_terms",
    "licence": "US government work: CDC Plain Language Thesaurus, NCI dictionaries",
    "commit": "f074ca5b9f38640a9e633e2197152e1687e2338e",
}
C = 8.0
DENSE_SHARE = 0.25  # of a standard deviation: so strong the figures stand beside the unit rows of n-grams
COMMON_WEIGHT = 3.0  # of a negative word that many documents use
MIN_DOCUMENTS = 3
RARE_DOCUMENTS = 10  # a listed word that so many documents use is no example of a term
FOLDS = 5
PHRASES = 12_000
GOLDEN = [
    {"term": term}
    for term in (
        "hypertension",
        "periodontal charting",
        "Xarelto",
        "prophylaxis",
        "SRP",
        "blood pressure cuff",
        "appointment",
        "tomorrow morning",
        "deductible",
        "glomerulonephritis",
    )
]


@dataclass(frozen=True)
class TermMaterial:
    """What is fitted, and the held-out tenth that is not."""

    rows: list[str]
    labels: list[int]
    weights: list[float]
    common: set[str]
    out_terms: list[str]
    out_words: list[str]


def phrases(texts: Iterable[str], stop: set[str]) -> list[str]:
    """Everyday phrases of two or three words, none at either end so common that it says nothing."""
    seen: Counter[str] = Counter()
    for text in texts:
        tokens = re.findall(r"[a-z]+(?:'[a-z]+)?|[^\sa-z]", text.lower().replace("’", "'"))
        runs = {tuple(tokens[i : i + n]) for n in (2, 3) for i in range(len(tokens) - n + 1)}
        seen.update(
            " ".join(run)
            for run in runs
            if all(word[0].isalpha() for word in run) and run[0] not in stop and run[-1] not in stop
        )
    return sorted(phrase for phrase, n in seen.items() if n >= MIN_DOCUMENTS)


def familiar_words() -> list[str]:
    """The published lists: Dale-Chall as textstat has it, and VADER's lexicon."""
    easy = resources.files("textstat").joinpath("resources/en/easy_words.txt").read_text(encoding="utf-8")
    vader = resources.files("vaderSentiment").joinpath("vader_lexicon.txt").read_text(encoding="utf-8")
    both = [line.split("\t")[0].strip().lower() for line in (easy + "\n" + vader).split("\n")]
    return sorted({word for word in both if word.isalpha()})


def word_list(listed: Sequence[str]) -> shared.Arrays:
    """A head that is only its words."""
    none = np.zeros(0)
    return {
        "classes": ["listed"],
        "terms": np.frombuffer("\n".join(listed).encode("utf-8"), dtype=np.uint8),
        "idf": none,
        "coef": np.zeros((0, 1)),
        "intercept": np.zeros(1),
        "dense_names": [],
        "dense_mean": none,
        "dense_scale": none,
        "dense_coef": np.zeros((0, 1)),
        "decision": np.zeros(1),
    }


def fit(rows: Sequence[str], labels: Sequence[int], weights: Sequence[float], known: Mapping[str, int]) -> Any:
    """TF-IDF of letter n-grams beside the figures, into logistic regression, as arrays in single precision."""
    vectoriser = TfidfVectorizer(analyzer=terms.grams, sublinear_tf=True, min_df=MIN_DOCUMENTS)
    matrix = vectoriser.fit_transform(rows)
    figures = np.array([terms.dense(row, known) for row in rows])
    scaler = StandardScaler().fit(figures)
    model = LogisticRegression(C=C, max_iter=3000, random_state=shared.SEED)
    model.fit(hstack([matrix, scaler.transform(figures) * DENSE_SHARE]).tocsr(), labels, sample_weight=weights)
    index = vectoriser.vocabulary_
    size = len(index)
    return {
        "classes": ["everyday", "term"],
        "terms": np.frombuffer("\n".join(sorted(index, key=index.__getitem__)).encode("utf-8"), dtype=np.uint8),
        "idf": vectoriser.idf_.astype(np.float32),
        "coef": np.ascontiguousarray(model.coef_[:, :size].T).astype(np.float32),
        "intercept": model.intercept_,
        "dense_names": list(terms.DENSE),
        "dense_mean": scaler.mean_,
        "dense_scale": scaler.scale_,
        "dense_coef": np.ascontiguousarray(model.coef_[:, size:].T) * DENSE_SHARE,
        "decision": np.zeros(2),
    }


def cross_validated(given: TermMaterial, known: Mapping[str, int]) -> dict[str, float]:
    """Mean and spread of the recall over five folds of what is fitted: terms and common everyday words not seen."""
    folds = np.random.default_rng(shared.SEED).integers(0, FOLDS, len(given.rows))
    recalls: list[float] = []
    for fold in range(FOLDS):
        kept, out = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        rows, labels = [given.rows[i] for i in kept], [given.labels[i] for i in kept]
        head = fit(rows, labels, [given.weights[i] for i in kept], known)
        scores = terms.predict(
            shared.heads({"term": head, "familiar": word_list(list(known))}), [given.rows[i] for i in out]
        )
        alarms = [given.labels[i] == 0 and given.rows[i].lower() in given.common for i in out]
        recalls.append(recall_at(scores[alarms], scores[[given.labels[i] == 1 for i in out]]))
    return {"cv_recall_at_2pct_false_alarms": float(np.mean(recalls)), "cv_spread": float(np.std(recalls))}


def gather(data: Path) -> TermMaterial:
    listed = [record["term"] for record in shared.records(data, "plain_terms", "train")]
    texts = texts_of(data, ("train", "dev"))
    documents, sets, forms = vocabulary(texts)
    no_everyday = {term.lower() for term in listed}
    everyday = common(documents, sets)
    stop = {word for word, _ in documents.most_common(150)}
    usable = sorted(w for w, n in documents.items() if n >= MIN_DOCUMENTS and sets[w] >= 2 and len(w) > 1)
    negatives = [w for w in usable if w not in no_everyday and not held_out(w)]
    said = [p for p in phrases((t for one in texts.values() for t in one), stop) if p not in no_everyday]
    said = [p for p in said if not held_out(p) and not any(held_out(w) and w not in stop for w in p.split())]
    said = sorted(random.Random(shared.SEED).sample(said, min(PHRASES, len(said))))
    positives = [t for t in listed if not held_out(t.lower()) and documents[t.lower()] < RARE_DOCUMENTS]
    heavy = [COMMON_WEIGHT if w in everyday else 1.0 for w in negatives]
    return TermMaterial(
        rows=[*positives, *(forms.get(w, w) for w in negatives), *said],
        labels=[1] * len(positives) + [0] * (len(negatives) + len(said)),
        weights=[1.0] * len(positives) + heavy + [1.0] * len(said),
        common=everyday,
        out_terms=[t for t in listed if held_out(t.lower())],
        out_words=sorted(forms.get(w, w) for w in everyday if held_out(w) and w not in no_everyday),
    )


def main(home: Path) -> None:
    """Trains the model and writes it to its folder, home."""
    given = gather(shared.options(__doc__, shared.ALL_OPEN).parse_args().data)
    familiar = familiar_words()
    known = {word: i for i, word in enumerate(familiar)}
    built = {
        "term": fit(given.rows, given.labels, given.weights, known),
        "familiar": word_list(familiar),
        "everyday": word_list(sorted(given.common)),
    }
    heads = shared.heads(built)
    found, alarms = terms.predict(heads, given.out_terms), terms.predict(heads, given.out_words)
    truth = np.array([1.0] * len(found) + [0.0] * len(alarms))
    metrics = {
        "dev_recall_at_2pct_false_alarms": recall_at(alarms, found),
        "dev_probability_at_2pct": float(np.quantile(alarms, 0.98)),
        "dev_ece": off(truth, np.concatenate([found, alarms])),
        **cross_validated(given, known),
    }
    print(json.dumps(metrics, indent=1))
    shared.write_model(
        home,
        built,
        version="1",
        labels=["everyday", "term"],
        datasets=[CDC_NCI, *EVERYDAY.values()],
        metrics=metrics,
        golden=GOLDEN,
        probe=terms.probe,
    )
