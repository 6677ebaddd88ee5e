"""JSON lines: one object an utterance, keys recognised by name; also one conversation of chat messages on a line.

``Transcript.to_jsonl`` writes this format with the keys of Utterance, times in ms. ConvoKit's utterances and streaming
recognisers' dumps (partial results are left out) are read too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from carescore.errors import ReadError
from carescore.readers import _json, _records
from carescore.readers._base import Columns, Parsed, Reader

_OBJECT_LINE = re.compile(r"^\s*\{.*\}\s*$")
_CUT_HEAD = 65536 - 100  # characters: the head that detection shows, less what was stripped
_FINAL = ("is_final", "isFinal", "final", "end_of_turn")
_LIVE = ("AddTranscript", "AddPartialTranscript", "RecognitionStarted", "AudioAdded")  # Speechmatics' messages


def looks_like(head: str) -> bool:
    first, cut, rest = head.lstrip().partition("\n")
    if not cut and len(head) >= _CUT_HEAD:  # one conversation on one long line
        return first.startswith("{")
    if not _OBJECT_LINE.match(first) or (rest.strip() and not rest.lstrip().startswith("{")):
        return False
    try:
        record = json.loads(first)
    except (ValueError, RecursionError):
        return bool(rest.strip())
    if _streamed(record):
        return False
    if _records.inside(record) is not None:
        return bool(rest.strip())  # else one document on one line, which is no list of lines
    return _records.columns(record) is not None


def _streamed(record: Mapping[str, Any]) -> bool:
    """Whether a service's live message, which nests its text, stands on the line."""
    return isinstance(record.get("Transcript"), Mapping) or str(record.get("message")) in _LIVE


def read_columns(text: str, columns: Columns) -> Parsed:
    rows = _json.lines(text)
    if len(rows) == 1:
        held = (_records.inside(value) for value in _json.unwrapped(rows[0][1]) if isinstance(value, Mapping))
        rows = list(enumerate(next((inner for inner in held if inner), [rows[0][1]]), start=1))
    records = [record for _, record in rows]
    if not columns and (inner := _records.conversation(records)) != records:
        rows = list(enumerate(inner, start=1))
    if any(not isinstance(record, Mapping) for _, record in rows):
        raise ReadError("every entry must be an object", line=rows[0][0])
    kept = [(line, record) for line, record in rows if not _partial(record)]
    found = _records.utterances([record for _, record in kept], [line for line, _ in kept], columns)
    if not found:
        raise ReadError("no entry holds speech", line=1)
    dropped = len(rows) - len(kept)
    return found, [f"{dropped} partial results were left out"] if dropped else []


def read(text: str) -> Parsed:
    return read_columns(text, {})


def _partial(record: Mapping[str, Any]) -> bool:
    kind = str(record.get("message_type")).lower()  # AssemblyAI's
    return kind.startswith("partial") or any(record.get(key) is False for key in _FINAL)


READER = Reader(
    name="jsonl",
    title="JSON lines, one utterance each",
    extensions=(".jsonl", ".ndjson"),
    export="your own scripts, or Transcript.to_jsonl()",
    looks_like=looks_like,
    read=read,
    read_columns=read_columns,
)
