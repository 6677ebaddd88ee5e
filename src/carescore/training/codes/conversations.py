"""Labelled conversations as the heads of the codes see them: readers' labels placed in turns and sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from carescore.annotate import Signals
from carescore.predictors.codes import View
from carescore.predictors.codes.features import NOBODY
from carescore.text.words import WORD, straight
from carescore.training.labelled import Key, by_conversation, dialogue, lines, places

SEEDS = "seeds"
# code of a seed sentence → the label it stands for, with the fields that tell it
_SEED_LABELS: dict[str, tuple[str, dict[str, Any]]] = {
    "opening": ("opportunity", {}),
    "empathy": ("empathy", {"stock": False}),
    "stock": ("empathy", {"stock": True}),
    "disrespect": ("disrespect", {}),
    "reflection": ("reflection", {}),
}


@dataclass(frozen=True)
class Label:
    """One reader's label. turn: the dialogue's turn; reply: the turn it was judged by; sentences: places it covers."""

    name: str
    turn: int
    reply: int | None
    sentences: tuple[int, ...]
    fields: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True)
class LabelledConversation:
    """A conversation with its labels. group: what must not be split between folds; reflecting: turns that experts
    coded as reflections, None where nobody coded them; quality: "low" or "high" (annomi), or the writer's intention;
    capitals, inside: how often a word stands inside a sentence with a capital, and at all."""

    dataset: str
    id: str
    group: str
    quality: str | None
    view: View = field(repr=False)
    labels: tuple[Label, ...] = field(repr=False)
    reflecting: frozenset[int] | None = field(default=None, repr=False)
    capitals: Mapping[str, int] = field(default_factory=dict, repr=False)
    inside: Mapping[str, int] = field(default_factory=dict, repr=False)

    def of(self, name: str) -> Iterator[Label]:
        """The labels of that name."""
        return (label for label in self.labels if label.name == name)


def of_data(data: Path, labels: Path) -> Iterator[LabelledConversation]:
    """The labelled conversations of data/<dataset>/{train,dev}.jsonl."""
    given = by_conversation(labels)
    for dataset in sorted({dataset for dataset, _ in given}):
        for path in (p for split in ("train", "dev") for p in sorted((data / dataset).glob(f"{split}.jsonl*"))):
            yield from of_file(path, dataset, given)


def of_file(
    path: Path, dataset: str, given: Mapping[Key, Sequence[Mapping[str, Any]]]
) -> Iterator[LabelledConversation]:
    """The conversations of a file that have labels."""
    for record in lines(path):
        if (dataset, record["id"]) in given:
            yield labelled(dataset, record, given[dataset, record["id"]])


def labelled(dataset: str, record: Mapping[str, Any], given: Iterable[Mapping[str, Any]]) -> LabelledConversation:
    """A record of a data set with its labels."""
    signals = signals_of(record["turns"])
    where = places(record["turns"], signals.dialogue)
    found = tuple(
        _placed(signals, where, one)
        for one in given
        if one["label"] != "done" and one.get("turn") is not None and one["turn"] in where
    )
    meta = record.get("meta") or {}
    coded = {turn["i"]: (turn.get("labels") or {}).get("main_therapist_behaviour") for turn in record["turns"]}
    expert = {where[i][0] for i, code in coded.items() if code == "reflection" and i in where}
    quality = meta.get("mi_quality") or meta.get("quality")
    return LabelledConversation(
        dataset,
        record["id"],
        str(meta.get("video_title") or f"{dataset}/{record['id']}"),
        str(quality) if quality else None,
        signals.view,
        found,
        frozenset(expert) if any(coded.values()) else None,
        *_capitals(signals.sentence_texts),
    )


def _capitals(sentences: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """How often a word stands inside a sentence with a capital, and at all; "I" is no name."""
    inside = [word for text in sentences for word in WORD.findall(straight(text))[1:]]
    capital = (word.lower() for word in inside if word[0].isupper() and word.partition("'")[0] != "I")
    return Counter(capital), Counter(word.lower() for word in inside)


def signals_of(turns: Sequence[Mapping[str, Any]]) -> Signals:
    """The signals of a data set's turns, whose roles are given."""
    return Signals(dialogue(turns))


def _placed(signals: Signals, where: Mapping[int, tuple[int, int]], label: Mapping[str, Any]) -> Label:
    turn, offset = where[label["turn"]]
    covered: tuple[int, ...] = ()
    if label.get("start") is not None:
        start, end = offset + label["start"], offset + label["end"]
        numbers = signals.dialogue.prose.numbers_of(turn)
        covered = tuple(i for i in numbers if signals.sentences[i][1] < end and start < signals.sentences[i][2])
    reply = where.get(label.get("response_turn", -1))
    return Label(label["label"], turn, reply[0] if reply else None, covered, label)


def of_seeds(table: Path) -> LabelledConversation:
    """Invented sentences (code, kind, sentence) as a conversation whose turns have no neighbours; a code that begins
    with "no_" is a near-miss."""
    rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    sides = ["patient" if code.endswith("opening") else "staff" for code, _, _ in rows]
    turns = [
        {"i": i, "speaker": f"{side} {i}", "role": side, "start": None, "end": None, "text": text}
        for i, (side, (_, _, text)) in enumerate(zip(sides, rows, strict=True))
    ]
    signals = signals_of(turns)
    where = places(turns, signals.dialogue)
    found = []
    for i, (code, kind, _) in enumerate(rows):
        if code in _SEED_LABELS and i in where:
            name, fields = _SEED_LABELS[code]
            numbers = signals.dialogue.prose.numbers_of(where[i][0])
            found.append(Label(name, where[i][0], None, tuple(numbers), {**fields, "kind": kind}))
    nobody = np.full(len(signals.dialogue.turns), NOBODY, dtype=np.int64)
    view = replace(signals.view, before=nobody, after=nobody, own_before=nobody, own_after=nobody)
    return LabelledConversation(SEEDS, SEEDS, SEEDS, None, view, tuple(found))
