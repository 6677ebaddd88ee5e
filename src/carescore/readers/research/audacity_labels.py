"""Audacity labels: "start<TAB>end<TAB>text" in seconds, without a header; Whisper's .aud too.

A speaker is a label in front of the text, or [[Speaker]]. Labels that only name speakers hold no speech, and are
refused. Lines with a backslash carry a range of frequencies. Source: Audacity manual, importing and exporting labels.
"""

from __future__ import annotations

import re

from carescore.errors import ReadError
from carescore.readers import _cues
from carescore.readers._base import Parsed, Reader
from carescore.readers._times import scaled_ms
from carescore.text.regex import lazy

_LINE = lazy(r"^(?P<start>\d+[.,]\d+)\t(?P<end>\d+[.,]\d+)(?:\t(?P<said>.*))?$|^\\\t")
_DOUBLE = lazy(r"^\[\[([^\]\n:]{1,50})\]\][ \t]*:?[ \t]*")
_ONLY_A_NAME = lazy(r"^(?:speaker|spk|sprecher)[ _]?\w{0,8}$", re.IGNORECASE)
_SHARE = 0.8


def looks_like(head: str) -> bool:
    return _cues.share(_LINE, head) >= _SHARE


def read(text: str) -> Parsed:
    cues: list[_cues.Cue] = []
    skipped: list[str] = []
    for number, line in _cues.numbered(text):
        match = _LINE.match(line)
        if match and (said := " ".join((match["said"] or "").split())):
            start, end = (scaled_ms(match[edge], 1000) for edge in ("start", "end"))
            cues.append((start, end, [_DOUBLE.sub(r"[\1]: ", said)], number))
        elif not match:
            skipped.append(f"line {number}: a line that is no label was skipped")
    if cues and all(_ONLY_A_NAME.match(said) for _, _, lines, _ in cues for said in lines):
        raise ReadError("labels that name speakers but hold no speech: use a transcript with the words", line=1)
    found = _cues.utterances(cues)
    if not found:
        raise ReadError("no label holds text", line=1)
    return found, skipped


READER = Reader(
    name="audacity_labels",
    title="Audacity labels",
    extensions=(".txt", ".aud"),
    export="Audacity: File, Export Labels; one label an utterance, 'Name: text'",
    looks_like=looks_like,
    read=read,
)
