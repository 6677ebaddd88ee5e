"""The conversations of a library that another version scored, scored again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from carescore.errors import CarescoreError, LibraryError, ReadError

if TYPE_CHECKING:
    from carescore.history import Entry, Library
    from carescore.report import Report

Done = tuple["Entry", str | None]  # why it was left as it was


def by_sha256(files: Iterable[str]) -> dict[str, Path]:
    """The files in files and folders, by what they hold. Raises ReadError."""
    from carescore.batch import storage

    found: dict[str, Path] = {}
    for file in map(Path, files):
        for path in sorted(file.rglob("*")) if file.is_dir() else [file]:
            if path.is_file():
                try:
                    found[storage.digest(str(path))] = path
                except OSError as error:
                    raise ReadError(f"cannot be read: {error.strerror or type(error).__name__}", str(path)) from None
    return found


def rescored(library: Library, entries: Sequence[Entry], files: Mapping[str, Path]) -> Iterator[Done]:
    """Each conversation. The first of a profile shows what today's scores are made with; those that are made so already
    are left alone."""
    today: dict[str, str] = {}
    for entry in entries:
        if today.get(entry.profile) == entry.instrument:
            yield entry, None
            continue
        try:
            today[entry.profile] = _one(library, entry, files)
            yield entry, None
        except LibraryError:
            raise
        except CarescoreError as error:
            yield entry, str(error)


def _one(library: Library, entry: Entry, files: Mapping[str, Path]) -> str:
    """Scores and keeps it; what it was made with."""
    from carescore.history import Known

    old = library.report(entry)
    new = _scored(entry, old, files.get(old.source.sha256 or ""))
    library.add(new, Known(entry.date), keep_text=any(turn.text for turn in old.turns))
    return library.entry(entry.id).instrument


def _scored(entry: Entry, old: Report, file: Path | None) -> Report:
    from carescore import api, readers
    from carescore.history import again

    if file is None:
        return api.score(**again.arguments(entry, old))
    transcript = readers.read(file)
    labels = [speaker.id for speaker in api.prepare(transcript).speakers]
    return api.score(**again.arguments(entry, old, transcript, labels))
