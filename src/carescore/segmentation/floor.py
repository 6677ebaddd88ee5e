"""How the floor passes: one transition per change of speaker, with its floor transfer offset in ms.

A turn that lies wholly inside the one before takes no floor: there is no transition to it, and the next is counted from
the turn around it. A time that was not in the file makes no offset.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from carescore.segmentation._base import Transition, Turn


def transitions(turns: Sequence[Turn], estimated: Collection[int] = ()) -> tuple[Transition, ...]:
    """Transitions between turns that have the needed times. estimated: places of utterances whose times are not from
    the file."""
    found = []
    holder: Turn | None = None
    for turn in turns:
        if holder and holder.end_ms is not None and turn.start_ms is not None:
            if turn.end_ms is not None and turn.end_ms <= holder.end_ms and turn.start_ms < holder.end_ms:
                continue
            takes = next(p for p, (_, ms) in zip(turn.parts, turn.anchors, strict=True) if ms == turn.start_ms)
            measured = holder.parts[-1] not in estimated and takes not in estimated
            if measured and holder.speaker != turn.speaker:
                found.append(Transition(holder.index, turn.index, turn.start_ms - holder.end_ms))
        holder = turn
    return tuple(found)
