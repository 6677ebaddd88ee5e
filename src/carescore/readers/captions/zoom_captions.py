"""Zoom's saved captions (meeting_saved_closed_caption.txt): "[Name] 09:02:11", the text below; no ends.

The clock on the wall counts from the first caption, and goes on over midnight. Zoom's chat file is typed, not spoken,
and is refused. Source: Zoom's desktop app.
"""

from __future__ import annotations

import re

from carescore.errors import ReadError
from carescore.readers import _cues
from carescore.readers._base import Parsed, Reader
from carescore.readers._dates import DAY, of_day_ms
from carescore.readers._labels import clean
from carescore.text.regex import lazy
from carescore.transcript import Utterance

_HEAD = lazy(r"^\[(?P<who>[^\]\n]{1,80})\][ \t]+(?P<t>\d\d:\d\d:\d\d)[ \t]*$")
_CHAT = lazy(
    r"^\d\d:\d\d:\d\d[ \t]{1,8}From[ \t]{1,8}\S[^\n]{0,100}?[ \t]{1,8}(?:to[ \t]{1,8}[^\n]{1,100}?)?:", re.IGNORECASE
)
_MORNING = "00:"  # a first caption in the first hour counts from the start of a recording, and is plain text's


def looks_like(head: str) -> bool:
    first = head.lstrip("\n \t").partition("\n")[0]
    match = _HEAD.match(first)
    return bool(_CHAT.match(first)) or bool(match and not match["t"].startswith(_MORNING))


def read(text: str) -> Parsed:
    if _CHAT.match(text.lstrip("\n \t")):
        reason = "a Zoom chat, typed and not spoken: use the recording's audio transcript (.vtt) or the saved captions"
        raise ReadError(reason, line=1)
    captions: list[tuple[str | None, int | None, list[str], int]] = []
    for number, line in _cues.numbered(text):
        if match := _HEAD.match(line):
            captions.append((clean(match["who"]), of_day_ms(match["t"]), [], number))
        elif captions:
            captions[-1][2].append(" ".join(line.split()))
    starts = _counted([time for _, time, _, _ in captions])
    pairs = zip(captions, starts, strict=True)
    found = [Utterance(who, " ".join(said), start, None, (), n) for (who, _, said, n), start in pairs if said]
    if not found:
        raise ReadError("no caption holds text", line=1)
    return found, []


def _counted(times: list[int | None]) -> list[int | None]:
    """Times of day from the first of them; one that is half a day earlier than the one before is of the next day."""
    first = before = next((time for time in times if time is not None), 0)
    days = 0
    counted: list[int | None] = []
    for time in times:
        if time is not None:
            days += before - time > DAY // 2
            before = time
        counted.append(None if time is None else time + days * DAY - first)
    return counted


READER = Reader(
    name="zoom_captions",
    title="Zoom saved captions",
    extensions=(".txt",),
    export="Zoom: save transcript during the meeting (better: the recording's audio transcript, .vtt)",
    looks_like=looks_like,
    read=read,
)
