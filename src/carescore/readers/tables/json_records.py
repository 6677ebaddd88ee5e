"""A JSON list of utterances, or an object that holds one: keys recognised by name; chat messages with role and content.

Asked only when no recogniser's own format says yes. ConvoKit, OpenAI messages, ShareGPT conversations, SegLST, Fathom,
Google Meet, Intercom, Recall, Twilio, Webex and most tools' "segments" or "utterances" are read this way. A text alone
is one utterance of nobody; a diarization without text is refused, and so are several conversations in one file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from carescore.errors import ReadError
from carescore.readers import _json, _records
from carescore.readers._base import Columns, JsonReader, Parsed

_FAILURES = ("error", "err_code", "errorMessage")  # what services answer instead of a transcript


def looks_like(data: Any) -> bool:
    rows = _rows(data)
    if _failed(data):
        return True
    if not rows or not isinstance(rows[0], Mapping):
        return False
    return _records.columns(rows[0]) is not None or _records.untold(rows[0]) or bool(_records.held(rows[0]))


def _rows(data: Any) -> list[Any]:
    """The list, or the list in the object; an object that holds a text and no list is the only utterance."""
    if not isinstance(data, Mapping):
        return data if isinstance(data, list) else []
    plain = isinstance(data.get("text"), str) and not any(_json.objects(value) for value in data.values())
    return _records.inside(data) or ([data] if plain else [])


def _failed(data: Any) -> bool:
    """Whether it is a service's message that it failed, and nothing else."""
    others = [value for key, value in data.items() if key not in _FAILURES] if isinstance(data, Mapping) else []
    failed = any(_json.at(data, key) not in (None, "", False, 0) for key in _FAILURES)
    return failed and not any(isinstance(value, Mapping | list) for value in others)


def read_columns(data: Any, columns: Columns) -> Parsed:
    if _failed(data):
        raise ReadError("a service's error message: there is no talk in it", line=1)
    rows = _rows(data)
    if not rows or any(not isinstance(record, Mapping) for record in rows):
        raise ReadError("no list of objects, one for each utterance, in it", line=1)
    rows = rows if columns else _records.conversation(rows)
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
