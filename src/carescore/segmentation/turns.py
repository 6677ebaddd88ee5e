"""Utterances into turns: neighbouring utterances of one speaker become one turn, backchannels hang on their host.

Words are kept as they are, joined by one space. Times are the first start and the latest end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from carescore.segmentation._base import UNKNOWN_SPEAKER, Pause, Turn
from carescore.transcript import Role, Utterance


def build(
    utterances: Sequence[Utterance], backchannels: Mapping[int, int]
) -> tuple[tuple[Turn, ...], tuple[Pause, ...]]:
    """The turns in order, every role UNKNOWN, and the pauses inside them."""
    groups: list[list[int]] = []
    supports: dict[int, list[int]] = {}
    group_of: dict[int, int] = {}
    for i, utterance in enumerate(utterances):
        if i in backchannels:
            supports.setdefault(group_of[backchannels[i]], []).append(i)
            continue
        if not groups or utterances[groups[-1][0]].speaker != utterance.speaker:
            groups.append([])
        groups[-1].append(i)
        group_of[i] = len(groups) - 1
    turns = tuple(
        _turn(g, group, [utterances[i] for i in group], [utterances[i] for i in supports.get(g, [])])
        for g, group in enumerate(groups)
    )
    pauses = tuple(p for g, group in enumerate(groups) for p in _pauses(g, [utterances[i] for i in group]))
    return turns, pauses


def _turn(index: int, places: Sequence[int], parts: Sequence[Utterance], backchannels: Sequence[Utterance]) -> Turn:
    anchors: list[tuple[int, int | None]] = []
    text = ""
    for part in parts:
        text += " " if text else ""
        anchors.append((len(text), part.start_ms))
        text += " ".join(part.text.split())
    ends = [part.end_ms for part in parts if part.end_ms is not None]
    return Turn(
        index=index,
        speaker=parts[0].speaker or UNKNOWN_SPEAKER,
        role=Role.UNKNOWN,
        text=text,
        start_ms=parts[0].start_ms,
        end_ms=max(ends) if len(ends) == len(parts) else None,
        backchannels=tuple(backchannels),
        anchors=tuple(anchors),
        parts=tuple(places),
    )


def _pauses(index: int, parts: Sequence[Utterance]) -> list[Pause]:
    found = []
    for one, two in pairwise(parts):
        if one.end_ms is not None and two.start_ms is not None and two.start_ms > one.end_ms:
            found.append(Pause(index, one.end_ms, two.start_ms))
    return found
