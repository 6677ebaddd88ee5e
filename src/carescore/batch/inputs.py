"""What there is to score: files, folders, patterns, tables of many conversations, conversations in memory."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

from carescore.batch import storage, tables
from carescore.batch._base import Work, shown
from carescore.batch.seen import Seen
from carescore.batch.tables import Reading
from carescore.errors import ReadError, UsageError
from carescore.readers import conversations, formats
from carescore.transcript import Transcript, digest_of

_LOCK = "~$"  # what Word writes beside a document that is open
_HIDDEN = (".", _LOCK)
_NOT_SHOWN = frozenset({"thumbs.db", "desktop.ini"})
Own = Callable[[str], bool]
_READING = Reading()


@dataclass(frozen=True, slots=True)
class Manifest:
    """An input: a table whose rows name the files, with columns that are carried through."""

    path: str


def works(inputs: Iterable[Any], own: Own = lambda _: False, reading: Reading = _READING) -> Iterator[Work]:
    """Every conversation of the inputs, none twice. own: tells files that are carescore's output, which are left out,
    also where a shell has named them. reading: of tables of many conversations."""
    places, keys = Seen(), Seen()
    for number, entry in enumerate(inputs, start=1):
        for work in _of(entry, number, own, reading):
            if places.new(_mark(work)):
                yield replace(work, key=_free(work.key, keys))


def _mark(work: Work) -> str:
    """What a conversation is known by as met before: its file, or in memory its key and all that was said."""
    if isinstance(work.source, str):
        return os.path.abspath(work.source)  # noqa: PTH100  # no link is followed
    said = digest_of(work.source.id, work.source.utterances) if isinstance(work.source, Transcript) else ""
    return f"{work.key}#{said}"


def _free(key: str, taken: Seen) -> str:
    """The key, with a number where another conversation has it."""
    return next(name for number in count(1) if taken.new(name := f"{key} ({number})" if number > 1 else key))


def inputs_of(inputs: Any) -> Iterable[Any]:
    """The inputs; a single path or transcript is one. Raises UsageError."""
    if isinstance(inputs, str | os.PathLike | Transcript):
        return [inputs]
    if isinstance(inputs, Mapping) or hasattr(inputs, "columns"):  # a document, a data frame
        return _told(inputs)
    if not isinstance(inputs, Iterable):
        raise UsageError("paths is a path, a conversation, or a list of them")
    return inputs


def _told(inputs: Any) -> Iterator[Work]:
    """The conversations of a data frame or a document."""
    for number, found in enumerate(conversations(inputs), start=1):
        yield Work(f"conversation {number}" if isinstance(found, ReadError) else shown(found.id), found)


def _of(entry: Any, number: int, own: Own, reading: Reading) -> Iterator[Work]:
    if isinstance(entry, Work):
        yield entry
    elif isinstance(entry, Transcript):
        yield Work(shown(entry.path or entry.id), entry)
    elif isinstance(entry, str | os.PathLike):
        for name, given in _named(os.fspath(entry)):
            if own(name) or Path(name).name.startswith(_LOCK):
                continue
            yield from tables.works(name, reading) if given else _found(name, reading)
    elif isinstance(entry, Manifest):
        yield from tables.manifest(entry.path)
    else:
        yield Work(f"conversation {number}", entry)


def _named(name: str) -> Iterator[tuple[str, bool]]:
    """The files that a name stands for, and whether it named them itself. Raises UsageError for a pattern that fits
    nothing."""
    if storage.is_remote(name):
        several, found = storage.found(name)
        yield from ((file, not several) for file in found)
    elif not glob.has_magic(name) or os.path.exists(name):  # noqa: PTH110  # an impossible name is no file
        yield from _unfolded(name)
    elif matching := sorted(glob.glob(name, recursive=True)):  # noqa: PTH207  # patterns may be absolute
        for file in (file for file in matching if not Path(file).name.startswith(_HIDDEN)):
            yield from _unfolded(file)
    else:
        raise UsageError(f"{shown(name)} fits no file")


def _unfolded(name: str) -> Iterator[tuple[str, bool]]:
    if os.path.isdir(name):  # noqa: PTH112  # an impossible name is no folder
        yield from ((str(path), False) for path in _inside(Path(name)))
    else:
        yield name, True


def _found(name: str, reading: Reading) -> Iterator[Work]:
    """A file of a folder: what no reader knows is skipped by name."""
    ending = Path(name).suffix.lower()
    if ending in tables.STREAMED:
        yield from tables.works(name, reading)
    elif any(ending in reader.extensions for reader in formats()):
        yield Work(shown(name), name)
    elif os.path.isdir(name):  # noqa: PTH112  # an impossible name is no folder
        yield Work(shown(name), ReadError("this folder cannot be read", name))
    else:
        why = f"no format has the extension {ending}" if ending else "it has no extension"
        yield Work(shown(name), name, skip=f"skipped: {why}; name the file itself to have it read")


def _inside(folder: Path) -> Iterator[Path]:
    """The files of a folder at any depth, in order, without hidden ones, and the folders that cannot be read; a link to
    a folder is not followed."""
    closed: list[OSError] = []
    for where, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith(_HIDDEN))
        kept = (name for name in sorted(names) if not name.startswith(_HIDDEN) and name.lower() not in _NOT_SHOWN)
        yield from (Path(where, name) for name in kept)
    yield from (Path(error.filename) for error in closed)
