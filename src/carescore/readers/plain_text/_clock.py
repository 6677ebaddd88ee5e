"""What the times of a text count from, and whether "11:04" is minutes and seconds or hours and minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from carescore.transcript import Utterance

DAY = 86_400_000  # ms
_HOUR = 3_600_000
_FASTEST = 10  # words a second: nobody speaks so fast, so these are hours and minutes
_FEWEST = 4  # starts that show a pace
OF_DAY = "times of day count from the first of them"
BY_MINUTE = "times of hours and minutes: none is nearer than a minute"


def settled(found: list[Utterance], of_day: bool) -> tuple[list[Utterance], list[str]]:
    """The utterances with times from the start of the recording, and what was done to them."""
    starts = [u.start_ms for u in found if u.start_ms is not None]
    if not starts:
        return found, []
    notes: list[str] = []
    if not of_day and _by_minute(found, starts):
        found = [replace(u, start_ms=_scaled(u.start_ms), end_ms=_scaled(u.end_ms)) for u in found]
        notes, of_day = [BY_MINUTE], starts[0] > 0
    if of_day or _on_the_wall(starts):
        return _from_first(found), [*notes, OF_DAY]
    return found, notes


def _by_minute(found: Sequence[Utterance], starts: Sequence[int]) -> bool:
    """Whether nobody could say so much between the first and the last start, were they minutes and seconds."""
    if len(starts) < _FEWEST or len(set(starts)) == len(starts) or any(start % 1000 for start in starts):
        return False
    said = sum(len(u.text.split()) for u in found[:-1])
    return said * 1000 > _FASTEST * max(1000, max(starts) - min(starts))


def _on_the_wall(starts: Sequence[int]) -> bool:
    """Whether the first time is hours from the start of any recording, and all are of one, or they run over midnight: a
    clock on the wall."""
    if any(before - after > DAY // 2 for before, after in pairwise(starts)):
        return True
    return min(starts) >= _HOUR and max(starts) - min(starts) < min(starts)


def _scaled(ms: int | None) -> int | None:
    return None if ms is None else ms * 60


def _from_first(found: Sequence[Utterance]) -> list[Utterance]:
    """Times counted from the first, over midnight too."""
    moved: list[Utterance] = []
    zero = before = next((u.start_ms for u in found if u.start_ms is not None), 0)
    for u in found:
        if u.start_ms is not None:
            zero -= DAY if before - u.start_ms > DAY // 2 else 0
            before = u.start_ms
            late = DAY if u.end_ms is not None and u.start_ms - u.end_ms > DAY // 2 else 0  # it ends after midnight
            u = replace(u, start_ms=u.start_ms - zero, end_ms=None if u.end_ms is None else u.end_ms + late - zero)
        moved.append(u)
    return moved
