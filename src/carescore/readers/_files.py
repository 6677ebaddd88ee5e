"""Bytes of files and of standard input, within bounds; folders and lists of files as one recording."""

from __future__ import annotations

import errno
import hashlib
import re
import stat
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, takewhile
from pathlib import Path
from typing import IO, Any

from carescore.errors import ReadError, UsageError
from carescore.readers import _mending
from carescore.readers._base import Member
from carescore.text.regex import lazy
from carescore.transcript import Transcript, Utterance

STANDARD_INPUT = "-"
IN_MEMORY = "memory"  # the name of what has no file's
LARGEST = 256 * 1024 * 1024  # bytes; the words of a whole day are under 2 MB
MOST_FILES = 20  # files of one recording in a folder or archive
_PIECE = 1024 * 1024
_TOO_LARGE = "larger than 256 MB: no transcript of one conversation"
_TALK = lazy(r"\S+(?:\s+\S+){3,}")  # so many words are talk, where no file is called so
_NO_PATH = (
    "a path was expected: give talk itself as a list of (speaker, text) pairs or of lines 'Name: text', or hand the "
    "text to carescore.read_text"
)


def is_folder(name: str) -> bool:
    """Whether it is a folder. Raises UsageError for a text in the place of a path, and does not repeat it."""
    if not name.strip():
        raise UsageError("an empty path: give a file, a folder, or - for standard input")
    try:
        return stat.S_ISDIR(Path(name).stat().st_mode)
    except (OSError, ValueError) as error:
        if "\n" in name or getattr(error, "errno", None) == errno.ENAMETOOLONG or _like_talk(name):
            raise UsageError(_NO_PATH) from None
        return False


def _like_talk(name: str) -> bool:
    """Whether what is no file is a sentence rather than a file's name."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return bool(_TALK.fullmatch(last.strip())) and not re.search(r"\.\w{1,8}$", last)


def content(name: str) -> bytes:
    """The bytes of a file or of standard input, never more than LARGEST. Raises ReadError."""
    try:
        if name == STANDARD_INPUT:
            found = _bounded(sys.stdin.buffer)
        else:
            status = Path(name).stat()
            if not stat.S_ISREG(status.st_mode):  # a pipe or a device could wait for ever
                raise ReadError("no file: give a file, a folder, or - for standard input")
            if status.st_size > LARGEST:
                raise ReadError(_TOO_LARGE)
            with Path(name).open("rb") as stream:
                found = _bounded(stream)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no such name is possible"
        raise ReadError(f"cannot be read: {reason}") from None
    if len(found) > LARGEST:
        raise ReadError(_TOO_LARGE)
    return found


def held(source: Any) -> Member | None:
    """Bytes or what an open file still holds, never more than LARGEST; None for what is neither. Raises ReadError."""
    if isinstance(source, Member):  # what somebody else has opened
        found, name = source.content, source.name
    elif isinstance(source, bytes | bytearray):
        found, name = bytes(source), IN_MEMORY
    elif callable(getattr(source, "read", None)):
        name = source.name if isinstance(getattr(source, "name", None), str) else IN_MEMORY
        try:
            read = source.read(LARGEST + 1)
        except (OSError, ValueError):  # closed, or of another encoding than it was opened with
            raise ReadError("the open file cannot be read", name) from None
        found = in_bytes(read) if isinstance(read, str) else bytes(read)
    else:
        return None
    if len(found) > LARGEST:
        raise ReadError(_TOO_LARGE, name)
    return Member(name, found)


def told(name: str) -> str:
    """A file's name as any text can hold it: bytes of it that are no UTF-8 as Python writes them in a string."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def in_bytes(text: str) -> bytes:
    """A text as a file would hold it; half a character becomes a mark."""
    return text.encode("utf-16", errors="surrogatepass").decode("utf-16", errors="replace").encode("utf-8")


def _bounded(stream: IO[bytes]) -> bytes:
    """What the stream holds, up to little more than LARGEST; in pieces, as one read asks for all its memory first."""
    return b"".join(islice(iter(lambda: stream.read(_PIECE), b""), LARGEST // _PIECE + 1))


def inside(name: str) -> list[Path]:
    """The files of a folder. Raises ReadError where there is none."""
    try:
        found = sorted(path for path in Path(name).iterdir() if path.is_file() and not path.name.startswith("."))
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}", name) from None
    if not found:
        raise ReadError("the folder holds no file", name)
    return found


def few(items: list[Any]) -> list[Any]:
    """The items, where they can be the files of one recording. Raises ReadError."""
    if len(items) > MOST_FILES:
        raise ReadError(f"more than {MOST_FILES} files: one recording is read at a time; score many with batch")
    return items


def _stems(parts: Sequence[Transcript]) -> list[str]:
    """The files' names, with their folders where two have one name, and with their endings where that is all."""
    paths = [Path(part.path or "") for part in parts]
    ways = ([path.stem for path in paths], [path.with_suffix("").as_posix() for path in paths])
    return next((way for way in ways if len(set(way)) == len(way)), [path.as_posix() for path in paths])


def _shared(names: Sequence[str]) -> str:
    """What all names begin with, in whole words: "visit_" of "visit_patient" and "visit_provider"."""
    begun = "".join(letters[0] for letters in takewhile(lambda group: len(set(group)) == 1, zip(*names, strict=False)))
    return begun[: next(at for at in range(len(begun), -1, -1) if all(_parts(name, at) for name in names))]


def _parts(name: str, at: int) -> bool:
    """Whether a word of a name begins or ends at a place."""
    if at in (0, len(name)) or not (name[at - 1].isalnum() and name[at].isalnum()):
        return True
    return (name[at - 1].islower() and name[at].isupper()) or (name[at - 1].isalpha() and name[at].isdigit())


def together(parts: Sequence[Transcript], *, strictly: bool = False) -> Transcript:
    """One recording from one file per speaker, merged by start; who has no label, or the same in several files, is
    called by what tells the files' names apart. strictly: a file with several speakers is a recording of its own."""
    if strictly and len(parts) > 1 and any(len(part.speakers) > 1 for part in parts):
        raise ReadError("several recordings in one folder or archive: score them one by one, or with batch")
    stems = _stems(parts)
    shared = _shared(stems)
    labels = Counter(label for part in parts for label in set(part.speakers))
    unclear = {None, *(label for label, files in labels.items() if files > 1)}
    utterances: list[Utterance] = []
    for part, stem in zip(parts, stems, strict=True):
        own = stem[len(shared) :].strip(" _-.") or stem
        utterances += [replace(u, speaker=own) if u.speaker in unclear else u for u in part.utterances]
    if len(parts) > 1 and any(u.start_ms is None for u in utterances):
        raise ReadError("files of one recording need times to be merged", parts[0].path)
    digest = hashlib.sha256("".join(part.sha256 or "" for part in parts).encode()).hexdigest()
    ordered, mended = _mending.mended(utterances)
    notes = tuple(dict.fromkeys([*(note for part in parts for note in part.notes), *mended]))
    plain = [Path(part.path or "").stem for part in parts]
    name = _shared(plain).strip(" _-.") or plain[0]
    return Transcript(name, ordered, parts[0].format, notes, " ".join(part.path or "" for part in parts), digest)
