"""Changes of speaker that people do not make: in mid-sentence without talk at once, for a word or two, back and
forth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from carescore.segmentation._base import UNKNOWN_SPEAKER, Dialogue, Turn
from carescore.segmentation.backchannels import is_acknowledgement
from carescore.text.regex import lazy

OVERLAP_MS = 200  # less is no talk at once: edges of recognisers
STRAY_WORDS = 2
FLAPS = 4  # turns in a row, each of at most FLAP_WORDS words and in mid-sentence
FLAP_WORDS = 3
WRITTEN = 0.8  # of the sentences inside turns begin with a capital where the transcript writes them
_ENDED = lazy(r"[.?!…][\"')\]]*$")
_BROKEN = lazy(r"(?:--?|[–—]|…|\.\.\.|//?)[\"')\]]*$")
_RESUMED = lazy(r"^[\"'(]*(?:--?|[–—]|\.\.\.|…)")
_INNER = lazy(r"[.?!]\s+[\"'(]*([^\W\d_])")


def cutting(dialogue: Dialogue) -> Iterator[Turn]:
    """The turns that go on with the sentence of the turn before."""
    if not _writes_capitals(dialogue.turns):
        return
    for before, after in _pairs(dialogue):
        if _open(before.text) and _goes_on(after.text) and not _at_once(before, after):
            yield after


def stray(dialogue: Dialogue) -> Iterator[Turn]:
    """The turns of a word or two inside one sentence of the other's."""
    if not _writes_capitals(dialogue.turns):
        return
    for before, after in _pairs(dialogue):
        later = dialogue.turns[after.index + 1] if after.index + 1 < len(dialogue.turns) else None
        short = len(after.text.split()) <= STRAY_WORDS and not is_acknowledgement(after.text)
        inside = later and later.speaker == before.speaker and _open(before.text) and _goes_on(later.text)
        if inside and short and not _ENDED.search(after.text) and not _at_once(before, after):
            yield after


def flapping(dialogue: Dialogue) -> Iterator[Sequence[Turn]]:
    """Runs of short turns that change the speaker in mid-sentence each time."""
    run: list[Turn] = []
    for turn in dialogue.turns:
        short = len(turn.text.split()) <= FLAP_WORDS and not is_acknowledgement(turn.text)
        ended = bool(run) and bool(_ENDED.search(run[-1].text) or _BROKEN.search(run[-1].text))
        if not short or ended or (run and _at_once(run[-1], turn)):
            if len(run) >= FLAPS:
                yield run
            run = []
        if short:
            run.append(turn)
    if len(run) >= FLAPS:
        yield run


def _pairs(dialogue: Dialogue) -> Iterator[tuple[Turn, Turn]]:
    for before, after in zip(dialogue.turns, dialogue.turns[1:], strict=False):
        if UNKNOWN_SPEAKER not in (before.speaker, after.speaker):
            yield before, after


def _writes_capitals(turns: Sequence[Turn]) -> bool:
    """Whether the transcript begins sentences with capitals, so that a small letter says something."""
    inner = [found for turn in turns for found in _INNER.findall(turn.text)]
    starts = inner or [turn.text[:1] for turn in turns if turn.text[:1].isalpha()]
    return bool(starts) and sum(letter.isupper() for letter in starts) >= WRITTEN * len(starts)


def _open(text: str) -> bool:
    """Whether a turn stops in mid-sentence, and no mark says that it was broken off."""
    text = text.rstrip()
    return bool(text) and not _ENDED.search(text) and not _BROKEN.search(text)


def _goes_on(text: str) -> bool:
    """Whether a turn begins in mid-sentence: with a small letter, and not as somebody who takes up a thread."""
    return text[:1].islower() and not _RESUMED.match(text)


def _at_once(before: Turn, after: Turn) -> bool:
    if before.end_ms is None or after.start_ms is None:
        return False
    return before.end_ms - after.start_ms >= OVERLAP_MS
