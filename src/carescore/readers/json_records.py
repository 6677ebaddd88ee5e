"""A JSON list of utterances, or an object that holds one: keys recognised by name; chat messages with role and content.

Asked only when no recogniser's own format says yes. ConvoKit, OpenAI messages, ShareGPT conversations and most tools'
"segments" or "utterances" are read this way.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from carescore.errors import ReadError
from carescore.readers import _records
from carescore.readers._base import Columns, JsonReader, Parsed


def looks_like(data: Any) -> bool:
    rows = _rows(data)
    return bool(rows) and isinstance(rows[0], Mapping) and _records.columns(rows[0]) is not None


def _rows(data: Any) -> list[Any]:
    if isinstance(data, Mapping):
        return _records.inside(data) or []
    return data if isinstance(data, list) else []


def read_columns(data: Any, columns: Columns) -> Parsed:
    rows = _rows(data)
    if not rows or any(not isinstance(record, Mapping) for record in rows):
        raise ReadError("no list of objects, one for each utterance, in it", line=1)
    found = _records.utterances(rows, range(1, len(rows) + 1), columns)
    if not found:
        raise ReadError("no entry holds speech", line=1)
    return found, []


def read(data: Any) -> Parsed:
    return read_columns(data, {})


READER = JsonReader(
    name="json_records",
    title="JSON list of utterances or messages",
    extensions=(".json",),
    export="your own scripts: objects with speaker, text, and if known start and end",
    looks_like=looks_like,
    read=read,
    read_columns=read_columns,
    fallback=True,
)
