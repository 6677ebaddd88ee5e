"""Times as a conversation can have them: in order, without impossible ones, and what a recogniser decoded twice counted
once. What is changed is said in a note. A missing time stays missing: segmentation closes it, and knows that it did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from carescore.text.regex import lazy
from carescore.transcript import Utterance

_ECHO = 4  # words that two speakers do not say at the same time by chance
_NEAR = 4  # utterances before one in which its like can stand
_WORD = lazy(r"[\w'’]+")

Mended = tuple[list[Utterance], list[str]]


def mended(utterances: Sequence[Utterance]) -> tuple[tuple[Utterance, ...], list[str]]:
    """The utterances in order, with times that can be; and a note for every kind of change."""
    if _plain(utterances):
        return tuple(utterances), []
    found, notes = _possible(utterances)
    found, more = _ordered(found)
    notes += more
    if _crowded(found):
        found, more = _once(found)
        notes += more
    return tuple(found), notes


def _plain(found: Sequence[Utterance]) -> bool:
    """Whether one utterance follows the other, each with both its times, as in most files: nothing is to be mended."""
    latest = 0
    for utterance in found:
        start, end = utterance.start_ms, utterance.end_ms
        if start is None or end is None or start < latest or end < start:
            return False
        latest = end
    return True


def _crowded(found: Sequence[Utterance]) -> bool:
    """Whether an utterance begins before one ahead of it ends: mostly none does, and there is nothing to compare."""
    latest = 0
    for utterance in found:
        if utterance.start_ms is not None and utterance.start_ms < latest:
            return True
        if utterance.end_ms is not None and utterance.end_ms > latest:
            latest = utterance.end_ms
    return False


def _possible(utterances: Sequence[Utterance]) -> Mended:
    """Impossible times taken out."""
    notes: list[str] = []
    fixed = list(utterances)
    for i, utterance in enumerate(utterances):
        start, end = utterance.start_ms, utterance.end_ms
        if start is not None and start < 0:
            notes.append(f"line {utterance.line}: a negative start was set to 0")
            fixed[i] = utterance = replace(utterance, start_ms=0)
        if start is not None and end is not None and end < max(start, 0):
            notes.append(f"line {utterance.line}: an end before its start was dropped")
            fixed[i] = replace(utterance, end_ms=None)
    return fixed, notes


def _ordered(found: list[Utterance]) -> Mended:
    """In order of their starts, where all have one. A log without ends whose times run backwards keeps its own order
    where the speakers alternate in that one."""
    starts = [u.start_ms for u in found if u.start_ms is not None]
    if len(starts) < len(found) or all(a <= b for a, b in pairwise(starts)):
        return found, []
    ordered = sorted(found, key=lambda u: u.start_ms or 0)
    if all(u.end_ms is None for u in found) and _changes(found) > _changes(ordered):
        return _kept(found)
    if _changes(found) < len({u.speaker for u in found}):  # one speaker after the other: tiers, or channels
        return ordered, []
    moved = sum(a is not b for a, b in zip(found, ordered, strict=True))
    return ordered, [f"{moved} stretches did not stand in the order of their times, and were put in it"]


def _kept(found: list[Utterance]) -> Mended:
    """The file's own order, without the times that run backwards."""
    latest = 0
    kept: list[Utterance] = []
    for utterance in found:
        start = utterance.start_ms or 0
        kept.append(utterance if start >= latest else replace(utterance, start_ms=None))
        latest = max(latest, start)
    left_out = sum(u.start_ms is None for u in kept)
    return kept, [f"{left_out} times run backwards: the file's order was kept, and they were left out"]


def _changes(found: Sequence[Utterance]) -> int:
    return sum(before.speaker != after.speaker for before, after in pairwise(found))


def _once(found: list[Utterance]) -> Mended:
    """Without what was decoded twice: the same words at the same time, of one speaker, or of two in an echo."""
    kept: list[Utterance] = []
    again = echoes = latest = 0
    for utterance in found:
        near = kept[-_NEAR:] if utterance.start_ms is not None and utterance.start_ms < latest else []
        latest = max(latest, utterance.end_ms or 0)
        twin = next((other for other in near if _overlap(other, utterance) and _same(other, utterance)), None)
        if twin is None:
            kept.append(utterance)
        elif twin.speaker == utterance.speaker:
            again += 1
        else:
            echoes += 1
    notes = [f"{again} stretches stand twice, with the same words at the same time: counted once"] if again else []
    if echoes:
        notes.append(f"{echoes} stretches are an echo, the same words at the same time by another speaker: left out")
    return kept, notes


def _overlap(one: Utterance, other: Utterance) -> bool:
    """Whether both last at the same time, for half of the shorter one at least."""
    if one.start_ms is None or one.end_ms is None or other.start_ms is None or other.end_ms is None:
        return False
    shared = min(one.end_ms, other.end_ms) - max(one.start_ms, other.start_ms)
    shorter = min(one.end_ms - one.start_ms, other.end_ms - other.start_ms)
    return shared > 0 and 2 * shared >= shorter


def _same(one: Utterance, other: Utterance) -> bool:
    words = _WORD.findall(other.text.lower())
    if not words or words != _WORD.findall(one.text.lower()):
        return False
    return one.speaker == other.speaker or len(words) >= _ECHO
