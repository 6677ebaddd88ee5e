"""pyannote.ai: transcription at the level of turns, with the words that lie in each turn; without turns, the words.

A diarization alone holds no words, and is refused. Source: pyannote.ai API reference.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

from carescore.errors import ReadError
from carescore.readers import _json
from carescore.readers._base import JsonReader, Parsed
from carescore.readers._times import scaled_ms
from carescore.transcript import Utterance, Word

_LEVELS = ("turnLevelTranscription", "wordLevelTranscription")


def looks_like(data: Any) -> bool:
    if any(isinstance(_json.at(data, level), list) for level in _LEVELS):
        return True
    return "speaker" in _json.keys(data, "diarization", 0)


def read(data: Any) -> Parsed:
    items = _json.objects(data, "wordLevelTranscription")
    words = [(_json.label(w.get("speaker")), _json.word(w, "text", "start", "end")) for w in items]
    starts = [word.start_ms or 0 for _, word in words]
    found = []
    for number, turn in enumerate(_json.objects(data, "turnLevelTranscription"), start=1):
        start, end = scaled_ms(turn.get("start"), 1000), scaled_ms(turn.get("end"), 1000)
        if said := _json.said(turn.get("text")):
            inside = words[bisect_left(starts, start or 0) : bisect_left(starts, end or 0)]
            label = _json.label(turn.get("speaker"))
            own: tuple[Word, ...] = tuple(word for speaker, word in inside if speaker == label)
            found.append(Utterance(label, said, start, end, own, number))
    found = found or _json.by_speaker((label, word) for label, word in words if word.text)
    if not found:
        raise ReadError("it says who spoke when, but not what: transcribe it as well", line=1)
    return found, []


READER = JsonReader(
    name="pyannote_ai",
    title="pyannote.ai JSON",
    extensions=(".json",),
    export="pyannote.ai: the output of a job with transcription",
    looks_like=looks_like,
    read=read,
)
