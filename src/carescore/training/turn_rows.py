"""What train.py learns from: meetings in several styles of transcription, and AnnoMI's dashes, as rows of strings."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse

from carescore.predictors.turn_taking.features import Detected, detected, interrupted_features, style_of
from carescore.predictors.turn_taking.listener_features import backchannel_features, floor_features
from carescore.text.regex import lazy
from carescore.transcript import Utterance

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Rows = tuple[list[list[list[str]]], list[list[int]]]  # of each conversation: rows and labels

SHARES = {"as_is": 1.0, "bare": 0.5, "full": 0.5, "dash": 0.5}  # of each copy's negative rows that are learnt from
WEIGHTS = {"as_is": 1.0, "bare": 0.5, "full": 0.5, "dash": 0.3}
DASHED, GIVEN_UP_DASHED, GIVEN_UP_DOTTED = 0.8, 0.25, 0.6  # how transcribers mark speech that broke off
_TAIL = lazy(r"[\s.?!–—-]+$")
_FRAGMENTS = lazy(r"(?:\s+\S*[-–—])+\s*$")  # "the th-": a recogniser writes no such beginning of a word


@dataclass(frozen=True)
class Meeting:
    """A meeting: its utterances and the people's labels, None where an utterance has none."""

    utterances: tuple[Utterance, ...]
    labels: tuple[Mapping[str, bool] | None, ...]


def talk_of(record: Mapping[str, Any]) -> Meeting:
    turns = record["turns"]
    said = [Utterance(t["speaker"], t["text"], round(t["start"] * 1000), round(t["end"] * 1000)) for t in turns]
    labels = [t.get("labels") for t in turns]
    return Meeting(tuple(said), tuple(one if one and one["interrupted"] is not None else None for one in labels))


def copy_of(talk: Meeting, style: str, rng: np.random.Generator) -> list[Utterance]:
    """The meeting as another transcriber or recogniser would have marked it."""
    if style == "as_is":
        return list(talk.utterances)
    draws = rng.random(len(talk.utterances))
    rows = zip(talk.utterances, talk.labels, draws, strict=True)
    return [replace(u, text=_bare(u.text, style) + _mark(u.text, style, label or {}, draw)) for u, label, draw in rows]


def _bare(text: str, style: str) -> str:
    return _TAIL.sub("", text if style == "dash" else _FRAGMENTS.sub("", text))


def _mark(text: str, style: str, label: Mapping[str, bool], draw: float) -> str:
    if style == "bare":
        return ""
    if style == "dash" and label.get("interrupted") and draw < DASHED:
        return "-"
    if style == "dash" and label.get("abandoned") and draw < GIVEN_UP_DOTTED:
        return "-" if draw < GIVEN_UP_DASHED else "..."
    return text.rstrip()[-1:] if text.rstrip().endswith((".", "?", "!")) else "."


def strings(head: str, utterances: Sequence[Utterance]) -> list[list[str]]:
    """The features of a head for every utterance."""
    heard, timed = detected(utterances), not head.endswith("_text")
    if head.startswith("interrupted"):
        return interrupted_features(heard, timed)
    return backchannel_features(heard, style_of(heard), timed)


@dataclass
class Bag:
    """Rows of strings of many conversations, gathered into one matrix of 0 and 1."""

    index: dict[str, int] = field(default_factory=dict)
    seen: Counter[int] = field(default_factory=Counter)
    ids: array[int] = field(default_factory=lambda: array("i"))
    sizes: list[int] = field(default_factory=list)

    def add(self, rows: Sequence[Sequence[str]]) -> None:
        """rows: of one conversation."""
        known = [sorted({self.index.setdefault(term, len(self.index)) for term in row}) for row in rows]
        self.count({i for row in known for i in row})
        for row in known:
            self.ids.extend(row)
            self.sizes.append(len(row))

    def count(self, ids: set[int]) -> None:
        self.seen.update(ids)

    def matrix(self, fewest: int) -> tuple[list[str], Any]:
        """The terms that at least this many conversations hold, and the rows over them."""
        ends = np.concatenate([[0], np.cumsum(self.sizes)])
        ids = np.frombuffer(self.ids, dtype=np.int32)
        shape = (len(self.sizes), len(self.index))
        whole = scipy.sparse.csr_matrix((np.ones(len(ids), dtype=np.float32), ids, ends), shape)
        kept = [i for i in range(len(self.index)) if self.seen[i] >= fewest]
        names = list(self.index)
        return [names[i] for i in kept], whole.tocsc()[:, kept].tocsr()


@dataclass(frozen=True)
class Data:
    """What one head learns from. style: of each row's copy; talk: number of its conversation."""

    terms: list[str]
    matrix: Any
    labels: Ints
    weights: Floats
    style: npt.NDArray[np.str_]
    talk: Ints


def gather(head: str, talks: Sequence[Meeting], seed: int, fewest: int) -> Data:
    """Every meeting in each style; all interrupted rows, and of the copies' other rows a part that weighs more."""
    rng = np.random.default_rng(seed)
    bag, labels, weights, styles, numbers = Bag(), [], [], [], []
    name = head.removesuffix("_text")
    for number, talk in enumerate(talks):
        rows: list[list[str]] = []
        for style, share in SHARES.items():
            found = strings(head, copy_of(talk, style, rng))
            for row, label, draw in zip(found, talk.labels, rng.random(len(found)), strict=True):
                if label is None or not (label[name] or draw < share):
                    continue
                rows.append(row)
                labels.append(int(label[name]))
                weights.append(WEIGHTS[style] * (1 if label[name] else 1 / share))
                styles.append(style)
                numbers.append(number)
        bag.add(rows)
    terms, matrix = bag.matrix(fewest)
    return Data(terms, matrix, np.array(labels), np.array(weights), np.array(styles), np.array(numbers))


def annomi_rows(records: Sequence[Mapping[str, Any]]) -> Rows:
    """After speech that breaks off with a dash: did the next speaker take the floor? No feature sees a dash."""
    rows, labels = [], []
    for record in records:
        turns = record["turns"]
        heard = detected([Utterance(t["speaker"], t["text"]) for t in turns])
        at = [i for i, turn in enumerate(turns) if turn["silver"]["interrupts_prev"]]
        rows.append([floor_features(heard, i) for i in at])
        labels.append([int(not turns[i]["silver"]["prev_resumes"]) for i in at])
    return rows, labels


def mrda_rows(talks: Sequence[Meeting]) -> Rows:
    """The same from meetings: unfinished speech that was interrupted, against one whose speaker goes on."""
    rows, labels = [], []
    for talk in talks:
        heard = detected(talk.utterances)
        at = [i for i in range(1, len(heard) - 1) if _open_before(talk, heard, i)]
        rows.append([floor_features(heard, i) for i in at])
        labels.append([int(bool(talk.labels[i - 1]["interrupted"]) and not heard[i].ack) for i in at])  # type: ignore[index]
    return rows, labels


def _open_before(talk: Meeting, heard: Sequence[Detected], i: int) -> bool:
    label, before = talk.labels[i - 1], heard[i - 1]
    if label is None or heard[i].voice == before.voice or before.mark not in "w-":
        return False
    return label["interrupted"] or heard[i + 1].voice == before.voice
