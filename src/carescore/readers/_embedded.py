"""Transcripts inside others, a text in a cell or under a key, read by the reader they belong to."""

from __future__ import annotations

from carescore.errors import ReadError
from carescore.readers import _detect, _labelled
from carescore.readers._base import JsonReader, Parsed


def parsed(text: str) -> Parsed:
    """The utterances and notes of a text that is a transcript. Raises ReadError, without a line: none of the file's."""
    lines = _labelled.lines_of(text)
    reader, value = _detect.choose(lines)
    if isinstance(reader, JsonReader):
        raise ReadError("JSON inside a text")
    try:
        return reader.read(value)
    except ReadError as error:
        raise ReadError(error.reason) from None
