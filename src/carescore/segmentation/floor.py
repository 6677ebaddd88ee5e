"""How the floor passes: one transition per change of speaker, with its floor transfer offset in ms."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from carescore.segmentation._base import Transition, Turn


def transitions(turns: Sequence[Turn]) -> tuple[Transition, ...]:
    """Transitions between neighbouring turns that have the needed times."""
    return tuple(
        Transition(one.index, two.index, two.start_ms - one.end_ms)
        for one, two in pairwise(turns)
        if one.end_ms is not None and two.start_ms is not None
    )
