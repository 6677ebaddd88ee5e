"""The fitted stages as arrays, in the layout that carescore.predictors.codes.model reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from carescore.predictors.codes import HEADS, OUTCOMES, SENTENCE_HEADS
from carescore.predictors.codes.features import SENTENCE, TURN_DENSE
from carescore.predictors.codes.model import BAGS, COLUMNS, KINDS, LAYERS, SIDE_OF, SIDES
from carescore.predictors.linear import FloatArray
from carescore.training import trees
from carescore.training.codes import stages
from carescore.training.codes.stages import CodeMaterial, Linear, Second, Slab
from carescore.training.codes.validation import Judgement

Arrays = dict[str, Any]
Columns = Sequence[tuple[str, str]]  # (layer, place)
_FAMILIES: dict[str, Columns] = {
    **COLUMNS,
    "sentence": [(f"{name} sentence", "sentence") for name in SENTENCE_HEADS],
    "kind": [(name, "kind") for name in KINDS],
}


@dataclass(frozen=True)
class Fitted:
    """All that is exported. counting, showing: head → the probability from which it is counted, or shown."""

    first: Mapping[str, Linear]
    second: Mapping[str, Second]
    reply: Linear
    kind: Linear
    counting: Mapping[str, float]
    showing: Mapping[str, float]


def fitted(
    material: CodeMaterial, judgement: Judgement, counting: Mapping[str, float], showing: Mapping[str, float]
) -> Fitted:
    """The stages fitted on every conversation, the second one on the scores of models that did not see it."""
    every = np.ones(material.rows.n_turns, dtype=bool)
    features = stages.second_rows(material, judgement.layers)
    second = stages.second_fits(material, features, every)
    final = stages.second_scores(material, second, features)
    real = material.rows.real[material.replies.turns]
    reply = stages.softmax_fit(stages.reply_rows(material, final)[real], material.replies.outcomes[real], stages.REPLY)
    first = {name: stages.first_fit(material, name, every) for name in LAYERS}
    return Fitted(first, second, reply, stages.kind_fit(material, every), counting, showing)


def arrays(material: CodeMaterial, model: Fitted) -> dict[str, Arrays]:
    """Head → arrays."""
    found: dict[str, Arrays] = {}
    for family, columns in _FAMILIES.items():
        level = "sentence" if family == "sentence" else "turn"
        found |= {f"{family} {kind}": _bag(material, model, kind, level, columns) for kind in BAGS}
        found[f"{family} dense"] = _dense(material, model, columns, SENTENCE if level == "sentence" else TURN_DENSE)
    for side in SIDES:
        own = [name for name in HEADS if SIDE_OF[name] == side]
        found[f"second {side}"] = _second(own, [model.second[name] for name in own], _decision(own, model.counting))
    found["reply"] = _head(OUTCOMES, model.reply.coef, model.reply.intercept)
    nothing = np.zeros((0, len(HEADS)))
    found["showing"] = _head(HEADS, nothing, np.zeros(len(HEADS)), decision=_decision(HEADS, model.showing))
    return found


def _decision(names: Sequence[str], thresholds: Mapping[str, float]) -> FloatArray:
    """What makes 0 of the log-odds of each head's threshold."""
    p = np.array([thresholds[name] for name in names])
    found: FloatArray = -np.log(p / (1 - p))
    return found


def _head(
    classes: Sequence[str],
    coef: FloatArray,
    intercept: FloatArray,
    names: Sequence[str] = (),
    decision: FloatArray | None = None,
) -> Arrays:
    """A head without terms."""
    return {
        "classes": list(classes),
        "terms": np.zeros(0, dtype=np.uint8),
        "idf": np.zeros(0),
        "coef": np.zeros((0, len(classes))),
        "intercept": intercept,
        "dense_names": list(names) or [str(i) for i in range(len(coef))],
        "dense_mean": np.zeros(len(coef)),
        "dense_scale": np.ones(len(coef)),
        "dense_coef": coef,
        "decision": np.zeros(len(classes)) if decision is None else decision,
    }


def _second(names: Sequence[str], models: Sequence[Second], decision: FloatArray) -> Arrays:
    """A head of the second stage: half of the linear sum, and half of the trees' beside it."""
    coef = np.stack([one.linear.coef for one in models], axis=1) / 2
    intercepts = np.array([one.linear.intercept + trees.base(one.trees) for one in models]) / 2
    forest = trees.arrays([one.trees for one in models])
    forest["value"] /= 2
    return _head(names, coef, intercepts, decision=decision) | {"forest": forest}


def _bag(material: CodeMaterial, model: Fitted, kind: str, level: str, columns: Columns) -> Arrays:
    """The coefficients of a kind of bag: one column for each thing that a turn's, or a sentence's, bag speaks for."""
    bag, classes = material.rows.bag(kind, level), ["/".join(column) for column in columns]
    return {
        **_head(classes, np.zeros((0, len(columns))), np.zeros(len(columns))),
        "terms": np.frombuffer("\n".join(bag.terms).encode("utf-8"), dtype=np.uint8),
        "idf": bag.idf,
        "coef": np.stack([_block(material, model, *column, kind) for column in columns], axis=1),
    }


def _dense(material: CodeMaterial, model: Fitted, columns: Columns, names: Sequence[str]) -> Arrays:
    """Dense features, and the intercepts: they stand with a layer's own rows."""
    coef = np.stack([_block(material, model, *column, "dense") for column in columns], axis=1)
    intercepts = [0.0 if place == "before" else _intercept(material, model, layer, place) for layer, place in columns]
    return _head(["/".join(column) for column in columns], coef, np.array(intercepts), names)


def _fit_of(material: CodeMaterial, model: Fitted, layer: str, place: str) -> tuple[Linear, tuple[Slab, ...]]:
    """The fit in which a column stands, and the parts of its matrix."""
    if place == "kind":
        column, parts = KINDS.index(layer), material.turns["staff"].parts
        return Linear(model.kind.coef[:, column], model.kind.intercept[column]), parts
    return model.first[layer], material.layer(layer)[0].parts


def _block(material: CodeMaterial, model: Fitted, layer: str, place: str, kind: str) -> FloatArray:
    """The coefficients of a layer for plain features of a block; zeros where it has no such block."""
    one, parts = _fit_of(material, model, layer, place)
    where = "own" if place == "kind" else place
    for part in parts:
        if (part.place, part.kind) == (where, kind):
            found: FloatArray = one.coef[part.columns] * part.weight
            return found if part.scale is None else found / part.scale
    return np.zeros(len(TURN_DENSE) if kind == "dense" else len(material.rows.bag(kind, "turn").terms))


def _intercept(material: CodeMaterial, model: Fitted, layer: str, place: str) -> float:
    """A layer's intercept for plain features: the means of the standardised ones taken out."""
    one, parts = _fit_of(material, model, layer, place)
    moved = [
        float(part.mean @ (one.coef[part.columns] * part.weight / part.scale))
        for part in parts
        if part.mean is not None and part.scale is not None
    ]
    return float(one.intercept) - sum(moved)
