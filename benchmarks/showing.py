"""Learns when a moment is shown: python benchmarks/showing.py --data DIR [--labels DIR].

Every labelled conversation is scored with heads that did not see it (cross-validation by whole conversations), and its
candidates for a moment are held against the readers' moments. Two logistic regressions tell how likely a reader agrees
with a candidate, and marks it strongly; a threshold of agreement is kept. Writes skills/showing.json and prints what
the moments are worth in conversations that none of it was learnt from.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from tasks.codes import STRONG, supported

from carescore import measures
from carescore.annotate import Signals
from carescore.codes import Codes
from carescore.predictors.codes import HEADS
from carescore.skills import Moment
from carescore.skills.feedback import Candidate
from carescore.skills.moments import candidates, chosen
from carescore.skills.showing import AIMS, Table, features, verdicts
from carescore.training import labelled
from carescore.training.codes import build, conversations, validation
from carescore.training.codes.rows import Rows
from carescore.training.codes.stages import CodeMaterial
from carescore.training.labelled import Read

ROOT = Path(__file__).resolve().parents[1]
ROLEPLAYS = ROOT / "benchmarks" / "roleplays"
TABLE = ROOT / "src" / "carescore" / "skills" / "showing.json"
SEED, FOLDS = 20261129, 5
FEWEST = 6  # candidates of a kind from which anything is known of it
# least probability of agreement: in cross-validation five of six red moments are then agreed with, three of four
# green; more for what reading in conversations without labels found wrong: plain symptoms as feelings not taken up, a
# word said back, terms that most patients know, orders of an examination, a topic's first question, a recap that checks
# nothing
AGREED = {"praise": 0.5, "work": 0.55}
AGREED_KINDS = {
    **{"missed_feeling": 0.72, "jargon": 0.88},
    **{"named_next_step": 0.8, "open_question": 0.7, "need_confirmed": 0.8, "pressure": 0.7, "stigmatizing_word": 0.75},
}
SIDES = {"praise": True, "work": False}


@dataclass(frozen=True)
class Judged:
    """A conversation with its candidates, and whether a reader agrees with each, and marks it strongly."""

    read: Read
    codes: Codes
    found: tuple[Candidate, ...]
    agreed: tuple[bool, ...]
    strong: tuple[bool, ...]


def heads(data: Path, labels: Path) -> dict[labelled.Key, dict[str, Any]]:
    """(dataset, id) → head → log-odds of every turn by models that did not see the conversation."""
    learnt, _ = build.read(data, labels, ROLEPLAYS, ROOT / "models" / "codes" / "seeds.tsv")
    rows = Rows(learnt)
    final = validation.cross(CodeMaterial(rows), SEED).final
    places = zip(learnt, rows.first_turn, rows.first_turn[1:], strict=False)
    return {(one.dataset, one.id): {name: final[name][a:b] for name in HEADS} for one, a, b in places}


def judged(data: Path, labels: Path, final: Mapping[labelled.Key, dict[str, Any]]) -> Iterator[Judged]:
    """The conversations of the data and of the role-plays that may be learnt from."""
    for folder, where, splits in (
        (labels, data, ("train", "dev")),
        (ROLEPLAYS / "labels", ROLEPLAYS.parent, ("train",)),
    ):
        known = labelled.by_conversation(folder)
        for key, record in labelled.records(where, known, splits):
            if key in final:
                yield _one(key, record, known[key], final[key])


def judged_by(record: Mapping[str, Any], final: Mapping[str, Any]) -> Signals:
    """A conversation's signals with these log-odds of every turn in the place of heads that saw it."""
    signals = conversations.signals_of(record["turns"])
    signals.__dict__["judged"] = replace(signals.judged, turns=final)
    return signals


def _one(
    key: labelled.Key, record: labelled.Record, labels: Sequence[Mapping[str, Any]], final: dict[str, Any]
) -> Judged:
    signals = judged_by(record, final)
    codes = Codes(signals.dialogue, signals)
    read = Read.of(key, record, signals.dialogue, labels)  # type: ignore[arg-type]  # it has the turns that are looked at
    found = tuple(candidates(codes, measures.run(codes, measures.bundled())))
    agreed = tuple(supported(read, _as_moment(one)) for one in found)
    return Judged(read, codes, found, agreed, tuple(_is_strong(read, one) for one in found))


def _as_moment(one: Candidate) -> Moment:
    said, at = one.feedback, one.quote
    return Moment(said.kind, at.turn, at.start, at.end, at.start_ms, said.advice, said.praise, said.measure)


def _is_strong(read: Read, one: Candidate) -> bool:
    near = {one.quote.turn - 1, one.quote.turn, one.quote.turn + 1}
    marked = (x for x in read.of_label("moment", praise=one.feedback.praise) if x.get("strength", 2) >= STRONG)
    return any({x["turn"], x["patient_turn"]} & near for x in marked)


def fitted(learnt: Iterable[Judged]) -> Table:
    """The table that these conversations give."""
    rows = [(f, a, s) for one in learnt for f, a, s in zip(one.found, one.agreed, one.strong, strict=True)]
    table: Table = {}
    for name, praise in SIDES.items():
        own = [row for row in rows if row[0].feedback.praise == praise]
        counts = Counter(candidate.feedback.kind for candidate, *_ in own)
        kinds = sorted(kind for kind, n in counts.items() if n >= FEWEST)
        own = [row for row in own if row[0].feedback.kind in kinds]
        x = np.array([[*(c.feedback.kind == kind for kind in kinds), *features(c)] for c, *_ in own], dtype=np.float64)
        table[name] = {"thresholds": {kind: AGREED_KINDS.get(kind, AGREED[name]) for kind in kinds}}
        for i, aim in enumerate(AIMS, start=1):
            fit = LogisticRegression(C=1.0, max_iter=2000, fit_intercept=False).fit(x, [row[i] for row in own])
            weights = [round(float(w), 4) for w in fit.coef_[0]]
            table[name][aim] = {"kinds": dict(zip(kinds, weights, strict=False)), "weights": weights[len(kinds) :]}
    return table


def worth(pairs: Iterable[tuple[Judged, Table]]) -> dict[str, float]:
    """Share of the moments shown that readers agree with, and of their strong moments that are shown."""
    shown: Counter[bool] = Counter()
    right: Counter[bool] = Counter()
    strong = hit = 0
    for one, table in pairs:
        kept = chosen(one.codes, one.found, verdicts(table, one.found))
        for i in kept:
            shown[one.found[i].feedback.praise] += 1
            right[one.found[i].feedback.praise] += one.agreed[i]
        near = {(one.found[i].quote.turn + d, one.found[i].feedback.praise) for i in kept for d in (-1, 0, 1)}
        marked = {
            (x["turn"], x["praise"]): x["patient_turn"]
            for x in one.read.of_label("moment")
            if x.get("strength", 2) >= STRONG
        }
        strong += len(marked)
        hit += sum((turn, praise) in near or (patient, praise) in near for (turn, praise), patient in marked.items())
    figures = {f"{name}_supported": right[praise] / max(shown[praise], 1) for name, praise in SIDES.items()}
    figures |= {f"{name}_shown": float(shown[praise]) for name, praise in SIDES.items()}
    return figures | {"strong_shown": hit / max(strong, 1)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--labels", type=Path, help="default: labels beside the data folder")
    options = parser.parse_args()
    labels = options.labels or options.data.parent / "labels"
    found = list(judged(options.data, labels, heads(options.data, labels)))
    fold = np.random.default_rng(SEED).permutation(len(found)) % FOLDS
    tables = [fitted(one for one, own in zip(found, fold, strict=True) if own != held) for held in range(FOLDS)]
    pairs = [(one, tables[held]) for one, held in zip(found, fold, strict=True)]
    for name, which in (("all", lambda one: True), ("open", _is_open), ("roleplays", lambda one: not _is_open(one))):
        figures = worth(pair for pair in pairs if which(pair[0]))
        print(name, json.dumps({key: round(value, 3) for key, value in figures.items()}))
    TABLE.write_text(json.dumps(fitted(found), indent=1) + "\n", encoding="utf-8")


def _is_open(one: Judged) -> bool:
    return one.read.key[0] != "roleplays"


if __name__ == "__main__":
    main()
