"""Conversations as the role model sees them: whole, in stretches, and each speaker alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from carescore import readers
from carescore.predictors import roles
from carescore.predictors.roles.features import SpokenTurns
from carescore.segmentation import segment
from carescore.text.ngrams import analyze
from carescore.training.ratings import Floats
from carescore.transcript import Role

ROLE_OF = {
    "staff": Role.STAFF,
    "companion": Role.COMPANION,
    "doctor": Role.STAFF,
    "therapist": Role.STAFF,
    "guest_clinician": Role.STAFF,
    "patient": Role.PATIENT,
    "client": Role.PATIENT,
    "guest_family": Role.COMPANION,
}
WINDOW, WINDOWS, WINDOW_WEIGHT = 6, 2, 0.1  # turns of the stretches also learnt from, how many a talk, how much each
ALONE_WEIGHT = 0.1  # of a speaker without the others
RARE_WEIGHT = 1.5  # of conversations that are not one staff member with one patient


@dataclass(frozen=True)
class Roled:
    """A conversation as score() sees it: its turns' speakers (by index) and texts, and the role of every speaker."""

    speakers: tuple[int, ...]
    texts: tuple[str, ...]
    roles: tuple[Role, ...]

    def part(self, kept: Sequence[int]) -> Roled:
        """The turns with those indices alone."""
        index: dict[int, int] = {}
        speakers = tuple(index.setdefault(self.speakers[i], len(index)) for i in kept)
        return Roled(speakers, tuple(self.texts[i] for i in kept), tuple(self.roles[speaker] for speaker in index))


def talk_of(turns: Sequence[Mapping[str, Any]]) -> Roled:
    names = list(dict.fromkeys(turn["speaker"] for turn in turns))
    role = {str(names.index(turn["speaker"])): ROLE_OF[turn["role"]] for turn in turns}
    dialogue = segment(readers.read([(str(names.index(turn["speaker"])), turn["text"]) for turn in turns]))
    order = [speaker.id for speaker in dialogue.speakers]
    speakers = tuple(order.index(turn.speaker) for turn in dialogue.turns)
    return Roled(speakers, tuple(turn.text for turn in dialogue.turns), tuple(role[name] for name in order))


def stretches(talks: Sequence[Roled]) -> tuple[list[Roled], Floats]:
    """Every conversation, stretches of a few turns of it, and each speaker alone; and how much each counts."""
    found: list[Roled] = []
    weights: list[float] = []
    for talk in talks:
        weight = 1.0 if sorted(talk.roles) == [Role.PATIENT, Role.STAFF] else RARE_WEIGHT
        size = len(talk.texts)
        starts = range(0, size - 1, WINDOW) if size > WINDOW * 1.5 else range(0)
        spread = {starts[int(i)] for i in np.linspace(0, len(starts) - 1, WINDOWS)} if starts else set()
        parts = [talk.part(range(at, min(size, at + WINDOW))) for at in sorted(spread)]
        parts = [part for part in parts if len(part.roles) > 1]
        alone = [talk.part([i for i, s in enumerate(talk.speakers) if s == one]) for one in range(len(talk.roles))]
        found += [talk, *parts, *alone]
        weights += [weight, *[WINDOW_WEIGHT * weight] * len(parts), *[ALONE_WEIGHT] * len(alone)]
    return found, np.array(weights)


def grams_of(talks: Sequence[Roled]) -> dict[str, list[list[str]]]:
    """For each head the grams of every speaker, the talks' speakers one after the other."""
    found: dict[str, list[list[str]]] = {name: [] for name in roles.HEADS}
    for talk in talks:
        turns = SpokenTurns(talk.speakers, talk.texts)
        said = [_analyzed(text) for text in talk.texts]
        for name, owners in (("own", turns.speakers), ("before", turns.before()), ("after", turns.after())):
            for one in range(turns.n_speakers):
                found[name].append([gram for k, own in zip(owners, said, strict=True) if k == one for gram in own])
    return found


@cache
def _analyzed(text: str) -> list[str]:
    return analyze(text)


@cache
def dense_of(talk: Roled) -> Floats:
    return roles.dense(SpokenTurns(talk.speakers, talk.texts))
