"""JSON lines or a JSON list: one object an utterance, keys recognised by name; chat messages with role and content.

``Transcript.to_jsonl`` writes this format with the keys of Utterance, times in ms.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from carescore.errors import ReadError
from carescore.readers import _json, _records
from carescore.readers._base import Parsed, Reader

_OBJECT_LINE = re.compile(r"^\s*\{.*\}\s*$")
_SEGMENTS = re.compile(r'"(?:segments|transcription|word_segments)"\s*:\s*\[')


def looks_like(head: str) -> bool:
    start = head.lstrip()
    if re.match(r"\[\s*\{", start):
        return True
    first = start.split("\n", 1)[0]
    one_line = bool(_OBJECT_LINE.match(first)) or (start.startswith("{") and "\n" not in start)
    return one_line and not _SEGMENTS.search(first)


def read(text: str) -> Parsed:
    rows = _rows(text)
    if any(not isinstance(record, Mapping) for _, record in rows):
        raise ReadError("every entry must be an object", line=rows[0][0])
    found = _records.utterances([record for _, record in rows], [line for line, _ in rows])
    if not found:
        raise ReadError("no entry holds speech", line=1)
    return found, []


def _rows(text: str) -> list[tuple[int, Any]]:
    """(line or position, object) of every entry; a single object may hold the list of messages."""
    is_list = text.lstrip().startswith("[")
    rows = list(enumerate(_json.load(text), start=1)) if is_list else _json.lines(text)
    if len(rows) == 1 and isinstance(rows[0][1], Mapping):
        for key in ("messages", "utterances", "conversation", "turns"):
            if isinstance(inner := rows[0][1].get(key), list):
                return list(enumerate(inner, start=1))
    return rows


READER = Reader(
    name="jsonl",
    title="JSON lines, one utterance each",
    extensions=(".jsonl", ".ndjson", ".json"),
    export="your own scripts, or Transcript.to_jsonl()",
    looks_like=looks_like,
    read=read,
)
