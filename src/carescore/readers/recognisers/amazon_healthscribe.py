"""AWS HealthScribe's transcript: segments with clinician and patient roles; words without speakers beside them.

A word belongs to the segment that holds its middle. The summary file beside it is no transcript, and is refused.
Source: AWS HealthScribe developer guide.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from carescore.errors import ReadError
from carescore.readers import _json
from carescore.readers._base import JsonReader, Parsed
from carescore.readers._times import scaled_ms
from carescore.transcript import Utterance, Word


def looks_like(data: Any) -> bool:
    return isinstance(data, Mapping) and (
        "ClinicalDocumentation" in data or isinstance(_json.at(data, "Conversation", "TranscriptSegments"), list)
    )


def read(data: Any) -> Parsed:
    if isinstance(data, Mapping) and "ClinicalDocumentation" in data:
        raise ReadError("the clinical summary, no transcript: take the file transcript.json beside it")
    segments = _json.objects(data, "Conversation", "TranscriptSegments")
    scale = 1 if any("IsPartial" in segment for segment in segments) else 1000
    words = _words(data, scale)
    found = []
    for number, segment in enumerate(segments, start=1):
        start, end = (scaled_ms(segment.get(f"{edge}AudioTime"), scale) for edge in ("Begin", "End"))
        said = _json.said(segment.get("Content"))
        if said and segment.get("IsPartial") is not True:
            label = _json.label(_json.at(segment, "ParticipantDetails", "ParticipantRole"))
            found.append(Utterance(label, said, start, end, _inside(words, start, end), number))
    if not found:
        raise ReadError("no segment holds speech", line=1)
    return found, []


def _words(data: Any, scale: int) -> list[Word]:
    words: list[tuple[str | None, Word]] = []
    for item in _json.objects(data, "Conversation", "TranscriptItems"):
        said = _json.said(_json.at(item, "Alternatives", 0, "Content"))
        if str(item.get("Type")).upper() == "PUNCTUATION":
            _json.glued(words, said)
        elif said:
            times = _json.word(item, "", "BeginAudioTime", "EndAudioTime", scale)
            words.append((None, Word(said, times.start_ms, times.end_ms)))
    return [word for _, word in words]


def _inside(words: list[Word], start: int | None, end: int | None) -> tuple[Word, ...]:
    if start is None or end is None:
        return ()
    timed = ((word, word.start_ms, word.end_ms) for word in words)
    return tuple(w for w, a, b in timed if a is not None and b is not None and start <= (a + b) // 2 < end)


READER = JsonReader(
    name="amazon_healthscribe",
    title="AWS HealthScribe JSON",
    extensions=(".json",),
    export="AWS HealthScribe: transcript.json of a job",
    looks_like=looks_like,
    read=read,
)
