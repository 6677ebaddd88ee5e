"""Readers' labels beside the conversations they belong to, and where a data set's turns stand in a report.

A folder of labels holds one .jsonl a reader: {"dataset", "id", "turn", "label", "start", "end", …} with offsets into
the text of a data set's turn; {"label": "done"} closes a conversation. No text is stored in it.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import carescore
from carescore.report import Report

SPLITS = ("train", "dev", "test")
STAFF = frozenset(("doctor", "therapist", "guest_clinician", "staff"))
COMPANION = frozenset(("guest_family", "patient_guest", "companion"))
Key = tuple[str, str]
Record = Mapping[str, Any]


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a .jsonl or .jsonl.gz file."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as stream:
        yield from (json.loads(line) for line in stream if line.strip())


def by_conversation(folder: Path) -> dict[Key, list[dict[str, Any]]]:
    """(dataset, id) → the labels of every reader who finished it."""
    found: defaultdict[Key, list[dict[str, Any]]] = defaultdict(list)
    for path in sorted(folder.glob("*.jsonl")):
        for label in lines(path):
            found[label["dataset"], label["id"]].append({**label, "reader": path.stem})
    return dict(found)


def records(data: Path, keys: Iterable[Key], splits: Sequence[str] = SPLITS) -> Iterator[tuple[Key, Record]]:
    """The conversations of these keys that lie in one of the splits."""
    wanted = set(keys)
    for dataset in sorted({dataset for dataset, _ in wanted}):
        for split in splits:
            for path in sorted((data / dataset).glob(f"{split}.jsonl*")):
                for record in lines(path):
                    if (dataset, record["id"]) in wanted:
                        yield (dataset, record["id"]), record


def scored(record: Record) -> Report:
    """The report of a conversation whose roles are given."""
    rows = [
        {"speaker": t["speaker"], "text": t["text"], "start_ms": _ms(t["start"]), "end_ms": _ms(t["end"])}
        for t in record["turns"]
    ]
    return carescore.score(rows, roles={turn["speaker"]: role_of(turn["role"]) for turn in record["turns"]})


def role_of(name: str) -> str:
    return "staff" if name in STAFF else "companion" if name in COMPANION else "patient"


def _ms(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds * 1000)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def places(record: Record, report: Report) -> dict[int, int | None]:
    """A data set's turn → the report's turn that holds its text, None where it became a listener signal."""
    found: dict[int, int | None] = {}
    for speaker in dict.fromkeys(turn["speaker"] for turn in record["turns"]):
        own = [turn for turn in record["turns"] if turn["speaker"] == speaker]
        path = _path(
            tuple(_squeezed(turn["text"]) for turn in own), _stream(report, speaker), _signals(report, speaker)
        )
        found |= {turn["i"]: place for turn, place in zip(own, path or [None] * len(own), strict=True)}
    return found


def _stream(report: Report, speaker: str) -> tuple[str, tuple[int, ...]]:
    """What a speaker says in turns without white space, and the turn of every character."""
    said = [(turn.index, _squeezed(turn.text)) for turn in report.turns if turn.speaker == speaker]
    return "".join(text for _, text in said), tuple(index for index, text in said for _ in text)


def _signals(report: Report, speaker: str) -> tuple[str, ...]:
    heard = (signal for turn in report.turns for signal in turn.backchannels if signal.speaker == speaker)
    return tuple(_squeezed(signal.text) for signal in heard)


def _path(
    said: tuple[str, ...], stream: tuple[str, tuple[int, ...]], signals: tuple[str, ...]
) -> list[int | None] | None:
    """The turn of each text, None for a signal; None for all where they do not fit."""
    text, owner = stream

    @cache
    def rest(n: int, at: int, heard: int) -> tuple[int | None, ...] | None:
        if n == len(said):
            return () if at == len(text) and heard == len(signals) else None
        one = said[n]
        if one and text.startswith(one, at) and (later := rest(n + 1, at + len(one), heard)) is not None:
            return (owner[at], *later)
        if heard < len(signals) and signals[heard] == one and (later := rest(n + 1, at, heard + 1)) is not None:
            return (None, *later)
        return (None, *later) if not one and (later := rest(n + 1, at, heard)) is not None else None

    found = rest(0, 0, 0)
    return None if found is None else list(found)


@dataclass(frozen=True)
class Read:
    """A conversation with its report and its labels, each with the report's `turn` and, for moments, `patient_turn`."""

    key: Key
    record: Record
    report: Report
    labels: tuple[Mapping[str, Any], ...] = field(repr=False)

    @classmethod
    def of(cls, key: Key, record: Record, report: Report, labels: Iterable[Mapping[str, Any]]) -> Read:
        where = places(record, report)
        placed = (
            {**label, "turn": where.get(label["turn"]), "patient_turn": where.get(label.get("patient_turn", -1))}
            for label in labels
            if label["label"] != "done" and label.get("turn") is not None
        )
        return cls(key, record, report, tuple(label for label in placed if label["turn"] is not None))

    def of_label(self, label: str, **fields: Any) -> list[Mapping[str, Any]]:
        """The labels of that name whose fields have these values."""
        return [one for one in self.labels if one["label"] == label and all(one.get(k) == v for k, v in fields.items())]

    def turns(self, label: str, **fields: Any) -> set[int]:
        """The turns of these labels."""
        return {one["turn"] for one in self.of_label(label, **fields)}

    @cached_property
    def reflecting(self) -> set[int]:
        """The turns that experts coded as reflections, where the data set has such codes."""
        where = places(self.record, self.report)
        coded = (t["i"] for t in self.record["turns"] if _main(t) == "reflection")
        return {place for turn in coded if (place := where[turn]) is not None}


def _main(turn: Mapping[str, Any]) -> Any:
    return (turn.get("labels") or {}).get("main_therapist_behaviour")
