"""What a reader is, and how to add one.

A reader is one file in this package that ends in ``READER = Reader(...)``:

* ``looks_like(head)`` sees the decoded first 64 KiB and says yes only to its own format; exactly one yes wins;
  a reader with ``fallback=True`` (plain text) is asked only when no other says yes;
* ``read(text)`` turns the whole decoded text into utterances and notes, raising ``ReadError(reason, line=...)``;
  it guesses no role, merges no speaker, invents no time, and puts no word of the talk into a note or an error;
* ``export`` says where a person gets such a file.

Discovery, decoding, order, hashing and file names are done once, in ``readers/__init__.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from carescore.transcript import Utterance

Parsed = tuple[list[Utterance], list[str]]


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: its name (the file's stem), title, usual extensions, test and parser."""

    name: str
    title: str
    extensions: tuple[str, ...]
    export: str
    looks_like: Callable[[str], bool]
    read: Callable[[str], Parsed]
    fallback: bool = False
