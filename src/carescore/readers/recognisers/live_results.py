"""What a streaming recogniser sent, one message a line: Deepgram's, Amazon Transcribe's and Speechmatics' live results.

Only final results are talk; partial ones, which repeat it, and messages about the stream are left out and counted.
Source: the streaming references of the three services.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from carescore.errors import ReadError
from carescore.readers import _json
from carescore.readers._base import Parsed, Reader
from carescore.readers._json import Spoken
from carescore.transcript import Utterance, Word

_LOOKED_AT = 20  # lines: a stream begins with messages about itself


def looks_like(head: str) -> bool:
    lines = [line for line in head.split("\n")[:_LOOKED_AT] if line.strip()]
    return bool(lines) and lines[0].lstrip().startswith("{") and any(map(_known, lines))


def _known(line: str) -> bool:
    try:
        return next(_results(json.loads(line)), None) is not None
    except (ValueError, RecursionError):
        return False


def _results(message: Any) -> Iterator[tuple[bool, list[Spoken]]]:
    """The results in a message: whether each is final, and its words."""
    if isinstance(message, Mapping) and "is_final" in message and "alternatives" in _json.keys(message, "channel"):
        yield message["is_final"] is True, _deepgram(message)
    for result in _json.objects(message, "Transcript", "Results"):
        yield result.get("IsPartial") is False, _amazon(result)
    if _json.at(message, "message") in ("AddTranscript", "AddPartialTranscript"):
        yield _json.at(message, "message") == "AddTranscript", _speechmatics(message)


def _deepgram(message: Any) -> list[Spoken]:
    index, several = _json.at(message, "channel_index", 0), _json.at(message, "channel_index", 1) not in (None, 1)
    words = []
    for item in _json.objects(message, "channel", "alternatives", 0, "words"):
        own = _json.label(item.get("speaker"))
        label = f"Channel {index} {own or ''}".strip() if several else own
        words.append(
            (label, _json.word(item, "punctuated_word" if "punctuated_word" in item else "word", "start", "end"))
        )
    return words


def _amazon(result: Any) -> list[Spoken]:
    words: list[Spoken] = []
    for item in _json.objects(result, "Alternatives", 0, "Items"):
        if item.get("Type") == "punctuation":
            _json.glued(words, _json.said(item.get("Content")))
        else:
            label = _json.label(item.get("Speaker") or result.get("ChannelId"))
            words.append((label, _json.word(item, "Content", "StartTime", "EndTime")))
    return words


def _speechmatics(message: Any) -> list[Spoken]:
    words: list[Spoken] = []
    for item in _json.objects(message, "results"):
        best = _json.at(item, "alternatives", 0)
        said, label = _json.said(_json.at(best, "content")), _json.label(_json.at(best, "speaker"))
        if item.get("type") == "punctuation":
            _json.glued(words, said)
        elif said:
            times = _json.word(item, "", "start_time", "end_time")
            words.append((label or _json.label(message.get("channel")), Word(said, times.start_ms, times.end_ms)))
    return words


def read(text: str) -> Parsed:
    found: list[Utterance] = []
    dropped = 0
    for line, message in _json.lines(text):
        for final, words in _results(message):
            dropped += not final
            found += [replace(u, line=line) for u in _json.by_speaker(words)] if final else []
    if not found:
        raise ReadError("no final result holds speech", line=1)
    return found, [f"{dropped} partial results were left out"] if dropped else []


READER = Reader(
    name="live_results",
    title="Live results of Deepgram, Amazon Transcribe or Speechmatics",
    extensions=(".jsonl", ".ndjson"),
    export="your own script that writes each message of the stream on a line",
    looks_like=looks_like,
    read=read,
)
