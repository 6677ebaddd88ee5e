"""JSON lines: one object an utterance, keys recognised by name; also one conversation of chat messages on a line.

``Transcript.to_jsonl`` writes this format with the keys of Utterance, times in ms. ConvoKit's utterances (in the order
of their replies, where they have no times), OpenAI's realtime events and streaming recognisers' dumps (partial results
are left out) are read too. Several conversations are refused, and given one by one by ``readers.conversations``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from carescore.errors import ReadError
from carescore.readers import _columns, _flat, _json, _labelled, _recordings, _shapes
from carescore.readers._base import Columns, Parsed, Reader, Recording
from carescore.text.regex import lazy

_OBJECT_LINE = lazy(r"^\s*\{.*\}\s*$")
_CUT_HEAD = 65536 - 100  # characters: the head that detection shows, less what was stripped
_LOOKED_AT = 20  # lines: a log begins with messages about itself
_LIVE = ("AddTranscript", "AddPartialTranscript", "RecognitionStarted", "AudioAdded")  # Speechmatics' messages


def looks_like(head: str) -> bool:
    first, cut, rest = head.lstrip().partition("\n")
    if not cut and len(head) >= _CUT_HEAD:  # one conversation on one long line
        return first.startswith("{")
    if not _OBJECT_LINE.match(first) or (rest.strip() and not rest.lstrip().startswith("{")):
        return False
    records = list(_heads(head))
    if not records or any(map(_streamed, records)):
        return bool(rest.strip()) and not records
    if not rest.strip():
        return _an_utterance(records[0])  # else one document on one line, which is no list of lines
    return _shapes.conversation(records) is not None or _columns.of_records(records) is not None


def _heads(head: str) -> Iterator[Mapping[str, Any]]:
    """The objects on the first lines that are whole."""
    for line in head.split("\n")[:_LOOKED_AT]:
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(record, Mapping):
            yield record


def _an_utterance(record: Mapping[str, Any]) -> bool:
    """Whether a single object is one utterance: a text that somebody says, or that has times."""
    named = _columns.columns(record)
    said = record.get(named.text) if named else None
    if not named or not isinstance(said, str) or _labelled.is_transcript(said):
        return False
    return any(key and not isinstance(record[key], list) for key in (named.speaker, named.start))


def _streamed(record: Mapping[str, Any]) -> bool:
    """Whether a service's live message, which nests its text, stands on the line."""
    return (
        isinstance(record.get("Transcript"), Mapping)
        or str(record.get("message")) in _LIVE
        or ("is_final" in record and "alternatives" in _json.keys(record, "channel"))
    )


def recordings(text: str, columns: Columns) -> list[Recording]:
    """The recordings of the lines: mostly one. Raises ReadError."""
    return _kept(text, columns)[0]


def _kept(text: str, columns: Columns) -> tuple[list[Recording], int]:
    """The recordings, and how many partial results were left out."""
    rows = _json.lines(text)
    if any(not isinstance(record, Mapping) for _, record in rows):
        raise ReadError("every entry must be an object", line=rows[0][0])
    if len(rows) == 1 and not columns and not _an_utterance(rows[0][1]):
        inner = _shapes.conversation(rows[0][1])
        if isinstance(inner, str):
            return [Recording(None, inner, [1])], 0
        rows = list(enumerate(inner, start=1)) if inner else rows
    kept = [(line, record) for line, record in rows if not _flat.partial(record)]
    records, lines = [record for _, record in kept], [line for line, _ in kept]
    flat = records if columns else _flat.rows(records)
    if len(flat) != len(records):
        lines = list(range(1, len(flat) + 1))
    return _recordings.split(flat, lines, columns), len(rows) - len(kept)


def read_columns(text: str, columns: Columns) -> Parsed:
    found, dropped = _kept(text, columns)
    if not found:
        raise ReadError("no entry holds speech", line=1)
    said, notes = _recordings.parsed(_recordings.only(found), columns)
    if not said:
        raise ReadError("no entry holds speech", line=1)
    return said, [*notes, f"{dropped} partial results were left out"] if dropped else notes


def read(text: str) -> Parsed:
    return read_columns(text, {})


READER = Reader(
    name="jsonl",
    title="JSON lines, one utterance each",
    extensions=(".jsonl", ".ndjson"),
    export="your own scripts, or Transcript.to_jsonl()",
    looks_like=looks_like,
    read=read,
    read_columns=read_columns,
    recordings=recordings,
)
