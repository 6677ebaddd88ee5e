"""Whole conversations of the labelled sets, scored as score() does, with the roles that the data gives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from _row import Records

import carescore

ROLE_OF = {
    "doctor": "staff",
    "therapist": "staff",
    "guest_clinician": "staff",
    "patient": "patient",
    "client": "patient",
    "guest_family": "companion",
    "patient_guest": "companion",
}


def report(record: dict[str, Any], context: str) -> carescore.Report:
    """A conversation's report; nothing of it but labels, words, times and roles is used."""
    rows = [
        {"speaker": turn["speaker"], "text": turn["text"], "start_ms": _ms(turn["start"]), "end_ms": _ms(turn["end"])}
        for turn in record["turns"]
    ]
    roles = {turn["speaker"]: ROLE_OF[turn["role"]] for turn in record["turns"]}
    return carescore.score(rows, roles=roles, context=context)


def reports(records: Records, context: str) -> Iterator[carescore.Report]:
    return (report(record, context) for record in records)


def splits(data: Path, dataset: str) -> list[Path]:
    """The files of a data set that may be read: never its test part."""
    return [path for name in ("train", "dev") if (path := data / dataset / f"{name}.jsonl").exists()]


def _ms(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds * 1000)
