"""Utterances into turns: neighbouring utterances of one speaker become one turn, backchannels hang on their host.

Words are kept as they are, joined by one space. A turn ends with its latest end. It starts where it takes the floor:
what its speaker says wholly inside the turn before, while the other goes on, is a try with a span and an anchor of its
own, and does not stretch the turn over the other's.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from carescore.segmentation._base import UNKNOWN_SPEAKER, Pause, Turn
from carescore.transcript import Role, Utterance


def build(
    utterances: Sequence[Utterance], backchannels: Mapping[int, int], estimated: Collection[int] = ()
) -> tuple[tuple[Turn, ...], tuple[Pause, ...]]:
    """The turns in order, every role UNKNOWN, and the pauses inside them. estimated: places of utterances whose times
    are not from the file, so that no pause is known beside them."""
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
    turns: list[Turn] = []
    for g, group in enumerate(groups):
        until = turns[-1].end_ms if turns else None
        said, signals = ([utterances[i] for i in places] for places in (group, supports.get(g, [])))
        turns.append(_turn(g, group, said, signals, until))
    known = [utterance if i not in estimated else None for i, utterance in enumerate(utterances)]
    pauses = tuple(p for g, group in enumerate(groups) for p in _pauses(g, [known[i] for i in group]))
    return tuple(turns), pauses


def _turn(
    index: int, places: Sequence[int], parts: Sequence[Utterance], backchannels: Sequence[Utterance], until: int | None
) -> Turn:
    """until: where the turn before ends."""
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
        start_ms=_takes_floor(parts, until),
        end_ms=max(ends) if len(ends) == len(parts) else None,
        backchannels=tuple(backchannels),
        anchors=tuple(anchors),
        parts=tuple(places),
        spans=_spans(parts),
    )


def _takes_floor(parts: Sequence[Utterance], until: int | None) -> int | None:
    """The start of the first part that is not wholly inside the turn before, if there is one."""
    later = (p for p in parts if p.end_ms is None or until is None or p.end_ms > until)
    return next(later, parts[0]).start_ms


def _spans(parts: Sequence[Utterance]) -> tuple[tuple[int, int], ...]:
    """(start, end) of the parts in order of time, joined where they overlap; none where a part lacks a time."""
    times = sorted((p.start_ms, p.end_ms) for p in parts if p.start_ms is not None and p.end_ms is not None)
    if len(times) < len(parts):
        return ()
    spans = [times[0]]
    for start, end in times[1:]:
        if start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return tuple(spans)


def _pauses(index: int, parts: Sequence[Utterance | None]) -> list[Pause]:
    found = []
    for one, two in pairwise(parts):
        if one and two and one.end_ms is not None and two.start_ms is not None and two.start_ms > one.end_ms:
            found.append(Pause(index, one.end_ms, two.start_ms))
    return found
