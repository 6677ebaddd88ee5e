"""Whisper's JSON and its kin: openai-whisper, faster-whisper, WhisperX (speakers, words), whisper.cpp, diarized_json.

A WhisperX segment is split where its words change speaker. Words that the aligner could not place keep no times.
Whisper itself names no speaker, and none is invented; the text alone, without segments, is one utterance.
verbose_json puts its words beside the segments: each goes to the segment that holds its middle.
Source: the tools' writers; WhisperX issues on missing word times.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from carescore.errors import ReadError
from carescore.readers import _cells, _json, _units
from carescore.readers._base import JsonReader, Parsed
from carescore.readers._times import scaled_ms
from carescore.transcript import Utterance, Word

Item = Mapping[str, Any]
_LISTS = ("segments", "transcription")
_LOOKED_AT = 300  # segments that show the unit of the times


def looks_like(data: Any) -> bool:
    if not isinstance(data, Mapping):
        return False
    if "word_segments" in data:
        return True
    first = _json.at(data, "segments", 0) or _json.at(data, "transcription", 0)
    if not isinstance(first, Mapping):
        return isinstance(data.get("segments"), list) and "text" in data
    return "offsets" in first or ("start" in first and "text" in first)


def read(data: Any) -> Parsed:
    segments = next((data[key] for key in _LISTS if isinstance(_json.at(data, key), list)), None)
    if segments is None:
        raise ReadError("no list of segments in it", line=1)
    unit = _unit(segments)
    spread = _spread(_json.objects(data, "words"), segments)
    found: list[Utterance] = []
    for number, segment in enumerate(segments, start=1):
        if not isinstance(segment, Mapping):
            raise ReadError("a segment is no object", line=number)
        if "offsets" in segment:
            found += _cpp(segment, number)
        else:
            raw = _json.objects(segment, "words") or spread.get(number - 1, [])
            found += _split(segment, raw, number, unit)
    if not found and (said := _json.said(data.get("text"))):
        found = [Utterance(None, said, line=1)]
    if not found:
        raise ReadError("no segment holds speech", line=1)
    return found, []


def _spread(words: Sequence[Item], segments: Sequence[Any]) -> dict[int, list[Item]]:
    """The words beside the segments, by the index of the segment that holds each one's middle."""
    ends = [scaled_ms(_json.at(segment, "end"), 1000) or 0 for segment in segments]
    found: dict[int, list[Item]] = {}
    at = 0
    for item in words:
        start, end = scaled_ms(item.get("start"), 1000), scaled_ms(item.get("end"), 1000)
        middle = ((start or 0) + (end or start or 0)) // 2
        while at < len(ends) - 1 and middle > ends[at]:
            at += 1
        found.setdefault(at, []).append(item)
    return found


def _cpp(segment: Item, number: int) -> list[Utterance]:
    """whisper.cpp: offsets in ms, tokens that are parts of words, a speaker only in stereo."""
    said = _json.said(segment.get("text")).removesuffix("[SPEAKER_TURN]").strip()
    label = None if segment.get("speaker") == "?" else _json.label(segment.get("speaker"))
    offsets = segment["offsets"]
    times = scaled_ms(_json.at(offsets, "from"), 1), scaled_ms(_json.at(offsets, "to"), 1)
    words = tuple(_glued(_json.objects(segment, "tokens")))
    return [Utterance(label, said, *times, words, number)] if said else []


def _glued(tokens: Sequence[Item]) -> Iterator[Word]:
    """Words from tokens: one that begins with a space begins a word; "[_BEG_]" and the like are marks."""
    spoken = [token for token in tokens if not str(token.get("text", "")).startswith("[_")]
    groups: list[list[Item]] = []
    for token in spoken:
        if not groups or str(token.get("text", "")).startswith(" "):
            groups.append([])
        groups[-1].append(token)
    for group in groups:
        text = "".join(str(token.get("text", "")) for token in group).strip()
        first, last = _json.at(group[0], "offsets", "from"), _json.at(group[-1], "offsets", "to")
        if text:
            yield Word(text, scaled_ms(first, 1), scaled_ms(last, 1))


def _unit(segments: Sequence[Any]) -> int:
    """ms per unit of the times: seconds, but scripts write ms into the same keys."""
    items = [item for item in segments[:_LOOKED_AT] if isinstance(item, Mapping)]
    times = ((_cells.number(s.get("start")), _cells.number(s.get("end")), s.get("text")) for s in items)
    return _units.scale((start, end, len(str(text).split())) for start, end, text in times)


def _split(segment: Item, raw: Sequence[Item], number: int, unit: int) -> list[Utterance]:
    """The segment, or its parts where its words change speaker."""
    label = _json.label(segment.get("speaker"))
    start, end = scaled_ms(segment.get("start"), unit), scaled_ms(segment.get("end"), unit)
    owners = [_json.label(word.get("speaker")) or label for word in raw]
    if len(set(owners)) <= 1:
        words = tuple(_word(word, unit) for word in raw)
        said = _json.said(segment.get("text")) or " ".join(word.text for word in words)
        return [Utterance(label, said, start, end, words, number)] if said else []
    parts: list[Utterance] = []
    for owner, group in groupby(zip(owners, raw, strict=True), key=lambda pair: pair[0]):
        parts += _json.from_words(owner, [_word(word, unit) for _, word in group], number)
    if parts:  # the segment's own ends hold for words without times
        parts[0] = replace(parts[0], start_ms=start)
        parts[-1] = replace(parts[-1], end_ms=end)
    return parts


def _word(word: Item, unit: int) -> Word:
    return _json.word(word, "word" if "word" in word else "text", "start", "end", unit)


READER = JsonReader(
    name="whisper_json",
    title="Whisper and WhisperX JSON",
    extensions=(".json",),
    export="whisper --output_format json, whisperx --diarize, whisper.cpp -oj",
    looks_like=looks_like,
    read=read,
)
