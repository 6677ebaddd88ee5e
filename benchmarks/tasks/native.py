"""What carescore costs where its users work: its pipe in spaCy beside the blank pipeline, and its transformer of
scikit-learn beside score_many over the same conversations."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from statistics import median
from typing import Any

import spacy

import carescore
import carescore.spacy
from carescore.sklearn import CareScorer

MESSAGES, CONVERSATIONS = 1000, 50  # of a round
PIPES: dict[str, dict[str, Any]] = {  # by row, their settings; the last looks for codes that wording tells
    "spacy_pipe": {},
    "spacy_pipe_codes": {"figures": False},
    "spacy_pipe_wording": {"figures": False, "only": ["apologies", "courtesies", "next_steps", "teach_back"]},
}
Rows = list[tuple[str, str]]


def rows(dialogues: Sequence[Rows], rounds: int = 3) -> Iterator[dict[str, Any]]:
    """One row each; every round judges messages and conversations that none before had. dialogues: fresh ones."""
    messages = [text for rows in dialogues for speaker, text in rows if speaker == "Nurse"]
    for name, settings in PIPES.items():
        yield _pipe(name, settings, messages, rounds)
    yield from _scorer(dialogues, rounds)


def _pipe(name: str, settings: dict[str, Any], messages: Sequence[str], rounds: int) -> dict[str, Any]:
    nlp, blank = spacy.blank("en"), spacy.blank("en")
    nlp.add_pipe("carescore", config=settings)
    for pipeline in (blank, nlp):
        list(pipeline.pipe(messages[:100]))
    parts = [messages[at : at + MESSAGES] for at in range(100, len(messages), MESSAGES)][:rounds]
    own, beside = _alternating(parts, lambda part: list(nlp.pipe(part)), lambda part: list(blank.pipe(part)))
    return _row(name, [1000 * spent / MESSAGES for spent in own], own, beside, "ms/message", "blank pipeline")


def _scorer(dialogues: Sequence[Rows], rounds: int) -> Iterator[dict[str, Any]]:
    scorer = CareScorer().fit([])
    list(carescore.score_many(dialogues[:3], n_jobs=1))
    parts = [dialogues[at : at + CONVERSATIONS] for at in range(3, len(dialogues), CONVERSATIONS)][:rounds]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        own, beside = _alternating(
            parts, scorer.transform, lambda part: list(carescore.score_many(list(part), n_jobs=1))
        )
    yield _row("care_scorer", [1000 * s / CONVERSATIONS for s in own], own, beside, "ms/conversation", "score_many")


def _alternating(
    parts: Sequence[Any], one: Callable[[Any], object], other: Callable[[Any], object]
) -> tuple[list[float], list[float]]:
    """CPU seconds of two calls over each part; which one goes first changes from part to part."""
    spent: tuple[list[float], list[float]] = ([], [])
    for number, part in enumerate(parts):
        for place in (0, 1) if number % 2 else (1, 0):
            start = time.process_time()
            (one, other)[place](part)
            spent[place].append(time.process_time() - start)
    return spent


def _row(
    name: str, values: Sequence[float], own: Sequence[float], beside: Sequence[float], unit: str, against: str
) -> dict[str, Any]:
    ratio = median(a / b for a, b in zip(own, beside, strict=True))
    return {"name": name, "value": round(median(values), 3), "unit": unit, "against": against, "ratio": round(ratio, 2)}
