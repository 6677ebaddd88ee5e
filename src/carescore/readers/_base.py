"""What a reader is, and how to add one.

A reader is one file in this package that ends in ``READER = ...`` and has the format's name (files that begin with an
underscore are shared by readers, and none themselves), one of three kinds:

* ``Reader`` for text: ``looks_like(head)`` sees the decoded first 64 KiB, ``read(text)`` the whole of it;
* ``JsonReader`` for one JSON document: both see the parsed value, after a wrapper around it was taken off;
* ``Envelope`` for files that hold others (Word, zip …): ``looks_like(content)`` and ``parts(content)`` see bytes, and
  every part is read in its turn.

``looks_like`` says yes only to its own format; exactly one yes wins, of several the one that has the file's extension.
A reader with ``fallback=True`` is asked only when no other says yes. ``read`` gives utterances and notes, raising
``ReadError(reason, line=...)``; it guesses no role, merges no speaker, invents no time, and puts no word of the talk
into a note or an error. ``export`` says where a person gets such a file. Discovery, decoding, order, hashing and file
names are done once, in ``readers/__init__.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from carescore.transcript import Utterance

Parsed = tuple[list[Utterance], list[str]]
Columns = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Recording:
    """One conversation of a file: its id, where it has one; the rows or the text it holds; the lines of its rows."""

    id: str | None = field(repr=False)
    content: Sequence[Mapping[str, Any]] | str = field(repr=False)
    lines: Sequence[int] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format's name (the file's stem), title, usual extensions, and where it comes from; written: it holds messages
    that people wrote, no talk."""

    name: str
    title: str
    extensions: tuple[str, ...]
    export: str = field(repr=False)
    written: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader(Format):
    """A text format. read_columns: for tables, read with the columns that a person named, by field. recordings: for
    tables, the conversations in it, which may be several. day: the day on which it began, as 2026-03-14, by the clocks
    of those who spoke; an instant in UTC tells none."""

    looks_like: Callable[[str], bool] = field(repr=False)
    read: Callable[[str], Parsed] = field(repr=False)
    read_columns: Callable[[str, Columns], Parsed] | None = field(default=None, repr=False)
    recordings: Callable[[str, Columns], list[Recording]] | None = field(default=None, repr=False)
    day: Callable[[str], str | None] | None = field(default=None, repr=False)
    fallback: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonReader(Format):
    """A JSON format, known by the keys of its parsed value."""

    looks_like: Callable[[Any], bool] = field(repr=False)
    read: Callable[[Any], Parsed] = field(repr=False)
    read_columns: Callable[[Any, Columns], Parsed] | None = field(default=None, repr=False)
    recordings: Callable[[Any, Columns], list[Recording]] | None = field(default=None, repr=False)
    fallback: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside another: its name, its bytes, and what could not be kept of it, in sentences."""

    name: str
    content: bytes = field(repr=False)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope(Format):
    """A file that holds one text, or one file per speaker."""

    looks_like: Callable[[bytes], bool] = field(repr=False)
    parts: Callable[[bytes], list[Member]] = field(repr=False)
