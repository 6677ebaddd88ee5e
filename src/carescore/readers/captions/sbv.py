"""SBV (YouTube's SubViewer): "start,end" on a line, the text below. Speakers as labels in front of the text.

Source: YouTube Studio's caption download.
"""

from __future__ import annotations

from carescore.errors import ReadError
from carescore.readers import _cues
from carescore.readers._base import Parsed, Reader
from carescore.readers._times import clock_ms
from carescore.readers.captions import _captions
from carescore.text.regex import lazy

_TIMES = lazy(r"^[ \t]*(\d{1,3}:\d\d:\d\d\.\d{1,3})[ \t]*,[ \t]*(\d{1,3}:\d\d:\d\d\.\d{1,3})[ \t]*$")


def looks_like(head: str) -> bool:
    return bool(_TIMES.match(head.lstrip("\n \t").partition("\n")[0]))


def read(text: str) -> Parsed:
    cues: list[tuple[int, int, list[str], int]] = []
    for number, line in _cues.numbered(text):
        if match := _TIMES.match(line):
            cues.append((clock_ms(match[1]) or 0, clock_ms(match[2]) or 0, [], number))
        elif cues and line.strip() != "-":
            cues[-1][2].append(" ".join(line.replace("[br]", " ").split()))
    found = _cues.utterances(_captions.labelled(cues))
    if not found:
        raise ReadError("no cue with readable times holds text", line=1)
    return _captions.finished(found)


READER = Reader(
    name="sbv",
    title="SBV captions",
    extensions=(".sbv",),
    export="YouTube Studio: download captions as .sbv",
    looks_like=looks_like,
    read=read,
)
