"""Conversations that are no files: pairs, dicts, lines with labels, tables of data frames, documents of JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from carescore.errors import ReadError, UsageError
from carescore.readers import _detect, _flat, _labelled, _recordings
from carescore.readers._base import Columns, JsonReader, Parsed, Recording

_USAGE = (
    "a conversation in memory is a list of (speaker, text) pairs, of dicts or of lines 'Name: text', a table with "
    "columns, or the object of a JSON document; a path is a text or a Path"
)
_TABLES = ("to_dicts", "to_pylist")  # polars, pyarrow


def recordings(source: Any, columns: Columns | None) -> list[Recording]:
    """The conversations of a table, of lines or of records. Raises ReadError and UsageError."""
    items = rows(source)
    if not items:
        raise ReadError("the list is empty")
    if all(isinstance(item, str) for item in items):
        lines = "\n".join(items)
        if not _labelled.is_transcript(lines):
            raise UsageError(_USAGE)
        return [Recording(None, lines, [1])]
    records = [_record(item) for item in items]
    records = records if columns else _flat.rows(records)
    return _recordings.split(records, range(1, len(records) + 1), columns)


def document(source: Mapping[str, Any], columns: Columns | None) -> Parsed:
    """The conversation of a JSON document as Python holds it."""
    reader, value = _detect.of_document(source, bool(columns))
    return _read(reader, value, columns)


def _read(reader: JsonReader, value: Any, columns: Columns | None) -> Parsed:
    if columns and reader.read_columns is not None:
        return reader.read_columns(value, columns)
    return reader.read(value)


def is_table(source: Any) -> bool:
    """Whether it is a data frame, or anything else with columns and rows."""
    named = hasattr(source, "columns") or hasattr(source, "column_names")
    return named and any(hasattr(source, name) for name in ("to_dict", *_TABLES))


def rows(source: Any) -> Sequence[Any]:
    """The rows of a table, or the items of an iterable. Raises UsageError for what is neither."""
    if is_table(source):
        _require_distinct(source)
        method = next((name for name in _TABLES if hasattr(source, name)), None)
        try:
            return list(getattr(source, method)() if method else source.to_dict("records"))
        except (TypeError, ValueError):
            raise UsageError(_USAGE) from None
    if not isinstance(source, Iterable) or isinstance(source, bytes | bytearray):
        raise UsageError(_USAGE)
    return list(source)


def _require_distinct(table: Any) -> None:
    """Raises UsageError for a table with two columns of one name: rows as dicts would lose one of them."""
    names = [str(name) for name in (table.column_names if hasattr(table, "column_names") else table.columns)]
    if twice := next((place for place, name in enumerate(names) if name in names[:place]), None):
        first = names.index(names[twice])
        raise UsageError(f"columns {first + 1} and {twice + 1} of the table have one name: rename or drop one")


def _record(item: Any) -> Mapping[str, Any]:
    if isinstance(item, Mapping):
        return {str(key): value for key, value in item.items()}
    if isinstance(item, tuple | list) and len(item) == 2 and isinstance(item[1], str):
        return {"speaker": item[0], "text": item[1]}
    raise UsageError(_USAGE)


def as_lines(items: Sequence[Any]) -> bool:
    """Whether the items are lines of talk, and no paths."""
    return all(isinstance(item, str) for item in items) and _labelled.is_transcript("\n".join(items))
