"""Times that a file lacks or has wrong: closed where its other times allow it, and said.

A missing end is the next start, or earlier where the pace of the file's own talk says so; a missing start is the end of
the utterance before. That is done only in a file that gives most of its times; messages and stamped lines, which have
no ends at all, stay as they are. Ends that run over the next speaker's start by the same time everywhere are the
recogniser's doing, not talk at once: the time is taken off every end, and overlaps are not read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median, quantiles

from carescore.transcript import Transcript, Utterance

TIMED = 0.5  # of the utterances must have an end before a missing time is closed
USUAL_PACE = 400  # ms a word: 150 words a minute, where the file has too little talk to tell (Yuan et al. 2006)
PACED = 5  # utterances of PACED_WORDS words and more tell the file's own pace
PACED_WORDS = 3
CHANGES = 8  # changes of speaker from which a common overlap says something
LATE_SHARE = 0.9  # of the changes overlap: in conversations four in ten do (Heldner & Edlund 2010)
LATE_MS = 50  # less is within the edges of any recogniser
LATE_SPREAD = 0.2  # between the quartiles, of the common overlap: overlaps of people spread over more than its size
SHORTEST = 0.3  # of an utterance's time that is left to it
CLOSED = "{n} {times} missing in the file: taken from the {source}"
COMMON = (
    "the ends of this file run over the next start by about {s:.1f} s at every change: overlaps cannot be read here"
)
EVERYWHERE = "the ends of this file run over the next start at nearly every change: overlaps cannot be read here"


@dataclass(frozen=True, slots=True)
class Mended:
    """A transcript with its times mended and noted. estimated: places of the utterances with a time that the file does
    not give; no_overlaps: why overlaps cannot be read, None where they can."""

    transcript: Transcript
    estimated: frozenset[int] = frozenset()
    no_overlaps: str | None = None


def mended(transcript: Transcript) -> Mended:
    """The transcript with what its times allow."""
    said = list(transcript.utterances)
    if sum(utterance.end_ms is not None for utterance in said) < max(1, TIMED * len(said)):
        return Mended(transcript)
    said, late = _without_late_ends(said)
    pace = _pace(said)
    closed = [_closed(said, i, pace) for i in range(len(said))]
    estimated = frozenset(i for i, (one, two) in enumerate(zip(said, closed, strict=True)) if one != two)
    notes = list(transcript.notes)
    if ends := sum(said[i].start_ms is not None for i in estimated):
        times = "end is" if ends == 1 else "ends are"
        notes.append(CLOSED.format(n=ends, times=times, source="next start or the pace"))
    if starts := len(estimated) - ends:
        times = "start is" if starts == 1 else "starts are"
        notes.append(CLOSED.format(n=starts, times=times, source="end before it"))
    notes += [late] if late else []
    return Mended(replace(transcript, utterances=tuple(closed), notes=tuple(notes)), estimated, late)


def _timed(utterance: Utterance) -> bool:
    return utterance.start_ms is not None and utterance.end_ms is not None


def _pace(said: Sequence[Utterance]) -> float:
    """Median ms a word."""
    sized = [(u.start_ms, u.end_ms, len(u.text.split())) for u in said]
    paces = [(end - start) / n for start, end, n in sized if start is not None and end is not None and n >= PACED_WORDS]
    return median(paces) if len(paces) >= PACED else USUAL_PACE


def _closed(said: Sequence[Utterance], i: int, pace: float) -> Utterance:
    """The utterance with both times, unchanged where there is no room for it."""
    one = said[i]
    if _timed(one):
        return one
    before = max((u.end_ms for u in said[max(0, i - 3) : i] if u.end_ms is not None), default=None)
    after = next((u.start_ms for u in said[i + 1 :] if u.start_ms is not None), None)
    length = max(1, round(pace * len(one.text.split())))
    start = one.start_ms
    if start is None:
        start = before if one.end_ms is None else max(before or 0, one.end_ms - length)
    end = one.end_ms
    if start is not None and end is None:
        end = start + length if after is None or after <= start else min(start + length, after)
    if start is None or end is None or end <= start or (one.start_ms is None and after is not None and after <= start):
        return one
    return replace(one, start_ms=start, end_ms=end)


def _without_late_ends(said: list[Utterance]) -> tuple[list[Utterance], str | None]:
    overlaps = [
        one.end_ms - two.start_ms
        for one, two in pairwise(said)
        if one.speaker != two.speaker and one.end_ms is not None and two.start_ms is not None
    ]
    late = [ms for ms in overlaps if ms > LATE_MS]
    if len(overlaps) < CHANGES or len(late) < LATE_SHARE * len(overlaps):
        return said, None
    low, common, high = quantiles(late, n=4)
    if high - low <= LATE_SPREAD * common:
        return [_shortened(u, round(common)) for u in said], COMMON.format(s=common / 1000)
    return [*(_until_next(one, two) for one, two in pairwise(said)), said[-1]], EVERYWHERE


def _shortened(utterance: Utterance, ms: int) -> Utterance:
    start, end = utterance.start_ms, utterance.end_ms
    if start is None or end is None:
        return utterance
    return replace(utterance, end_ms=max(start + round(SHORTEST * (end - start)), end - ms))


def _until_next(one: Utterance, two: Utterance) -> Utterance:
    """The utterance ended at the next one's start, where that lies inside it."""
    if one.start_ms is None or one.end_ms is None or two.start_ms is None:
        return one
    return replace(one, end_ms=two.start_ms) if one.start_ms < two.start_ms < one.end_ms else one
