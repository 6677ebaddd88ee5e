"""Reading transcripts: the format is found in the content, exactly one yes wins, and nothing is guessed."""

from __future__ import annotations

import hashlib
import os
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib import import_module
from itertools import takewhile
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from carescore.errors import ReadError, UnknownFormatError, UsageError
from carescore.readers import _decode, _records
from carescore.readers._base import Reader
from carescore.transcript import Transcript, Utterance

__all__ = ["Reader", "detect", "formats", "read"]

STANDARD_INPUT = "-"
_HEAD = 65536
PathLike = str | os.PathLike[str]


@lru_cache(maxsize=1)
def formats() -> tuple[Reader, ...]:
    """Every reader, by name."""
    found = sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_"))
    return tuple(import_module(f"{__name__}.{name}").READER for name in found)


def detect(text: str, extension: str = "") -> Reader:
    """The reader of a decoded text. Raises UnknownFormatError, with the candidates, unless exactly one says yes;
    among several, the extension may decide."""
    head = text[:_HEAD]
    yes = [r for r in formats() if not r.fallback and r.looks_like(head)]
    yes = yes or [r for r in formats() if r.fallback and r.looks_like(head)]
    if len(yes) > 1:
        yes = [reader for reader in yes if extension.lower() in reader.extensions] or yes
    if len(yes) == 1:
        return yes[0]
    candidates = tuple(reader.name for reader in (yes or formats()))
    reason = "several formats fit" if yes else "the format is not known"
    raise UnknownFormatError(f"{reason}; name one of {', '.join(candidates)}", candidates=candidates)


def read(source: PathLike | Iterable[Any], format: str | None = None) -> Transcript:
    """Reads one conversation.

    source: a path, "-" for standard input, a list of paths (one recording, one file per speaker), or a list of
    (speaker, text) pairs or of dicts with speaker, text and, if known, start_ms and end_ms. format: a reader's name
    instead of detection. Raises ReadError (file, line, reason) and UsageError.
    """
    if isinstance(source, str | os.PathLike):
        return _read_file(source, format)
    items = list(source)
    if items and all(isinstance(item, str | os.PathLike) for item in items):
        return _together(items, format)
    return _from_memory(items)


def _read_file(path: PathLike, format: str | None) -> Transcript:
    name = os.fspath(path)
    try:
        content = sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}", name) from None
    try:
        text, notes = _decode.decode(content)
        reader = _named(format) if format else detect(text, Path(name).suffix)
        utterances, more = reader.read(text)
    except ReadError as error:
        raise error.at(name) from None
    ordered, mended = _mended(utterances)
    return Transcript(
        id="stdin" if name == STANDARD_INPUT else Path(name).stem,
        utterances=ordered,
        format=reader.name,
        notes=(*notes, *more, *mended),
        path=name,
        sha256=hashlib.sha256(content).hexdigest(),
    )


def _named(name: str) -> Reader:
    known = {reader.name: reader for reader in formats()}
    if name not in known:
        raise UsageError(f"no format named '{name}'; formats are {', '.join(known)}")
    return known[name]


def _mended(utterances: Sequence[Utterance]) -> tuple[tuple[Utterance, ...], list[str]]:
    """Utterances in order of their starts where all have one, impossible times taken out and said."""
    notes: list[str] = []
    fixed = []
    for utterance in utterances:
        start, end = utterance.start_ms, utterance.end_ms
        if start is not None and start < 0:
            notes.append(f"line {utterance.line}: a negative start was set to 0")
            start = 0
        if start is not None and end is not None and end < start:
            notes.append(f"line {utterance.line}: an end before its start was dropped")
            end = None
        fixed.append(replace(utterance, start_ms=start, end_ms=end))
    if all(utterance.start_ms is not None for utterance in fixed):
        fixed.sort(key=lambda utterance: utterance.start_ms or 0)
    return tuple(fixed), notes


def _together(paths: Sequence[PathLike], format: str | None) -> Transcript:
    """One recording from one file per speaker, merged by start; who has no label, or the same in several files, is
    called by what tells the files' names apart."""
    parts = [_read_file(path, format) for path in paths]
    stems = [Path(part.path or "").stem for part in parts]
    shared = "".join(letters[0] for letters in takewhile(lambda group: len(set(group)) == 1, zip(*stems, strict=False)))
    labels = Counter(label for part in parts for label in set(part.speakers))
    unclear = {None, *(label for label, files in labels.items() if files > 1)}
    utterances: list[Utterance] = []
    for part, stem in zip(parts, stems, strict=True):
        own = stem[len(shared) :].strip(" _-.") or stem
        utterances += [replace(u, speaker=own) if u.speaker in unclear else u for u in part.utterances]
    if any(u.start_ms is None for u in utterances):
        raise ReadError("files of one recording need times to be merged", os.fspath(paths[0]))
    digest = hashlib.sha256("".join(part.sha256 or "" for part in parts).encode()).hexdigest()
    notes = tuple(note for part in parts for note in part.notes)
    ordered, _ = _mended(utterances)
    name = shared.strip(" _-.") or stems[0]
    return Transcript(name, ordered, parts[0].format, notes, " ".join(part.path or "" for part in parts), digest)


def _from_memory(items: Sequence[Any]) -> Transcript:
    records = [_record(item) for item in items]
    if not records:
        raise ReadError("the list is empty")
    utterances = _records.utterances(records, range(1, len(records) + 1))
    if not utterances:
        raise ReadError("nobody says anything in it")
    ordered, notes = _mended(utterances)
    return Transcript("memory", ordered, "memory", tuple(notes))


def _record(item: Any) -> Mapping[str, Any]:
    if isinstance(item, Mapping):
        return item
    if isinstance(item, tuple | list) and len(item) == 2:
        return {"speaker": item[0], "text": item[1]}
    raise UsageError("a conversation in memory is a list of (speaker, text) pairs or of dicts")
