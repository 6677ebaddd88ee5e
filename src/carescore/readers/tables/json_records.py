"""A JSON document that holds a conversation somewhere: a list of utterances or messages, or a text with labels.

Asked only when no recogniser's own format says yes. Keys are recognised by name, wherever the list stands: OpenAI
messages and realtime events, Vapi, Retell, LiveKit and ElevenLabs reports, ShareGPT, SegLST, Fathom, Google Meet,
Teams, Genesys, Video Indexer, Intercom, Recall, Twilio, Webex, and most tools' "segments" or "utterances". A text that
itself is a labelled transcript is read as text; a text alone is one utterance of nobody. A diarization without text is
refused, and so are several conversations in one file, which ``readers.conversations`` gives one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from carescore.errors import ReadError
from carescore.readers import _columns, _flat, _people, _recordings, _shapes
from carescore.readers._base import Columns, JsonReader, Parsed, Recording

_FAILURES = ("error", "err_code", "errorMessage")  # what services answer instead of a transcript
_DEEPEST = 4


def looks_like(data: Any) -> bool:
    if _failed(data) or _empty(data) or next(_diarizations(data, 0), None):
        return True
    return _shapes.conversation(data) is not None


def _failed(data: Any) -> bool:
    """Whether it is a service's message that it failed, and nothing else."""
    if not isinstance(data, Mapping):
        return False
    others = [value for key, value in data.items() if key not in _FAILURES]
    failed = any(data.get(key) not in (None, "", False, 0) for key in _FAILURES)
    return failed and not any(isinstance(value, Mapping | list) for value in others)


def _empty(data: Any) -> bool:
    """Whether it is a list without entries, or an object whose only lists are such."""
    if isinstance(data, list):
        return not data
    lists = [value for value in data.values() if isinstance(value, list | Mapping)] if isinstance(data, Mapping) else []
    return bool(lists) and any(isinstance(value, list) for value in lists) and not any(lists)


def _diarizations(data: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    """The first entries of lists that say who spoke when, but not what."""
    if depth < _DEEPEST and isinstance(data, Mapping):
        for value in data.values():
            yield from _diarizations(value, depth + 1)
    elif isinstance(data, list) and data and isinstance(data[0], Mapping) and _columns.untold(data[0]):
        yield data[0]


def recordings(data: Any, columns: Columns) -> list[Recording]:
    """The recordings of a document: mostly one. Raises ReadError."""
    if _failed(data):
        raise ReadError("a service's error message: there is no talk in it", line=1)
    found = _shapes.with_keys(data, set(columns.values())) if columns else _shapes.conversation(data)
    if found is None and next(_diarizations(data, 0), None):
        raise ReadError("it says who spoke when, but not what: transcribe it as well", line=1)
    if found is None:
        empty = "nobody says anything in it"
        raise ReadError(empty if _empty(data) else "no list of objects, one for each utterance, in it", line=1)
    if isinstance(found, str):
        return [Recording(None, found, [1])]
    rows = found if columns else [row for row in _flat.rows(found) if not _flat.partial(row)]
    return _recordings.split(rows, range(1, len(rows) + 1), columns)


def read_columns(data: Any, columns: Columns) -> Parsed:
    found, notes = _recordings.parsed(_recordings.only(recordings(data, columns)), columns)
    if not found:
        raise ReadError("nobody says anything in it", line=1)
    return _people.named(found, data), notes


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
    recordings=recordings,
    fallback=True,
)
