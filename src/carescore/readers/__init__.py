"""Reading transcripts: the format is found in the content, exactly one yes wins, and nothing is guessed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from carescore.errors import ReadError, UsageError
from carescore.readers import _decode, _detect, _files, _memory, _mending, _recordings, _remarks
from carescore.readers import _safe as safe
from carescore.readers import _separated as separated
from carescore.readers._base import Columns, Envelope, Format, JsonReader, Member, Parsed, Reader, Recording
from carescore.readers._detect import bundled, detect, formats, others
from carescore.readers._files import LARGEST, MOST_FILES, STANDARD_INPUT
from carescore.text.regex import lazy
from carescore.transcript import Transcript, Utterance, digest_of

__all__ = [
    "LARGEST",
    "MOST_FILES",
    "Envelope",
    "Format",
    "JsonReader",
    "Member",
    "Reader",
    "bundled",
    "conversations",
    "detect",
    "formats",
    "others",
    "read",
    "read_text",
    "safe",
    "separated",
]

_NESTED = 2  # archives inside archives
_FIELDS = ("speaker", "text", "start", "end", "duration")
_ALIKE = 3  # notes of one kind that are given singly; more are counted
LONGEST = 500_000  # words of one conversation: two days of talk without a pause
_WORD = lazy(r"\S+")
_NOBODY = "nobody says anything in it"
_HALF = lazy("[\ud800-\udfff]")  # half a character, as broken JSON escapes leave it: no text can be written with it
PathLike = str | os.PathLike[str]


def read(
    source: PathLike | Member | Iterable[Any], format: str | None = None, columns: Columns | None = None
) -> Transcript:
    """Reads one conversation.

    source: a path, "-" for standard input, an open file or its bytes, a list of paths or a folder (one recording, one
    file per speaker), a list of (speaker, text) pairs, of lines "Name: text" or of dicts with speaker, text and, if
    known, start_ms and end_ms, a data frame with such columns, or the object of a JSON document. format: a format's
    name instead of detection. columns: for tables, the column that holds the speaker, text, start, end or duration,
    where its name does not say so. Raises ReadError (file, line, reason) and UsageError.
    """
    if unknown := sorted(set(columns or {}) - set(_FIELDS)):
        raise UsageError(f"columns knows no {', '.join(unknown)}; fields are {', '.join(_FIELDS)}")
    if isinstance(source, str | os.PathLike):
        return _read_path(source, format, columns)
    if part := _files.held(source):
        return _read_held(part, format, columns)
    if isinstance(source, Mapping) and not _memory.is_table(source):
        found, notes = _memory.document(source, columns)
        return _transcript("memory", _whole(found), notes, "memory")
    if not _memory.is_table(source):
        source = _memory.rows(source)
        if _paths(source):
            return _files.together([_read_path(path, format, columns) for path in source])
    recording = _recordings.only(_memory.recordings(source, columns))
    found, notes = _recordings.parsed(recording, columns)
    return _transcript("memory", _whole(found), notes, "memory")


def read_text(text: str, format: str | None = None, columns: Columns | None = None) -> Transcript:
    """Reads one conversation from a text: lines "Name: text", or what a file of any known format holds.

    Raises ReadError and UsageError as read does.
    """
    if not isinstance(text, str):
        raise UsageError(f"read_text takes a text, not {type(text).__name__}; read takes all else")
    return _read_held(Member(_files.IN_MEMORY, _files.in_bytes(text)), format, columns)


def conversations(
    source: PathLike | Iterable[Any], format: str | None = None, columns: Columns | None = None
) -> Iterator[Transcript | ReadError]:
    """Every conversation of a source: those of a table with one in each row, or with a column of ids, one by one, each
    with the row's id behind the file's; of anything else the one conversation that read gives. A row that cannot be
    read is yielded as its ReadError, and does not stop the rest. Raises what read raises, for the source itself."""
    held = None if isinstance(source, str | os.PathLike) else _files.held(source)
    if not held and not isinstance(source, str | os.PathLike):
        table = _memory.is_table(source)
        source = source if table or isinstance(source, Mapping) else _memory.rows(source)
        several = table or not (isinstance(source, Mapping) or _paths(source))
        found = _memory.recordings(source, columns) if several else []
        one = Member("memory", b"")
        yield from _each(found, one, "memory", columns) if len(found) > 1 else [read(source, format, columns)]
        return
    name = held.name if held else os.fspath(source)  # type: ignore[arg-type]  # what is not held is a path here
    if not held and name != STANDARD_INPUT and _files.is_folder(name):
        yield _read_folder(name, format, columns)
        return
    with _named(name):
        part = held or Member(name, _files.content(name))
        holder, found = _table(part, format, columns)
        yield from _each(found, part, holder, columns) if len(found) > 1 else [_read_held(part, format, columns)]


def _each(
    found: Sequence[Recording], part: Member, table: str, columns: Columns | None
) -> Iterator[Transcript | ReadError]:
    """The recordings of a table as transcripts, or as the reasons why they are none."""
    path = _files.told(part.name) if part.content and part.name != _files.IN_MEMORY else None
    for number, recording in enumerate(found, start=1):
        try:
            name = _files.told(f"{Path(part.name).stem}-{recording.id or number}")
            said, notes = _recordings.parsed(recording, columns)
            one = _transcript(name, _whole(said), notes, table)
            yield replace(one, path=path, sha256=digest_of(recording.id, one.utterances) if part.content else None)
        except ReadError as error:
            yield ReadError(error.reason, path, recording.lines[0] if recording.lines else None)


def _table(part: Member, format: str | None, columns: Columns | None, depth: int = 0) -> tuple[str, list[Recording]]:
    """The format of a table and its recordings, also of one inside an office file; none of anything else."""
    chosen = _detect.named(format) if format else None
    if holder := chosen if isinstance(chosen, Envelope) else _detect.envelope(part.content):
        inner = holder.parts(part.content)
        if len(inner) != 1 or depth >= _NESTED:
            return holder.name, []
        return holder.name, _table(inner[0], None if chosen is holder else format, columns, depth + 1)[1]
    reader, value = _chosen(_decode.decode(part.content)[0], chosen, Path(part.name).suffix, columns)
    return reader.name, reader.recordings(value, columns or {}) if reader.recordings else []


def _paths(items: Any) -> bool:
    """Whether the items of a list are paths, and no lines of talk."""
    if not items or not all(isinstance(item, str | os.PathLike) for item in items) or _memory.as_lines(items):
        return False
    return any(Path(item).suffix or Path(item).exists() for item in items)


@contextmanager
def _named(name: str) -> Iterator[None]:
    """Errors name the file that the user gave, not a file inside it."""
    try:
        yield
    except ReadError as error:
        raise error.at(name) from None
    except (RecursionError, MemoryError):
        raise ReadError("nested too deeply, or too large for this machine", name) from None


def _read_path(path: PathLike, format: str | None, columns: Columns | None) -> Transcript:
    name = os.fspath(path)
    if name != STANDARD_INPUT and _files.is_folder(name):
        return _read_folder(name, format, columns)
    with _named(name):
        return _read_content(Member(name, _files.content(name)), format, columns)


def _read_held(part: Member, format: str | None, columns: Columns | None) -> Transcript:
    with _named(part.name):
        found = _read_content(part, format, columns)
        return replace(found, path=None) if part.name == _files.IN_MEMORY else found


def _read_folder(name: str, format: str | None, columns: Columns | None) -> Transcript:
    """A folder as one recording with a file per speaker."""
    with _named(name):
        found = [_read_path(path, format, columns) for path in _files.few(_files.inside(name))]
        return replace(_files.together(found, strictly=True), id=_files.told(Path(name).name), path=_files.told(name))


def _read_content(part: Member, format: str | None, columns: Columns | None, depth: int = 0) -> Transcript:
    """One file's bytes as a transcript; files inside it are read in their turn."""
    name, digest = part.name, hashlib.sha256(part.content).hexdigest()
    chosen = _detect.named(format) if format else None
    holder = chosen if isinstance(chosen, Envelope) else _detect.envelope(part.content)
    if holder:
        return replace(_opened(holder, part, None if chosen is holder else format, columns, depth), sha256=digest)
    text, notes = _decode.decode(part.content)
    before = part.notes
    del part  # the bytes are not needed beside the text
    halves = "\\ud" in text or "\\uD" in text
    reader, value = _chosen(text, chosen, Path(name).suffix, columns)
    day = reader.day(text) if isinstance(reader, Reader) and reader.day else None
    del text  # nor is the text, beside a parsed value
    utterances, more = _parsed(reader, value, columns)
    found = _transcript(
        _stem(name), _whole(utterances) if halves else utterances, [*before, *notes, *more], reader.name
    )
    return replace(found, path=_files.told(name), sha256=digest, written=reader.written, date=day)


def _transcript(id: str, utterances: Sequence[Utterance], notes: Sequence[str], format: str) -> Transcript:
    """Utterances as they were read, without sounds, in order and with times that can be. Raises ReadError when there
    are none, and when there are more than anybody says."""
    if sum(len(utterance.text) for utterance in utterances) > 2 * LONGEST and (words := _words(utterances)) > LONGEST:
        raise ReadError(f"{words:,} words are no single conversation; of a table, name the column of ids")
    said = list(_remarks.left_out(utterances))
    if not said:
        raise ReadError(_NOBODY, line=1)
    ordered, mended = _mending.mended(said)
    return Transcript(id, ordered, format, tuple(_counted([*notes, *mended])))


def _words(utterances: Sequence[Utterance]) -> int:
    """How many words are said, none of them held: there may be millions."""
    return sum(1 for utterance in utterances for _ in _WORD.finditer(utterance.text))


def _chosen(
    text: str, named: Format | None, extension: str, columns: Columns | None
) -> tuple[Reader | JsonReader, Any]:
    """The reader, and what it reads: the text, or the parsed value of a JSON document."""
    if named is None:
        return _detect.choose(text, extension, bool(columns))
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
    try:
        inner = [_read_content(p, format, columns, depth + 1) for p in _files.few(holder.parts(part.content))]
        if not inner:
            raise ReadError("no transcript in it")
        found = inner[0] if len(inner) == 1 else _files.together(inner, strictly=True)
    except ReadError as error:
        raise type(error)(error.reason, None, error.line) from None  # without the member's name: the user gave another
    return replace(found, id=_stem(part.name), format=holder.name, path=_files.told(part.name))


def _stem(name: str) -> str:
    """What a conversation is called by the name of its file."""
    return "stdin" if name == STANDARD_INPUT else _files.told(Path(name).stem)


def _whole(utterances: Sequence[Utterance]) -> list[Utterance]:
    """The utterances with a mark in the place of each half character."""
    return [_marked(utterance) for utterance in utterances]


def _marked(utterance: Utterance) -> Utterance:
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
