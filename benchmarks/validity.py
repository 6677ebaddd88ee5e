"""How well the measures that no public set labels agree with people: precision and recall on label files.

python benchmarks/validity.py --data DIR [--part {tune,report}] [--json]

benchmarks/labels/first.jsonl and second.jsonl hold labels under docs/codebook.md: data set, conversation, turn,
offsets, label; no word of the talk. A quote of a measure is right when it overlaps a label of its kind in the same turn
(an opportunity: when it is in the same turn). Agreement: Cohen's kappa over the turns that were labelled twice.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sklearn.metrics import cohen_kappa_score

from carescore import readers
from carescore.annotate import Signals
from carescore.codes import Codes
from carescore.measures import Evidence, named, run
from carescore.segmentation import Dialogue, segment

LABELS = Path(__file__).resolve().parent / "labels"
_KINDS = ("naming", "understanding", "respecting", "supporting", "exploring")
_CLASSES = ("technical", "abbreviation", "vernacular", "medicalised", "synonym", "judgemental", "admin", "dental")
_SLOTS = ("greeting", "own_name", "role", "patient_name", "thanks", "permission", "closing_question")
# label → the measure whose evidence it is, and the beginnings of that evidence's labels (none: any)
FOUND_BY: dict[str, tuple[str, tuple[str, ...]]] = {
    "question_open": ("questions", ("open",)),
    "question_closed": ("questions", ("closed", "admin", "leading")),
    "opportunity": ("empathic_opportunities", ()),
    "empathy": ("empathy_phrases", (*_KINDS, "full apology", "partial apology", "condolence", "wish")),
    "hollow": ("empathy_phrases", ("hollow",)),
    "jargon": ("jargon_density", _CLASSES),
    "jargon_explained": ("jargon_density", ("explained",)),
    "next_step": ("next_steps", ()),
    "options": ("options", ()),
    "need_check": ("needs_check", ("confirmed", "restate")),
    "perspective": ("patient_perspective", ()),
    "teach_back": ("teach_back", ("own words",)),
    "disrespect": ("disrespect", ()),
    **{label: ("courtesy", (label,)) for label in _SLOTS},
}
WHOLE_TURN = frozenset({"opportunity"})
Span = tuple[int, int, int]  # the data set's turn, start, end
Key = tuple[str, str, str]  # data set, split, conversation


@dataclass(frozen=True)
class Tally:
    """One label's counts over conversations."""

    right: int = 0
    found: int = 0
    caught: int = 0
    labelled: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.right + other.right,
            self.found + other.found,
            self.caught + other.caught,
            self.labelled + other.labelled,
        )

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.caught / self.labelled if self.labelled else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def labels(name: str) -> dict[Key, list[dict[str, Any]]]:
    """The labels of a file by conversation."""
    found: dict[Key, list[dict[str, Any]]] = defaultdict(list)
    for line in (LABELS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        found[item["dataset"], item["split"], item["id"]].append(item)
    return found


def turns(data: Path, key: Key) -> list[dict[str, Any]]:
    """The turns of a labelled conversation."""
    dataset, split, name = key
    with (data / dataset / f"{split}.jsonl").open(encoding="utf-8") as lines:
        return next(record["turns"] for record in map(json.loads, lines) if record["id"] == name)


def heard(said: Sequence[Mapping[str, Any]]) -> dict[str, list[Span]]:
    """By label, what the measures find in a conversation, as places in the data set's turns."""
    names = {"guest_family": "Mother", "patient_guest": "Mother", "guest_clinician": "Doctor 2"}
    rows = [(names.get(turn["role"], str(turn["role"]).capitalize()), turn["text"]) for turn in said]
    transcript = readers.read(rows)
    dialogue = segment(transcript)
    scores = run(Codes(dialogue, Signals(dialogue)), named({measure for measure, _ in FOUND_BY.values()}))
    return {
        label: [
            _placed(dialogue, said, item)
            for item in scores[measure].evidence
            if not beginnings or item.label.startswith(beginnings)
        ]
        for label, (measure, beginnings) in FOUND_BY.items()
    }


def _placed(dialogue: Dialogue, said: Sequence[Mapping[str, Any]], item: Evidence) -> Span:
    """Where a quote stands in the data set: a turn of carescore may join several."""
    turn = dialogue.turns[item.turn]
    inside = [(anchor, part) for (anchor, _), part in zip(turn.anchors, turn.parts, strict=True)]
    anchor, part = max((one for one in inside if one[0] <= item.start), default=inside[0])
    given = [i for i, one in enumerate(said) if one["text"].strip()][part]
    return given, item.start - anchor, item.end - anchor


def tally(label: str, true: Sequence[Span], found: Sequence[Span]) -> Tally:
    def same(one: Span, two: Span) -> bool:
        return one[0] == two[0] and (label in WHOLE_TURN or (one[1] < two[2] and two[1] < one[2]))

    right = sum(any(same(f, t) for t in true) for f in found)
    caught = sum(any(same(f, t) for f in found) for t in true)
    return Tally(right, len(found), caught, len(true))


def spans(items: Sequence[Mapping[str, Any]], label: str) -> list[Span]:
    return [(item["turn"], item["start"], item["end"]) for item in items if item["label"] == label]


def agreement(data: Path) -> Iterator[tuple[str, float, int]]:
    """(label, kappa, turns labelled by either) over the conversations that were labelled twice."""
    first, second = labels("first"), labels("second")
    every = sorted({item["label"] for items in second.values() for item in items})
    for label in every:
        one: list[bool] = []
        two: list[bool] = []
        for key in second:
            marked = [{turn for turn, *_ in spans(found.get(key, []), label)} for found in (first, second)]
            for turn in range(len(turns(data, key))):
                one.append(turn in marked[0])
                two.append(turn in marked[1])
        either = sum(a or b for a, b in zip(one, two, strict=True))
        yield label, float(cohen_kappa_score(one, two)), either


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--part", choices=("tune", "report"), default="report")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    kappas = {label: (kappa, n) for label, kappa, n in agreement(options.data)}
    totals = {label: Tally() for label in FOUND_BY}
    for key, items in labels("first").items():
        if items[0]["part"] == options.part:
            found = heard(turns(options.data, key))
            for label in FOUND_BY:
                totals[label] += tally(label, spans(items, label), found[label])
    for label, total in totals.items():
        kappa, twice = kappas.get(label, (float("nan"), 0))
        row = {"label": label, "precision": total.precision, "recall": total.recall, "f1": total.f1}
        row |= {"labelled": total.labelled, "found": total.found, "kappa": kappa, "turns_labelled_twice": twice}
        if options.json:
            print(json.dumps(row))
        else:
            figures = f"P {total.precision:.2f}  R {total.recall:.2f}  F1 {total.f1:.2f}"
            print(
                f"{label:18}{figures}  labelled {total.labelled:4}  found {total.found:4}  kappa {kappa:.2f} ({twice})"
            )


if __name__ == "__main__":
    main()
