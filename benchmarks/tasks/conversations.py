"""Whole conversations of the labelled sets, scored as score() does, with the roles that the data gives."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import carescore

ROLE_OF = {
    "staff": "staff",
    "companion": "companion",
    "doctor": "staff",
    "therapist": "staff",
    "guest_clinician": "staff",
    "patient": "patient",
    "client": "patient",
    "guest_family": "companion",
    "patient_guest": "companion",
}
SPLITS = ("train", "dev")  # never the part that is held back


def records(data: Path, dataset: str, splits: Sequence[str] = SPLITS) -> Iterator[dict[str, Any]]:
    for split in splits:
        with (data / dataset / f"{split}.jsonl").open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


PROFILE_OF = {"billing": "front-desk-phone", "pharmacy": "clinic"}  # settings without a profile of their name


def report(record: dict[str, Any], context: str = "visit", turns: slice = slice(None)) -> carescore.Report:
    """A conversation's report, or that of some of its turns; by the profile of its setting where it names one."""
    rows = [
        {"speaker": turn["speaker"], "text": turn["text"], "start_ms": ms(turn["start"]), "end_ms": ms(turn["end"])}
        for turn in record["turns"][turns]
    ]
    roles = {turn["speaker"]: ROLE_OF[turn["role"]] for turn in record["turns"][turns]}
    setting = record["meta"].get("setting", "clinic")
    return carescore.score(rows, roles=roles, context=context, profile=PROFILE_OF.get(setting, setting))


def staff_words(record: dict[str, Any]) -> int:
    return sum(len(turn["text"].split()) for turn in record["turns"] if ROLE_OF[turn["role"]] == "staff")


def words_of(report: carescore.Report) -> list[int]:
    """Words of every turn, 0 where it is not staff's: what compose() weighs."""
    return [len(turn.text.split()) if turn.role == "staff" else 0 for turn in report.turns]


def ms(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds * 1000)
