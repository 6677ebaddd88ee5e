"""The tasks of turn-taking: who was cut off by another speaker, and who only signals that they listen.

MRDA: people's labels; utterances without a label are not scored but stand around the others. Label of `interruptions`:
the utterance was cut off (tag %-). Label of `backchannels`: general tag b. The tags bk and aa (acknowledge, accept)
have the same words and differ by intonation, which no transcript has: see the model's card for what can be reached.
AnnoMI: of the turns that follow a turn broken off with a dash, did the speaker really take the floor? The silver label
says no when the first speaker goes on next with a leading dash; it is read off the transcriber's dashes, so every dash
at the beginning or the end of a turn is taken away first. Capitals, which show the same, are no feature.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.metrics import average_precision_score, f1_score

from carescore.predictors import load, turn_taking
from carescore.segmentation.backchannels import is_acknowledgement
from carescore.transcript import Utterance
from tasks.row import Records, Row

TFIDF_AP = 0.43  # TF-IDF of the utterance's own words on MRDA dev, where 5.5 % were interrupted
TFIDF_BACKCHANNEL = 0.84  # as issue 5 gives it; the commonest label of each text gets .76 for b, .84 for b or bk
_DASHES = re.compile(r"^[\s–—-]+|[\s–—-]+$")
Floats = npt.NDArray[np.float64]


def interruptions(dataset: str, records: Records) -> Iterator[Row]:
    yield from (_taken_floors if dataset == "annomi" else _cut_off)(dataset, records)


def _cut_off(dataset: str, records: Records) -> Iterator[Row]:
    true, known = _labels(records, lambda labels: bool(labels["interrupted"]))
    for metric, timed in (("ap_timed", True), ("ap_text", False)):
        found = _found(turn_taking.predict_interrupted, records, timed)[known]
        value = float(average_precision_score(true, found))
        yield Row("interruptions", dataset, metric, value, len(true), TFIDF_AP)


def backchannels(dataset: str, records: Records) -> Iterator[Row]:
    heads = load.load("turn_taking").heads
    true, known = _labels(records, lambda labels: bool(labels["backchannel"]))
    found = np.array(turn_taking.chosen(heads["backchannel"], _found(turn_taking.predict_backchannels, records, True)))
    yield Row("backchannels", dataset, "f1", float(f1_score(true, found[known])), len(true), TFIDF_BACKCHANNEL)


def _labels(
    records: Records, label: Callable[[dict[str, Any]], bool]
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """The label of every labelled turn, and which turns have one."""
    given = [turn.get("labels") or {} for record in records for turn in record["turns"]]
    known = [labels.get("interrupted") is not None for labels in given]
    return np.array([label(one) for one, has in zip(given, known, strict=True) if has]), np.array(known)


def _found(predict: Callable[..., Floats], records: Records, timed: bool) -> Floats:
    heads = load.load("turn_taking").heads
    talks = [[_utterance(turn) for turn in record["turns"]] for record in records]
    if not timed:
        talks = [[replace(utterance, start_ms=None, end_ms=None) for utterance in talk] for talk in talks]
    return np.concatenate([predict(heads, talk) for talk in talks])


def _utterance(turn: dict[str, Any]) -> Utterance:
    return Utterance(turn["speaker"], turn["text"], round(turn["start"] * 1000), round(turn["end"] * 1000))


def _taken_floors(dataset: str, records: Records) -> Iterator[Row]:
    """The floor: whoever says nothing but an acknowledgement leaves the floor to the other."""
    heads = load.load("turn_taking").heads
    true: list[bool] = []
    found: list[bool] = []
    rule: list[bool] = []
    for record in records:
        turns = record["turns"]
        said = [Utterance(turn["speaker"], _DASHES.sub("", turn["text"])) for turn in turns]
        at = [i for i, turn in enumerate(turns) if turn["silver"]["interrupts_prev"]]
        true += [not turns[i]["silver"]["prev_resumes"] for i in at]
        found += turn_taking.chosen(heads["takes_floor"], turn_taking.predict_takes_floor(heads, said, at))
        rule += [not is_acknowledgement(said[i].text) for i in at]
    yield Row("interruptions", dataset, "macro_f1_cutoff", _macro(true, found), len(true), _macro(true, rule))


def _macro(true: Sequence[bool], found: Sequence[bool]) -> float:
    return float(f1_score(true, found, average="macro"))
