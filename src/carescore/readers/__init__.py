"""Reading transcripts: the format is found in the content, exactly one yes wins, and nothing is guessed."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice, takewhile
from pathlib import Path
from typing import IO, Any

from carescore.errors import ReadError, UsageError
from carescore.readers import _decode, _detect, _records
from carescore.readers._base import Columns, Envelope, Format, JsonReader, Member, Parsed, Reader
from carescore.readers._detect import bundled, detect, formats, others
from carescore.transcript import Transcript, Utterance

__all__ = ["Envelope", "Format", "JsonReader", "Member", "Reader", "bundled", "detect", "formats", "others", "read"]

STANDARD_INPUT = "-"
LARGEST = 256 * 1024 * 1024  # bytes; the words of a whole day are under 2 MB
_PIECE = 1024 * 1024
_TOO_LARGE = "larger than 256 MB: no transcript of one conversation"
MOST_FILES = 20  # files of one recording in a folder or archive
_NESTED = 2  # archives inside archives
_FIELDS = ("speaker", "text", "start", "end", "duration")
_ALIKE = 3  # notes of one kind that are given singly; more are counted
_HALF = re.compile(
    "[\ud800-\udfff]"
)  # half a character, as broken JSON escapes leave it: no text can be written with it
PathLike = str | os.PathLike[str]


def read(source: PathLike | Iterable[Any], format: str | None = None, columns: Columns | None = None) -> Transcript:
    """Reads one conversation.

    source: a path, "-" for standard input, a list of paths or a folder (one recording, one file per speaker), or a
    list of (speaker, text) pairs or of dicts with speaker, text and, if known, start_ms and end_ms. format: a format's
    name instead of detection. columns: for tables, the column that holds the speaker, text, start, end or duration,
    where its name does not say so. Raises ReadError (file, line, reason) and UsageError.
    """
    if unknown := sorted(set(columns or {}) - set(_FIELDS)):
        raise UsageError(f"columns knows no {', '.join(unknown)}; fields are {', '.join(_FIELDS)}")
    if isinstance(source, str | os.PathLike):
        return _read_path(source, format, columns)
    items = list(source)
    if items and all(isinstance(item, str | os.PathLike) for item in items):
        return _together([_read_path(path, format, columns) for path in items])
    return _from_memory(items, columns)


def _read_path(path: PathLike, format: str | None, columns: Columns | None) -> Transcript:
    name = os.fspath(path)
    if name != STANDARD_INPUT and _is_folder(name):
        return _read_folder(name, format, columns)
    try:
        found = _read_content(Member(name, _content(name)), format, columns)
    except ReadError as error:
        raise error.at(name) from None
    except (RecursionError, MemoryError):
        raise ReadError("nested too deeply, or too large for this machine", name) from None
    return replace(found, id="stdin") if name == STANDARD_INPUT else found


def _is_folder(name: str) -> bool:
    """Whether it is a folder. Raises UsageError for a text in the place of a path, and does not repeat it."""
    try:
        return stat.S_ISDIR(Path(name).stat().st_mode)
    except (OSError, ValueError) as error:
        if "\n" in name or getattr(error, "errno", None) == errno.ENAMETOOLONG:
            raise UsageError("a path was expected: give talk itself as a list of (speaker, text) pairs") from None
        return False


def _content(name: str) -> bytes:
    """The bytes of a file or of standard input, never more than LARGEST."""
    try:
        if name == STANDARD_INPUT:
            content = _bounded(sys.stdin.buffer)
        else:
            found = Path(name).stat()
            if not stat.S_ISREG(found.st_mode):  # a pipe or a device could wait for ever
                raise ReadError("no file: give a file, a folder, or - for standard input")
            if found.st_size > LARGEST:
                raise ReadError(_TOO_LARGE)
            with Path(name).open("rb") as stream:
                content = _bounded(stream)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no such name is possible"
        raise ReadError(f"cannot be read: {reason}") from None
    if len(content) > LARGEST:
        raise ReadError(_TOO_LARGE)
    return content


def _bounded(stream: IO[bytes]) -> bytes:
    """What the stream holds, up to little more than LARGEST; in pieces, as one read asks for all its memory first."""
    return b"".join(islice(iter(lambda: stream.read(_PIECE), b""), LARGEST // _PIECE + 1))


def _read_content(part: Member, format: str | None, columns: Columns | None, depth: int = 0) -> Transcript:
    """One file's bytes as a transcript; files inside it are read in their turn."""
    name, digest = part.name, hashlib.sha256(part.content).hexdigest()
    chosen = _detect.named(format) if format else None
    holder = chosen if isinstance(chosen, Envelope) else _detect.envelope(part.content)
    if holder:
        return replace(_opened(holder, part, None if chosen is holder else format, columns, depth), sha256=digest)
    text, notes = _decode.decode(part.content)
    del part  # the bytes are not needed beside the text
    halves = "\\ud" in text or "\\uD" in text
    reader, value = _chosen(text, chosen, Path(name).suffix)
    del text  # nor is the text, beside a parsed value
    utterances, more = _parsed(reader, value, columns)
    if not utterances:
        raise ReadError("nobody says anything in it", line=1)
    if halves:
        utterances = [_whole(utterance) for utterance in utterances]
    ordered, mended = _mended(utterances)
    return Transcript(Path(name).stem, ordered, reader.name, tuple(_counted([*notes, *more, *mended])), name, digest)


def _chosen(text: str, named: Format | None, extension: str) -> tuple[Reader | JsonReader, Any]:
    """The reader, and what it reads: the text, or the parsed value of a JSON document."""
    if named is None:
        return _detect.choose(text, extension)
    if isinstance(named, JsonReader):
        return named, _detect.value_for(named, text)
    assert isinstance(named, Reader)  # envelopes were opened before
    return named, text


def _parsed(reader: Reader | JsonReader, value: Any, columns: Columns | None) -> Parsed:
    if not columns:
        return reader.read(value)
    if reader.read_columns is None:
        raise UsageError(f"the format {reader.name} has no columns to name")
    return reader.read_columns(value, columns)


def _opened(holder: Envelope, part: Member, format: str | None, columns: Columns | None, depth: int) -> Transcript:
    if depth >= _NESTED:
        raise ReadError("archives inside archives: unpack it first")
    inner = [_read_content(p, format, columns, depth + 1) for p in _few(holder.parts(part.content))]
    if not inner:
        raise ReadError("no transcript in it")
    found = inner[0] if len(inner) == 1 else _together(inner, strictly=True)
    return replace(found, id=Path(part.name).stem, format=holder.name, path=part.name)


def _read_folder(name: str, format: str | None, columns: Columns | None) -> Transcript:
    """A folder as one recording with a file per speaker."""
    try:
        inside = sorted(path for path in Path(name).iterdir() if path.is_file() and not path.name.startswith("."))
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}", name) from None
    if not inside:
        raise ReadError("the folder holds no file", name)
    try:
        found = [_read_path(path, format, columns) for path in _few(inside)]
        return replace(_together(found, strictly=True), id=Path(name).name, path=name)
    except ReadError as error:
        raise error.at(name) from None


def _few(items: list[Any]) -> list[Any]:
    if len(items) > MOST_FILES:
        raise ReadError(f"more than {MOST_FILES} files: one recording is read at a time; score many with batch")
    return items


def _mended(utterances: Sequence[Utterance]) -> tuple[tuple[Utterance, ...], list[str]]:
    """Utterances in order of their starts where all have one, impossible times taken out and said."""
    notes: list[str] = []
    fixed = list(utterances)
    for i, utterance in enumerate(utterances):
        start, end = utterance.start_ms, utterance.end_ms
        if start is not None and start < 0:
            notes.append(f"line {utterance.line}: a negative start was set to 0")
            fixed[i] = utterance = replace(utterance, start_ms=0)
        if start is not None and end is not None and end < max(start, 0):
            notes.append(f"line {utterance.line}: an end before its start was dropped")
            fixed[i] = replace(utterance, end_ms=None)
    if all(utterance.start_ms is not None for utterance in fixed):
        fixed.sort(key=lambda utterance: utterance.start_ms or 0)
    return tuple(fixed), notes


def _whole(utterance: Utterance) -> Utterance:
    """The utterance with a mark in the place of each half character."""
    speaker = None if utterance.speaker is None else _HALF.sub("\ufffd", utterance.speaker)
    words = tuple(replace(word, text=_HALF.sub("\ufffd", word.text)) for word in utterance.words)
    return replace(utterance, speaker=speaker, text=_HALF.sub("\ufffd", utterance.text), words=words)


def _counted(notes: Sequence[str]) -> list[str]:
    """The notes, those of one kind counted when there are many: a bad file has thousands."""
    kinds: dict[str, list[str]] = {}
    for note in notes:
        where, colon, what = note.partition(": ")
        kinds.setdefault(what if colon and where.startswith("line ") else note, []).append(note)
    short: list[str] = []
    for what, same in kinds.items():
        short += same if len(same) <= _ALIKE else [f"{what} ({len(same)} times, first at {same[0].split(':')[0]})"]
    return short


def _together(parts: Sequence[Transcript], *, strictly: bool = False) -> Transcript:
    """One recording from one file per speaker, merged by start; who has no label, or the same in several files, is
    called by what tells the files' names apart. strictly: a file with several speakers is a recording of its own."""
    if strictly and len(parts) > 1 and any(len(part.speakers) > 1 for part in parts):
        raise ReadError("several recordings in one folder or archive: score them one by one, or with batch")
    stems = [Path(part.path or "").stem for part in parts]
    shared = "".join(letters[0] for letters in takewhile(lambda group: len(set(group)) == 1, zip(*stems, strict=False)))
    labels = Counter(label for part in parts for label in set(part.speakers))
    unclear = {None, *(label for label, files in labels.items() if files > 1)}
    utterances: list[Utterance] = []
    for part, stem in zip(parts, stems, strict=True):
        own = stem[len(shared) :].strip(" _-.") or stem
        utterances += [replace(u, speaker=own) if u.speaker in unclear else u for u in part.utterances]
    if len(parts) > 1 and any(u.start_ms is None for u in utterances):
        raise ReadError("files of one recording need times to be merged", parts[0].path)
    digest = hashlib.sha256("".join(part.sha256 or "" for part in parts).encode()).hexdigest()
    notes = tuple(note for part in parts for note in part.notes)
    ordered, _ = _mended(utterances)
    name = shared.strip(" _-.") or stems[0]
    return Transcript(name, ordered, parts[0].format, notes, " ".join(part.path or "" for part in parts), digest)


def _from_memory(items: Sequence[Any], columns: Columns | None) -> Transcript:
    records = [_record(item) for item in items]
    if not records:
        raise ReadError("the list is empty")
    utterances = _records.utterances(records, range(1, len(records) + 1), columns)
    if not utterances:
        raise ReadError("nobody says anything in it")
    ordered, notes = _mended([_whole(utterance) for utterance in utterances])
    return Transcript("memory", ordered, "memory", tuple(_counted(notes)))


def _record(item: Any) -> Mapping[str, Any]:
    if isinstance(item, Mapping):
        return item
    if isinstance(item, tuple | list) and len(item) == 2:
        return {"speaker": item[0], "text": item[1]}
    raise UsageError("a conversation in memory is a list of (speaker, text) pairs or of dicts")
