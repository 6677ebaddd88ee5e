"""Readers' labels beside the conversations they belong to, and where a data set's turns stand in a report.

A folder of labels holds one .jsonl a reader: {"dataset", "id", "turn", "label", "start", "end", …} with offsets into
the text of a data set's turn; {"label": "done"} closes a conversation. No text is stored in it.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path
from typing import Any

import carescore
from carescore import readers
from carescore.errors import ReadError
from carescore.report import Report
from carescore.segmentation import Dialogue, segment
from carescore.text.regex import lazy

SPLITS = ("train", "dev", "test")
STAFF = frozenset(("doctor", "therapist", "guest_clinician", "staff"))
COMPANION = frozenset(("guest_family", "patient_guest", "companion"))
_NAMES = ("dataset", "id", "label")
_PLACE = ("turn", "start", "end")
Key = tuple[str, str]
_MARK = lazy(r"\[[^\]]*\]")
Record = Mapping[str, Any]


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a .jsonl or .jsonl.gz file."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as stream:
        yield from (json.loads(line) for line in stream if line.strip())


def by_conversation(folder: Path) -> dict[Key, list[dict[str, Any]]]:
    """(dataset, id) → the labels of every reader who finished it. Raises ReadError with the line."""
    found: defaultdict[Key, list[dict[str, Any]]] = defaultdict(list)
    for path in sorted(folder.glob("*.jsonl")):
        for label in _labels(path):
            found[label["dataset"], label["id"]].append({**label, "reader": path.stem})
    return dict(found)


def _labels(path: Path) -> Iterator[dict[str, Any]]:
    """The labels of a reader's file, each of a conversation or of a place in it."""
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        try:
            label = json.loads(line)
        except (ValueError, RecursionError):
            label = None
        if not isinstance(label, dict) or not all(isinstance(label.get(key), str) for key in _NAMES):
            raise ReadError("no label in JSON: an object with dataset, id and label", str(path), number)
        if label.get("turn") is not None and not all(type(label.get(key)) is int for key in _PLACE):
            raise ReadError("a label has turn, start and end, whole numbers", str(path), number)
        yield label


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
    return carescore.score(_rows(record["turns"]), roles=_roles(record["turns"]))


def dialogue(turns: Sequence[Record]) -> Dialogue:
    """The conversation of a data set's turns, whose roles are given."""
    return segment(readers.read(_rows(turns)), _roles(turns))


def _rows(turns: Sequence[Record]) -> list[dict[str, Any]]:
    return [
        {"speaker": t["speaker"], "text": t["text"], "start_ms": _ms(t["start"]), "end_ms": _ms(t["end"])}
        for t in turns
    ]


def _roles(turns: Sequence[Record]) -> dict[str, str]:
    return {turn["speaker"]: role_of(turn["role"]) for turn in turns}


def role_of(name: str) -> str:
    return "staff" if name in STAFF else "companion" if name in COMPANION else "patient"


def _ms(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds * 1000)


def places(turns: Sequence[Record], said: Dialogue) -> dict[int, tuple[int, int]]:
    """A data set's turn → the conversation's turn that holds it, and the offset at which it begins there. Without those
    that became listener signals, and those that a reader took for a repetition."""
    where = {
        utterance: (turn.index, offset)
        for turn in said.turns
        for utterance, (offset, _) in zip(turn.parts, turn.anchors, strict=True)
    }
    given, kept = [_words(turn["text"]) for turn in turns], [_words(one.text) for one in said.utterances]
    if len(given) == len(kept):
        pairs: Iterable[tuple[int, int]] = ((i, i) for i in range(len(given)))
    else:
        blocks = SequenceMatcher(None, given, kept, autojunk=False).get_matching_blocks()
        pairs = ((block.a + i, block.b + i) for block in blocks for i in range(block.size))
    return {turns[row]["i"]: where[utterance] for row, utterance in pairs if utterance in where}


def turn_of(record: Record) -> dict[int, int]:
    """A data set's turn → the report's turn that holds it."""
    turns = record["turns"]
    return {i: turn for i, (turn, _) in places(turns, dialogue(turns)).items()}


def _words(text: str) -> str:
    """A text without white space and marks, which reading writes its own way."""
    return "".join(_MARK.sub("", text).split())


@dataclass(frozen=True)
class Read:
    """A conversation with its report and its labels, each with the report's `turn` and, for moments, `patient_turn`."""

    key: Key
    record: Record
    report: Report
    labels: tuple[Mapping[str, Any], ...] = field(repr=False)
    where: Mapping[int, int] = field(repr=False)  # a data set's turn → the report's turn that holds it

    @classmethod
    def of(cls, key: Key, record: Record, report: Report, labels: Iterable[Mapping[str, Any]]) -> Read:
        where = turn_of(record)
        placed = (
            {**label, "turn": where.get(label["turn"]), "patient_turn": where.get(label.get("patient_turn", -1))}
            for label in labels
            if label["label"] != "done" and label.get("turn") is not None
        )
        return cls(key, record, report, tuple(label for label in placed if label["turn"] is not None), where)

    def of_label(self, label: str, **fields: Any) -> list[Mapping[str, Any]]:
        """The labels of that name whose fields have these values."""
        return [one for one in self.labels if one["label"] == label and all(one.get(k) == v for k, v in fields.items())]

    def turns(self, label: str, **fields: Any) -> set[int]:
        """The turns of these labels."""
        return {one["turn"] for one in self.of_label(label, **fields)}

    @cached_property
    def reflecting(self) -> set[int]:
        """The turns that experts coded as reflections, where the data set has such codes."""
        coded = (t["i"] for t in self.record["turns"] if _main(t) == "reflection")
        return {self.where[turn] for turn in coded if turn in self.where}


def _main(turn: Mapping[str, Any]) -> Any:
    return (turn.get("labels") or {}).get("main_therapist_behaviour")
