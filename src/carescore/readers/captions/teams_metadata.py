"""Teams' metadata of a transcript (Microsoft Graph): WebVTT whose cues are JSON, with speakerName and spokenText.

Source: Microsoft Graph, callTranscript, metadataContent.
"""

from __future__ import annotations

import re

from carescore.errors import ReadError
from carescore.readers import _cells, _cues, _json
from carescore.readers._base import Parsed, Reader
from carescore.readers._times import cue_ms
from carescore.transcript import Utterance

_BROKEN = "a cue that is no JSON was skipped"


def looks_like(head: str) -> bool:
    return bool(re.match(r"\s*WEBVTT\b", head)) and '"spokenText"' in head


def read(text: str) -> Parsed:
    found: list[Utterance] = []
    notes: list[str] = []
    times: tuple[int, int] | None = None
    payload: list[str] = []
    at = 1
    for number, line in enumerate([*_cues.lines(text), "-->"], start=1):
        if "-->" in line and (span := cue_ms(line) or line == "-->"):
            found += _utterance(payload, times, at, notes)
            times, payload, at = (span if isinstance(span, tuple) else None), [], number
        elif times:
            payload.append(line)
    if not found:
        raise ReadError("no cue holds spoken text", line=1)
    return found, notes


def _utterance(payload: list[str], times: tuple[int, int] | None, line: int, notes: list[str]) -> list[Utterance]:
    """The utterance of a cue: none where nothing was said; a note where it is no JSON."""
    content = "\n".join(payload)
    content = content[: content.rfind("}") + 1].strip()
    if not content or times is None:
        return []
    try:
        cue = _json.load(content)
    except ReadError:
        notes.append(f"line {line}: {_BROKEN}")
        return []
    said = _json.said(_json.at(cue, "spokenText"))
    return [Utterance(_cells.label(_json.at(cue, "speakerName")), said, *times, (), line)] if said else []


READER = Reader(
    name="teams_metadata",
    title="Teams transcript metadata",
    extensions=(".vtt",),
    export="Microsoft Graph: the metadataContent of a call's transcript",
    looks_like=looks_like,
    read=read,
)
