"""Text of video editors: "[00:00:01:05 - 00:00:03:10]", a speaker's line, the text below.

The last field counts frames, and how many make a second is not in the file: times are whole seconds. A time line that
begins at a whole hour is counted from there. Source: DaVinci Resolve, Premiere Pro.
"""

from __future__ import annotations

import re

from carescore.errors import ReadError
from carescore.readers import _cues, _labels
from carescore.readers._base import Parsed, Reader
from carescore.readers._times import clock_ms
from carescore.text.regex import lazy
from carescore.transcript import Utterance

_CODE = r"\d{1,2}:\d\d:\d\d[:;]\d\d"
_TIMES = lazy(rf"^[ \t]*\[?(?P<start>{_CODE})[ \t]*[-–][ \t]*(?P<end>{_CODE})\]?[ \t]*$")
_HOUR = 3_600_000
_FRAMES = "frames were left out: times are whole seconds"
_FROM_HOUR = "the time line begins at a whole hour: times count from there"


def looks_like(head: str) -> bool:
    return bool(_TIMES.match(head.lstrip("\n \t").partition("\n")[0]))


def read(text: str) -> Parsed:
    blocks: list[tuple[int, int, list[str], int]] = []
    for number, line in _cues.numbered(text):
        if match := _TIMES.match(line):
            blocks.append((_seconds(match["start"]), _seconds(match["end"]), [], number))
        elif blocks:
            blocks[-1][2].append(" ".join(line.split()))
    zero = min((start for start, _, _, _ in blocks), default=0) // _HOUR * _HOUR
    named = _labels.accepted(said[0] for _, _, said, _ in blocks if len(said) > 1 and said[0][-1] not in ".?!,")
    found: list[Utterance] = []
    for start, end, said, number in blocks:
        label = said.pop(0) if len(said) > 1 and said[0] in named else None
        if said:
            found.append(Utterance(_labels.clean(label), " ".join(said), start - zero, end - zero, (), number))
    if not found:
        raise ReadError("no block with times holds text", line=1)
    return found, [_FRAMES, *([_FROM_HOUR] if zero else [])]


def _seconds(code: str) -> int:
    return clock_ms(re.split(r"[:;]\d\d$", code)[0]) or 0


READER = Reader(
    name="timecode_text",
    title="Transcript with time codes",
    extensions=(".txt",),
    export="DaVinci Resolve and Premiere Pro: export the transcript as text",
    looks_like=looks_like,
    read=read,
)
