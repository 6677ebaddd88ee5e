"""Whether the bundled models give what their manifests promise: golden inputs with their probabilities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from carescore.errors import ModelError
from carescore.predictors import (
    behaviour,
    codes,
    empathy,
    floor,
    jargon,
    load,
    politeness,
    roles,
    sentiment,
    terms,
    turn_taking,
    unlabelled,
    uptake,
)
from carescore.predictors.linear import Head

GOLDEN_TOLERANCE = 1e-6
_PROBES = {
    "behaviour": behaviour.probe,
    "codes": codes.probe,
    "empathy": empathy.probe,
    "floor": floor.probe,
    "jargon": jargon.probe,
    "politeness": politeness.probe,
    "role": roles.probe,
    "sentiment": sentiment.probe,
    "terms": terms.probe,
    "turn_taking": turn_taking.probe,
    "unlabelled": unlabelled.probe,
    "uptake": uptake.probe,
}


def manifests() -> dict[str, Mapping[str, Any]]:
    """The manifest of every bundled model, by name. Raises ModelError."""
    return {name: load.manifest_of(load.home() / name) for name in load.names()}


def verify(name: str) -> float:
    """The largest difference between a model's probabilities for its golden inputs and its manifest's.

    Raises ModelError when the model does not load or the difference is above GOLDEN_TOLERANCE.
    """
    return require_golden(name, load.load(name))


def probe(name: str, heads: Mapping[str, Head], inputs: Sequence[Mapping[str, Any]]) -> list[list[float]]:
    """What heads that stand for a bundled model's say of golden inputs."""
    return _PROBES[name](heads, inputs)


def require_golden(name: str, model: load.Model) -> float:
    """The same for a model that stands for the bundled one of that name."""
    golden = model.manifest["golden"]
    given = probe(name, model.heads, [item["input"] for item in golden])
    promised = [item["probabilities"] for item in golden]
    pairs = zip(given, promised, strict=True)
    off = float(np.max([abs(a - b) for one, two in pairs for a, b in zip(one, two, strict=True)]))  # nan if one is
    if not off <= GOLDEN_TOLERANCE:
        raise ModelError(f"model '{model.name}': golden inputs are off by {off:.1e}")
    return off
