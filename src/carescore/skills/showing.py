"""Whether a trainer would agree with a candidate for a moment, and mark it strongly: two logistic regressions over what
speaks for it, learnt from readers' moments of conversations that the heads had not seen (benchmarks/showing.py writes
showing.json). A kind that was never judged is not shown."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import inf, log
from typing import Any

import numpy as np

from carescore.predictors.linear import logistic
from carescore.skills.feedback import Candidate

Table = dict[str, dict[str, Any]]
AIMS = ("agreed", "strong")
UNSURE = 0.0  # log-odds of a candidate whose code gives no confidence
_EDGE = 1e-3


@dataclass(frozen=True, slots=True)
class Verdict:
    """The probability that a trainer agrees, and that they would mark it strongly; whether it is shown."""

    agreed: float
    strong: float
    shown: bool


@cache
def bundled() -> Table:
    """The table that travels with carescore."""
    table: Table = json.loads(resources.files(__package__).joinpath("showing.json").read_text("utf-8"))
    return table


def features(one: Candidate) -> tuple[float, ...]:
    """The log-odds of the code, of its opening alone, and of the heads of praise and work, its own polarity's first."""
    heads = (one.praise, one.work) if one.feedback.praise else (one.work, one.praise)
    return _log_odds(one.confidence), _log_odds(one.opening), *heads


def _log_odds(sure: float | None) -> float:
    return UNSURE if sure is None else log(max(sure, _EDGE) / max(1.0 - sure, _EDGE))


def verdicts(table: Table, found: Sequence[Candidate]) -> list[Verdict]:
    """What a table says of candidates."""
    sides = [table["praise" if one.feedback.praise else "work"] for one in found]
    totals = [[_log_odds_of(side[aim], one) for aim in AIMS] for side, one in zip(sides, found, strict=True)]
    chances = logistic(np.array(totals, dtype=np.float64).reshape(-1, len(AIMS))).tolist()
    return [
        Verdict(agreed, strong, agreed >= side["thresholds"].get(one.feedback.kind, inf))
        for side, one, (agreed, strong) in zip(sides, found, chances, strict=True)
    ]


def _log_odds_of(head: Mapping[str, Any], one: Candidate) -> float:
    kind: float = head["kinds"].get(one.feedback.kind, -inf)
    signs: float = sum(weight * x for weight, x in zip(head["weights"], features(one), strict=True))
    return kind + signs
