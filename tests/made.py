"""Libraries of made-up people: one scored conversation whose figures are set anew for each entry."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from conftest import EXAMPLES

import carescore
from carescore.history import Known, Library
from carescore.skills import SKILLS

Data = dict[str, Any]


@cache
def _scored() -> Data:
    return carescore.score(EXAMPLES / "billing-call-handled-badly.srt").to_dict()


def report(number: int, skills: Mapping[str, float | None], moments: Sequence[Data] = (), **made: Any) -> Data:
    """A report of a recording of its own. moments: as of the report, or the kinds alone."""
    data = copy.deepcopy(_scored())
    data["source"]["sha256"], data["id"] = f"sha-{number}", f"talk {number}"
    for name in ("overall", *SKILLS):
        data["skills"][name] |= {"value": skills.get(name), "interval": None}
    data["moments"] = list(moments)
    data["provenance"] |= made
    return data


def moment(kind: str, measure: str, praise: bool = False, turn: int = 1, confidence: float = 0.9) -> Data:
    quote = {"turn": turn, "start": 0, "end": 5, "label": "staff", "start_ms": 1000}
    return {
        **{"kind": kind, "turn": turn, "start": 0, "end": 5, "start_ms": 1000, "advice": "", "praise": praise},
        **{"measure": measure, "why": "", "instead": "", "effect": 0.0, "patient_turn": None, "quotes": [quote]},
        "confidence": confidence,
    }


def fill(library: Library, talks: Sequence[tuple[str, str, Data]], keep_text: bool = False, **known: Any) -> None:
    """(trainee, date, report) of each conversation."""
    for trainee, date, data in talks:
        library.add(data, Known(date, trainee, **known), keep_text)


def figure(data: Data, measure: str, count: float, per: float) -> Data:
    """The report with a ratio of a measure set."""
    score = data["scores"][measure]
    score["value"] = 100 * count / per if per else None
    score["parts"]["overall"] = {"count": count, "per": per, "scale": 100.0, "unit": "%"}
    return data
