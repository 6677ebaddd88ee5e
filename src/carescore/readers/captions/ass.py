"""Advanced SubStation Alpha (.ass, .ssa): the speaker is the name of an event, else its style where styles differ.

Comments and drawings are left out, tags too; braces without a tag are text that a program did not escape. A line of an
event that is labelled itself ("Name: text") keeps that label. Source: the format's specification (Aegisub, libass).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from carescore.errors import ReadError
from carescore.readers import _cues
from carescore.readers._base import Parsed, Reader
from carescore.readers._labels import clean
from carescore.readers._times import clock_ms
from carescore.transcript import Utterance

_TAG = re.compile(r"\{[^{}]*\\[^{}]*\}|[{}]")
_DRAWING = re.compile(r"\{[^{}]*\\p[1-9][^{}]*\}")
_SPACE = re.compile(r"\s+(?=[,.?!;:])")
_BREAK = re.compile(r"\\[Nnh]")
_FIELDS = "layer start end style name marginl marginr marginv effect text".split()
_DEFAULT = "default"

Event = tuple[int, dict[str, str]]


def looks_like(head: str) -> bool:
    return bool(re.match(r"\s*\[Script Info\]", head, re.IGNORECASE)) or (
        "[Events]" in head and bool(re.search(r"^Dialogue:", head, re.MULTILINE))
    )


def read(text: str) -> Parsed:
    events = [event for event in _events(text) if not _DRAWING.search(event[1].get("text", ""))]
    styles = {event["style"] for _, event in events if event.get("style")}
    by_style = len(styles) > 1 and not any(event.get("name") for _, event in events)
    named: list[Utterance] = []
    cues: list[_cues.Cue] = []
    for number, event in events:
        said = _SPACE.sub("", " ".join(_BREAK.sub(" ", _TAG.sub("", event.get("text", ""))).split()))
        start, end = clock_ms(event.get("start", "")), clock_ms(event.get("end", ""))
        label = _style(event.get("style", "")) if by_style else clean(event.get("name", ""))
        if said:
            named.append(Utterance(label, said, start, end, (), number))
            cues.append((start, end, [said], number))
    if not named:
        raise ReadError("no event holds text", line=1)
    return (named if any(u.speaker for u in named) else _cues.utterances(cues)), []


def _style(name: str) -> str | None:
    return None if name.lower() == _DEFAULT else clean(name.lstrip("*"))


def _events(text: str) -> Iterator[Event]:
    """(line number, fields by name) of every event that is shown; the fields as the Format line orders them."""
    fields = _FIELDS
    for number, line in _cues.numbered(text):
        kind, colon, rest = line.strip().partition(":")
        if kind == "Format" and colon and "text" in rest.lower():
            fields = [field.strip().lower() for field in rest.split(",")]
        elif kind == "Dialogue" and colon:
            cells = rest.split(",", len(fields) - 1)
            yield number, dict(zip(fields, (cell.strip() for cell in cells), strict=False))


READER = Reader(
    name="ass",
    title="Advanced SubStation Alpha subtitles",
    extensions=(".ass", ".ssa"),
    export="Aegisub and stable-ts write .ass; a speaker is the name or the style of an event",
    looks_like=looks_like,
    read=read,
)
