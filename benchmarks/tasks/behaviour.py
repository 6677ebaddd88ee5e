"""The task of therapist behaviour: what a turn of an AnnoMI therapist does, in the experts' labels.

Labels stand on the transcriber's turns, so each is a turn of its own here: nothing is merged as score() would merge it.
Form of question and depth of reflection: turns that the first annotator calls a question (a reflection) of a kind; form
as the measure `questions` tells it (open if any question in the turn is), the model's where it finds no question.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sklearn.metrics import f1_score

from carescore import measures
from carescore.annotate import Signals
from carescore.codes import Codes
from carescore.predictors import behaviour, load
from carescore.segmentation import Dialogue, Turn
from carescore.transcript import Role
from tasks.row import Records, Row

FLOOR, PUBLISHED = 0.71, 0.72  # TF-IDF of the turn's own words on dev; Wu et al. 2023 from text, on their split


def behaviours(dataset: str, records: Records) -> Iterator[Row]:
    heads = load.load("behaviour").heads
    pairs: dict[str, list[tuple[Any, Any]]] = {"macro_f1": [], "question_form": [], "reflection_depth": []}
    for record in records:
        signals = _heard(record["turns"])
        chosen = {name: heads[name].choose(getattr(signals, name)) for name in pairs if name in heads}
        main = heads["behaviour"].choose(signals.behaviour)
        forms = _forms(signals)
        for i, turn in enumerate(record["turns"]):
            labels = turn["labels"]
            if not labels.get("main_therapist_behaviour"):
                continue
            pairs["macro_f1"].append((labels["main_therapist_behaviour"], behaviour.CLASSES[main[i]]))
            first = labels["annotators"][0]
            if form := first["question_subtype"]:
                model = behaviour.PARTS["question_form"][chosen["question_form"][i]]
                pairs["question_form"].append((form, forms.get(i, model)))
            if depth := first["reflection_subtype"]:
                found = behaviour.PARTS["reflection_depth"][chosen["reflection_depth"][i]]
                pairs["reflection_depth"].append((depth, found))
    yield Row("behaviour", dataset, "macro_f1", _macro(pairs["macro_f1"]), len(pairs["macro_f1"]), FLOOR, PUBLISHED)
    for name in ("question_form", "reflection_depth"):
        yield Row("behaviour", dataset, f"macro_f1_{name}", _macro(pairs[name]), len(pairs[name]))


def _macro(pairs: Sequence[tuple[Any, Any]]) -> float:
    true, found = zip(*pairs, strict=True)
    return float(f1_score(true, found, average="macro"))


def _heard(turns: Sequence[Mapping[str, Any]]) -> Signals:
    made = tuple(
        Turn(i, turn["speaker"], Role.STAFF if turn["role"] == "therapist" else Role.PATIENT, turn["text"])
        for i, turn in enumerate(turns)
    )
    return Signals(Dialogue("", made, (), (), ()))


def _forms(signals: Signals) -> dict[int, str]:
    """Open or closed of every turn in which the measure finds a question."""
    found: dict[int, str] = {}
    for item in measures.run(Codes(signals.dialogue, signals), measures.named(["questions"]))["questions"].evidence:
        is_open = item.label == "open" or found.get(item.turn) == "open"
        found[item.turn] = "open" if is_open else "closed"
    return found
