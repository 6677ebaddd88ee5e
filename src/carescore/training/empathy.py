"""Trains the empathy model: python models/empathy/train.py --data DIR [--open-only]."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.metrics import f1_score

from carescore.predictors import empathy
from carescore.predictors.linear import FloatArray, Head
from carescore.text.ngrams import Grams, sentence_grams, spans
from carescore.training import heads as shared
from carescore.training import weighted

EPITOME = {"name": "epitome", "licence": "none stated", "commit": "0e11f98901527550885dbf253bd2af92dbcec43b"}
PERSONAS = {
    "name": "empathetic_personas",
    "licence": "MIT",
    "commit": "7b14549122ca4adc855f4c1a70cdad836324a324",
}
FOLDS = 5
SHORT_QUESTION = 7  # words; stands for a weak exploration where no label tells
SENTENCE_C = 0.5  # with balanced classes: chosen by cross-validation among 0.5, 1 and 3
NAIVE_BAYES_C = {"emotional_reactions": 1.0, "explorations": 3.0}  # among 0.3, 1 and 3, over four partitions
PLAIN_C = 3.0  # Naive-Bayes weights gain nothing for interpretations; for explorations the mean of both is best
OFFSETS = np.linspace(-1.5, 2.5, 17)  # decision offsets tried for macro-F1


class Corpus:
    """Replies as sentences, with each sentence's and each reply's label per mechanism, and the group of every reply."""

    def __init__(self, records: Sequence[Mapping[str, Any]]) -> None:
        self.texts = [" ".join(record["text"].split()) for record in records]
        self.prompts = [" ".join(record["seeker_post"].split()) for record in records]
        self.groups = np.array([hash_of(record["group"]) for record in records])
        self.levels = {m: np.array([record[m] for record in records]) for m in empathy.MECHANISMS}
        cut = [[text[start:end] for start, end in spans(text)] for text in self.texts]
        self.owner = np.repeat(np.arange(len(cut)), [len(sentences) for sentences in cut])
        self.sentences = [sentence for sentences in cut for sentence in sentences]
        self.grams = Grams.from_lists([sentence_grams(sentence) for sentence in self.sentences])
        self.carries = {m: self._carried(records, m) for m in empathy.MECHANISMS}

    def _carried(self, records: Sequence[Mapping[str, Any]], mechanism: str) -> npt.NDArray[np.bool_]:
        """Whether a sentence shares most of its words with a rationale of its reply."""
        marks = []
        for sentence, owner in zip(self.sentences, self.owner.tolist(), strict=True):
            words = set(sentence.lower().split())
            rationales = records[owner][f"{mechanism}_rationales"] if records[owner][mechanism] else []
            marks.append(any(_overlaps(words, rationale) for rationale in rationales))
        return np.array(marks)


def _overlaps(words: set[str], rationale: str) -> bool:
    said = set(rationale.lower().split())
    return bool(words) and bool(said) and len(words & said) >= 0.6 * min(len(words), len(said))


def hash_of(text: str) -> int:
    """A fold-worthy number that is the same in every process."""
    return int.from_bytes(text.encode("utf-8")[-4:].rjust(4, b"0"), "big")


def folds_of(corpus: Corpus) -> npt.NDArray[np.int64]:
    groups = np.unique(corpus.groups)
    place = np.random.default_rng(shared.SEED).integers(0, FOLDS, len(groups))
    folds: npt.NDArray[np.int64] = place[np.searchsorted(groups, corpus.groups)]
    return folds


def fit_sentences(corpus: Corpus, kept: npt.NDArray[np.bool_]) -> dict[str, shared.Arrays]:
    """One head over the sentences of the kept replies, its columns a yes-or-no classifier of each mechanism."""
    mine = np.flatnonzero(kept[corpus.owner])
    texts = [corpus.sentences[i] for i in mine]
    fitted = []
    for mechanism in empathy.MECHANISMS:
        labels = ["yes" if corpus.carries[mechanism][i] else "no" for i in mine]
        fitted.append(shared.fit(texts, labels, ["no", "yes"], C=SENTENCE_C, class_weight="balanced"))
    joined = {part: np.concatenate([head[part] for head in fitted], axis=-1) for part in ("coef", "intercept")}
    columns = {"classes": list(empathy.MECHANISMS), "dense_coef": np.zeros((0, 3)), "decision": np.zeros(3)}
    return {"sentence": fitted[0] | joined | columns}


def out_of_fold(corpus: Corpus, folds: npt.NDArray[np.int64]) -> FloatArray:
    """Sentence log-odds, each from heads that never saw its reply's group."""
    logits = np.zeros((len(corpus.sentences), len(empathy.MECHANISMS)))
    for fold in range(FOLDS):
        held = folds == fold
        heads = shared.heads(fit_sentences(corpus, ~held))
        found = empathy.sentence_logits(heads, corpus.grams)
        logits[held[corpus.owner]] = found[held[corpus.owner]]
    return logits


def fit_text(corpus: Corpus, features: FloatArray, kept: npt.NDArray[np.bool_], mechanism: str) -> shared.Arrays:
    mine = np.flatnonzero(kept)
    labels = [empathy.LEVELS[level] for level in corpus.levels[mechanism][mine]]
    return fit_level(mechanism, [corpus.texts[i] for i in mine], labels, features[mine])


def fit_level(mechanism: str, texts: Sequence[str], labels: Sequence[str], features: FloatArray) -> shared.Arrays:
    """The head of a mechanism over whole replies."""
    inputs = (texts, labels, empathy.LEVELS)
    if mechanism == "emotional_reactions":
        return weighted.fit(*inputs, features, empathy.DENSE, C=NAIVE_BAYES_C[mechanism])
    plain = shared.fit(*inputs, dense=features, dense_names=empathy.DENSE, C=PLAIN_C)
    if mechanism == "interpretations":
        return plain
    bayes = weighted.fit(*inputs, features, empathy.DENSE, C=NAIVE_BAYES_C[mechanism])
    return weighted.averaged(plain, bayes)


def probabilities(head: Head, corpus: Corpus, features: FloatArray) -> FloatArray:
    return head.probabilities(corpus.grams.grouped(corpus.owner, len(corpus.texts)), features)


def macro_f1(true: npt.NDArray[np.int64], found: npt.NDArray[np.int64]) -> float:
    return float(f1_score(true, found, labels=[0, 1, 2], average="macro", zero_division=0))


def best_offsets(found: FloatArray, true: npt.NDArray[np.int64]) -> tuple[float, float, float]:
    """The offsets of the log-probabilities of weak and strong that give the best macro-F1."""
    logs = np.log(found + 1e-12)
    tried = [(0.0, float(weak), float(strong)) for weak, strong in product(OFFSETS, OFFSETS)]
    return max(tried, key=lambda offsets: macro_f1(true, np.argmax(logs + np.array(offsets), axis=1)))


def cross_validate(corpus: Corpus, features: FloatArray, folds: npt.NDArray[np.int64], mechanism: str) -> FloatArray:
    found = np.zeros((len(corpus.texts), 3))
    for fold in range(FOLDS):
        held = folds == fold
        head = Head.from_arrays(fit_text(corpus, features, ~held, mechanism))
        found[held] = probabilities(head, corpus, features)[held]
    return found


def train(corpus: Corpus) -> tuple[dict[str, shared.Arrays], dict[str, float]]:
    """All heads, and per mechanism the cross-validated macro-F1 and calibration error."""
    folds = folds_of(corpus)
    everything = np.ones(len(corpus.texts), dtype=bool)
    features = empathy.dense(out_of_fold(corpus, folds), corpus.owner, corpus.texts, corpus.prompts)
    arrays = fit_sentences(corpus, everything)
    metrics = {}
    for mechanism in empathy.MECHANISMS:
        found, true = cross_validate(corpus, features, folds, mechanism), corpus.levels[mechanism]
        scale = weighted.best_scale(found, true)
        found = weighted.sharpened(found, scale)
        metrics[f"cv_macro_f1_{mechanism}"] = macro_f1(true, _chosen(found, true, folds))
        metrics[f"cv_ece_{mechanism}"] = weighted.calibration_error(found, true)
        head = weighted.scaled(fit_text(corpus, features, everything, mechanism), scale)
        arrays[f"{mechanism}.text"] = head | {"decision": np.array(best_offsets(found, true))}
    return arrays, metrics


def _chosen(found: FloatArray, true: npt.NDArray[np.int64], folds: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Levels, with the offsets of every fold chosen on the others."""
    chosen = np.zeros(len(true), dtype=np.int64)
    for fold in range(FOLDS):
        held = folds == fold
        offsets = best_offsets(found[~held], true[~held])
        chosen[held] = np.argmax(np.log(found[held] + 1e-12) + np.array(offsets), axis=1)
    return chosen


def evaluate(arrays: Mapping[str, shared.Arrays], corpus: Corpus) -> dict[str, float]:
    heads = shared.heads(arrays)
    found = empathy.predict(heads, corpus.grams, corpus.owner, corpus.texts, corpus.prompts)
    chosen = empathy.levels(heads, found)
    metrics = {}
    for mechanism, true in corpus.levels.items():
        metrics[f"dev_macro_f1_{mechanism}"] = macro_f1(true, np.array(chosen[mechanism]))
        metrics[f"dev_ece_{mechanism}"] = weighted.calibration_error(found[mechanism], true)
    return metrics


def from_personas(data: Path, split: str) -> list[dict[str, Any]]:
    """The open data in EPITOME's shape: one score stands for reaction and interpretation; a question at the end
    explores, weakly if it is short."""
    made = []
    for record in shared.records(data, "empathetic_personas", split):
        level, last = record["empathy"], record["text"][spans(record["text"])[-1][0] :].rstrip()
        asks = (1 if len(last.split()) <= SHORT_QUESTION else 2) if last.endswith("?") else 0
        shape = {"emotional_reactions": level, "interpretations": level, "explorations": asks}
        rationales = {f"{m}_rationales": [record["text"]] for m in empathy.MECHANISMS}
        base = {"text": record["text"], "seeker_post": record["base"], "group": record["base"]}
        made.append(base | shape | rationales)
    return made


GOLDEN = [
    {"prompt": "I'm scared of the operation.", "text": "That must be frightening. What worries you most?"},
    {"prompt": "My father died of this.", "text": "I'm so sorry for your loss."},
    {"prompt": "It hurts when I chew.", "text": "Your appointment is at nine on Monday."},
    {"prompt": "I got a bill again.", "text": "I understand how frustrating that is, and I'm sorry we let you down."},
    {"prompt": "I can't sleep.", "text": "How long has this been going on? What keeps you awake?"},
    {"prompt": "I hate needles.", "text": "Lots of people feel that way. We'll go at your pace."},
    {"prompt": "I stopped the tablets.", "text": "It sounds like they made you feel worse."},
    {"prompt": "Nobody called me.", "text": "Do you have your insurance card?"},
    {"prompt": "I'm tired all the time.", "text": "I get it."},
    {"prompt": "", "text": "Okay."},
]


def main(home: Path) -> None:
    """Trains the model and writes it to its folder, home."""
    options = shared.options(__doc__).parse_args()
    if options.open_only:
        datasets = [PERSONAS]
        learnt, held = (Corpus(from_personas(options.data, split)) for split in ("train", "dev"))
    else:
        datasets = [EPITOME]
        learnt, held = (Corpus(list(shared.records(options.data, "epitome", split))) for split in ("train", "dev"))
    arrays, metrics = train(learnt)
    metrics |= evaluate(arrays, held)
    for name, value in metrics.items():
        print(f"{name:40}{value:.4f}")
    shared.write_model(
        home,
        arrays,
        version="2",
        labels=[f"{mechanism} {level}" for mechanism in empathy.MECHANISMS for level in empathy.LEVELS],
        datasets=datasets,
        metrics=metrics,
        golden=GOLDEN,
        probe=empathy.probe,
    )
