"""Rows that are several conversations: one a row, in a cell or a list; or rows with the ids of recordings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from carescore.errors import ReadError
from carescore.readers import _cells, _columns, _embedded, _flat, _labelled, _records, _replies
from carescore.readers._base import Parsed, Recording

_IDS = frozenset(
    "conversationid callid callsid sessionid session recording recordingid visit visitid encounterid consultationid "
    "interactionid contactid dialogueid dialogid meetingid file filename".split()
)
_ROW_IDS = frozenset({"id", "title", "uuid", *_IDS})
_LISTS = (
    "messages utterances conversations conversation turns segments sentences transcript transcriptEntries items lines "
    "records entries dialogue dialog chat history chat_history transcript_object"
).split()
_LOOKED_AT = 20  # rows: who lists recordings lists one among the first
_MOSTLY = 0.8  # of the filled cells of a column are transcripts of their own

Record = Mapping[str, Any]


def parsed(recording: Recording, given: Mapping[str, str] | None = None) -> Parsed:
    """The utterances and notes of a recording. Raises ReadError."""
    if isinstance(recording.content, str):
        return _embedded.parsed(recording.content)
    return _records.utterances(recording.content, recording.lines, given), []


def only(found: Sequence[Recording]) -> Recording:
    """The recording, where there is one. Raises ReadError where there are several."""
    if len(found) > 1:
        raise ReadError(f"{len(found)} recordings in one file: score them with batch, or split it", line=1)
    if not found:
        raise ReadError("nobody says anything in it", line=1)
    return found[0]


def split(rows: Sequence[Record], lines: Sequence[int], given: Mapping[str, str] | None = None) -> list[Recording]:
    """The recordings that rows hold: one for each row that holds a conversation, or for each id of a recording."""
    if any(map(held, rows[:_LOOKED_AT])):
        inner = [(row, found) for row in rows if (found := held(row))]
        return [Recording(_id(row), found, range(1, len(found) + 1)) for row, found in inner]
    key = (given or {}).get("text") or _of_transcripts(rows)
    if key and _transcripts(rows, key):
        pairs = [(row, line) for row, line in zip(rows, lines, strict=True) if _cells.filled(row.get(key))]
        return [Recording(_id(row, key), str(row[key]), [line]) for row, line in pairs]
    return _by_id(rows, lines)


def held(row: Any) -> list[Any]:
    """The conversation that a row holds, where the row is a recording; empty for an utterance."""
    if not isinstance(row, Mapping):
        return []
    for key in _LISTS:
        inner = row.get(key)
        if isinstance(inner, list) and inner and isinstance(inner[0], Mapping):
            rows = _flat.rows(inner)
            found = _columns.of_records(rows[:_LOOKED_AT])
            if found and found.speaker and _columns.plain(found.text) != "word":
                return rows
    return []


def _of_transcripts(rows: Sequence[Record]) -> str | None:
    """The column whose cells are transcripts of their own: the one that holds most."""
    keys = dict.fromkeys(key for row in rows[:_LOOKED_AT] for key, value in row.items() if _long(value))
    told = [key for key in keys if _transcripts(rows[:_LOOKED_AT], key)]
    return max(told, key=lambda key: sum(len(str(row.get(key))) for row in rows[:_LOOKED_AT]), default=None)


def _long(value: Any) -> bool:
    return isinstance(value, str) and value.count(":") > 1


def _transcripts(rows: Sequence[Record], key: str) -> bool:
    cells = [value for row in rows if _cells.filled(value := row.get(key))]
    told = sum(isinstance(cell, str) and _labelled.is_transcript(cell) for cell in cells)
    return bool(cells) and told >= _MOSTLY * len(cells)


def _id(row: Record, but: str | None = None) -> str | None:
    keys = [key for key in row if key != but and _columns.plain(str(key)) in _ROW_IDS]
    values = (row[key] for key in keys if isinstance(row[key], str | int) and _cells.filled(row[key]))
    return next((str(value) for value in values), None)


def _by_id(rows: Sequence[Record], lines: Sequence[int]) -> list[Recording]:
    """The rows of each recording; ConvoKit's replies name the conversation they belong to, which may be several."""
    for key in dict.fromkeys(key for row in rows[:_LOOKED_AT] for key in row):
        if _columns.plain(str(key)) in _IDS:
            groups: dict[str, list[int]] = {}
            for number, row in enumerate(rows):
                if _cells.filled(row.get(key)) and isinstance(row[key], str | int | float):
                    groups.setdefault(str(row[key]), []).append(number)
            if len(groups) > 1 and not set(_replies.KEYS) & set(rows[0]):
                _require_ids(rows, lines, key)
                pairs = groups.items()
                return [Recording(i, [rows[n] for n in at], [lines[n] for n in at]) for i, at in pairs]
    return [Recording(None, rows, lines)] if rows else []


def _require_ids(rows: Sequence[Record], lines: Sequence[int], key: str) -> None:
    """Raises ReadError where a row with words does not say of which recording it is: it would be lost."""
    for row, line in zip(rows, lines, strict=True):
        if not _cells.filled(row.get(key)) and any(map(_cells.spoken, row.values())):
            raise ReadError("a row does not say of which recording it is, as others do: fill its id", line=line)
