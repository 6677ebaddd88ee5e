"""SubRip (SRT), read by its timing lines: indexes may be missing, doubled or wrong.

Own parser: the srt package misreads times without hours and one-digit fractions. Speakers: "Name: text",
"[Name]: text", "(Name) text"; a cue without a label goes on with the speaker before it.
Source: exports of Whisper, WhisperX, Premiere and video platforms.
"""

from __future__ import annotations

import re

from carescore.errors import ReadError
from carescore.readers import _cues
from carescore.readers._base import Parsed, Reader
from carescore.readers._times import ARROW, SKIPPED_CUE, cue_ms
from carescore.readers._xml import unescaped
from carescore.readers.captions import _captions
from carescore.text.regex import lazy

_TAG = lazy(r"</?(?:i|b|s|c)(?:\.[\w.]+)?>|<(?:i|b|s|c) [^<>]*=[^<>]*>|\{\\[^{}]*\}", re.IGNORECASE)
_TIMING = lazy(r"^\s*-?\d+:")
_FIRST_LINES = 3


def looks_like(head: str) -> bool:
    lines = [line for line in head[:4000].split("\n") if line.strip()][:_FIRST_LINES]
    return any(ARROW.match(line) for line in lines) and not lines[0].startswith("WEBVTT")


def read(text: str) -> Parsed:
    cues, broken = _blocks(text)
    if not cues:
        raise ReadError("no cue with readable times in it", line=broken[0] if broken else 1)
    clear, words = _captions.clear(cues)
    found, notes = _captions.finished(_captions.worded(_cues.utterances(clear), words))
    return found, [*(f"line {number}: {SKIPPED_CUE}" for number in broken), *notes]


def _blocks(text: str) -> tuple[list[_captions.Cue], list[int]]:
    """(start, end, payload lines, line number) of every cue, and the lines of times that cannot be read."""
    cues: list[_captions.Cue] = []
    broken: list[int] = []
    times: tuple[int, int] | None = None
    payload: list[str] = []
    at, before = 0, ""
    for number, line in enumerate(_cues.lines(text), start=1):
        if "-->" in line and (_TIMING.match(line) or ARROW.match(line)):
            if times:
                _drop_index(payload, before)
                cues.append((*times, tuple(payload), at))
            times, payload, at = cue_ms(line), [], number
            broken += [] if times else [number]
        elif line and times and (said := _plain(line)):
            payload.append(said)
        before = line
    return [*cues, (*times, tuple(payload), at)] if times else cues, broken


def _plain(line: str) -> str:
    bare = _TAG.sub("", line) if "<" in line or "{" in line else line
    said = " ".join(unescaped(bare).split())
    return line if said == line else said  # the same string where it can be: no second copy of the talk


def _drop_index(payload: list[str], before: str) -> None:
    """The number in front of the next timing line belongs to it, not to the talk."""
    if payload and payload[-1] == before.strip() and payload[-1].isdigit():
        payload.pop()


READER = Reader(
    name="srt",
    title="SubRip subtitles",
    extensions=(".srt",),
    export="Whisper, WhisperX and subtitle editors write .srt",
    looks_like=looks_like,
    read=read,
)
