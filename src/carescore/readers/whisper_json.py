"""Whisper's JSON and its kin: openai-whisper, faster-whisper, WhisperX (speakers, words), whisper.cpp, diarized_json.

A WhisperX segment is split where its words change speaker. Words that the aligner could not place keep no times.
Whisper itself names no speaker, and none is invented. Source: the tools' writers; FORMATS of WhisperX issues on
missing word times.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import groupby
from typing import Any

from carescore.errors import ReadError
from carescore.readers import _json, _labels
from carescore.readers._base import Parsed, Reader
from carescore.readers._times import scaled_ms
from carescore.transcript import Utterance, Word

_KEYS = re.compile(r'"(?:segments|transcription|word_segments)"\s*:\s*\[')
_JSONL = re.compile(r"^\s*\{[^\n]*\}\s*\n\s*\{")


def looks_like(head: str) -> bool:
    return head.lstrip().startswith("{") and bool(_KEYS.search(head)) and not _JSONL.match(head)


def read(text: str) -> Parsed:
    data = _json.load(text)
    found: list[Utterance] = []
    for number, segment in enumerate(_segments(data), start=1):
        if not isinstance(segment, Mapping):
            raise ReadError("a segment is no object", line=number)
        found += _cpp(segment, number) if "offsets" in segment else _split(segment, number)
    if not found:
        raise ReadError("no segment holds speech", line=1)
    return found, []


def _segments(data: Any) -> list[Any]:
    segments = data.get("segments", data.get("transcription")) if isinstance(data, Mapping) else None
    if not isinstance(segments, list):
        raise ReadError("no list of segments in it", line=1)
    return segments


def _cpp(segment: Mapping[str, Any], number: int) -> list[Utterance]:
    offsets = segment["offsets"] if isinstance(segment["offsets"], Mapping) else {}
    said = _said(segment.get("text"))
    speaker = segment.get("speaker")
    label = None if speaker in (None, "?") else f"Speaker {speaker}"
    times = scaled_ms(offsets.get("from"), 1), scaled_ms(offsets.get("to"), 1)
    return [Utterance(label, said, *times, (), number)] if said else []


def _split(segment: Mapping[str, Any], number: int) -> list[Utterance]:
    """The segment, or its parts where its words change speaker."""
    label = _labels.clean(segment.get("speaker"))
    start, end = scaled_ms(segment.get("start"), 1000), scaled_ms(segment.get("end"), 1000)
    raw = [word for word in segment.get("words") or () if isinstance(word, Mapping)]
    owners = [_labels.clean(word.get("speaker")) or label for word in raw]
    if len(set(owners)) <= 1:
        said = _said(segment.get("text")) or " ".join(_word(word).text for word in raw)
        return [Utterance(label, said, start, end, tuple(map(_word, raw)), number)] if said else []
    parts = []
    for owner, group in groupby(zip(owners, raw, strict=True), key=lambda pair: pair[0]):
        words = tuple(_word(word) for _, word in group)
        parts.append(
            Utterance(owner, " ".join(w.text for w in words), words[0].start_ms, words[-1].end_ms, words, number)
        )
    return parts


def _said(text: Any) -> str:
    return " ".join(str(text or "").split())


def _word(word: Mapping[str, Any]) -> Word:
    text = str(word.get("word", word.get("text", ""))).strip()
    return Word(text, scaled_ms(word.get("start"), 1000), scaled_ms(word.get("end"), 1000))


READER = Reader(
    name="whisper_json",
    title="Whisper and WhisperX JSON",
    extensions=(".json",),
    export="whisper --output_format json, whisperx --diarize, whisper.cpp -oj",
    looks_like=looks_like,
    read=read,
)
