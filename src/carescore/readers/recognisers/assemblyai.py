"""AssemblyAI's JSON: utterances with speakers and words, in ms; without speaker labels only words.

The answers for sentences and paragraphs hold words alone, put together by speaker.

Source: AssemblyAI's API reference, transcripts (audio_duration is in seconds, everything else in ms).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from carescore.errors import ReadError
from carescore.readers import _json
from carescore.readers._base import JsonReader, Parsed
from carescore.readers._times import scaled_ms
from carescore.transcript import Utterance

_PARTS = ("sentences", "paragraphs")  # what /sentences and /paragraphs answer


def looks_like(data: Any) -> bool:
    if not isinstance(data, Mapping) or "segments" in data:
        return False
    if "status" not in data:
        return "audio_duration" in data and any("words" in _json.keys(data, part, 0) for part in _PARTS)
    return "audio_duration" in data or "audio_url" in data or _whole(_json.at(data, "words", 0, "start"))


def _whole(value: Any) -> bool:
    return isinstance(value, int)


def read(data: Any) -> Parsed:
    status = _json.at(data, "status")
    if status == "error":
        raise ReadError("the transcription failed: there is no talk in it")
    if status in ("queued", "processing"):
        raise ReadError("the transcription is not finished: fetch it again later")
    found = []
    for number, item in enumerate(_json.objects(data, "utterances"), start=1):
        words = tuple(_json.word(word, "text", "start", "end", 1) for word in _json.objects(item, "words"))
        label = _json.label(item.get("speaker")) or _json.label(item.get("channel"))
        start, end = scaled_ms(item.get("start"), 1), scaled_ms(item.get("end"), 1)
        if said := _json.said(item.get("text")):
            found.append(Utterance(label, said, start, end, words, number))
    if not found:
        parts = (item for part in _PARTS for item in _json.objects(data, part))
        words_ = _json.objects(data, "words") or [word for item in parts for word in _json.objects(item, "words")]
        found = _json.by_speaker(
            (_json.label(word.get("speaker")), _json.word(word, "text", "start", "end", 1)) for word in words_
        )
    if not found:
        raise ReadError("no utterance holds speech", line=1)
    return found, []


READER = JsonReader(
    name="assemblyai",
    title="AssemblyAI JSON",
    extensions=(".json",),
    export="AssemblyAI: the finished transcript, with speaker_labels",
    looks_like=looks_like,
    read=read,
)
