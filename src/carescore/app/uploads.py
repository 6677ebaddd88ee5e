"""What somebody drops: names and sizes checked before a byte is sent, then streamed to a private folder.

A name never becomes a path: files lie under numbers, in a folder that is removed when the app ends.
"""

from __future__ import annotations

import errno
import secrets
import shutil
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import anyio

from carescore.errors import UsageError
from carescore.text.regex import lazy

MOST_FILES = 200
LARGEST_TRANSCRIPT = 64 * 1024 * 1024  # the words of a whole day are under 2 MB
LARGEST_RECORDING = 8 * 1024 * 1024 * 1024  # eight hours of video
SPARE = 256 * 1024 * 1024  # bytes of the disk that are left alone
RECORDINGS = {
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".aac": "audio/aac",
    ".wav": "audio/wav",
    ".flac": "audio/flac",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".weba": "audio/webm",
    ".mp4": "video/mp4",
    ".m4v": "video/mp4",
    ".mov": "video/quicktime",
    ".webm": "video/webm",
    ".ogv": "video/ogg",
    ".mkv": "video/x-matroska",
}
_ODD = lazy(r"[\x00-\x1f\x7f\\]")
_UNSAFE = lazy(r"[^\w .()+-]")
_DEVICE = lazy(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)")
_NO_ROOM = "the disk has no room for {}; nothing was lost"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was dropped. name: as its owner calls it; folder: the one that was dropped, "" for a loose file;
    path: where it lies here."""

    name: str
    folder: str
    size: int
    path: Path

    @property
    def is_recording(self) -> bool:
        return Path(self.name).suffix.lower() in RECORDINGS


@dataclass(frozen=True, slots=True)
class Drop:
    """Files that were dropped together; here: the numbers of those that have arrived."""

    id: str
    files: tuple[Upload, ...]
    here: set[int] = field(default_factory=set)


def announced(files: Any, folder: Path) -> Drop:
    """The drop that a page announces as [{"name", "size"}]. Raises UsageError for what will not be taken."""
    if not isinstance(files, list) or not files:
        raise UsageError("no file was dropped")
    if len(files) > MOST_FILES:
        raise UsageError(f"{len(files)} files are too many at once: drop {MOST_FILES} at most, or use carescore batch")
    id_ = secrets.token_urlsafe(9)
    found = tuple(_upload(item, folder / id_ / str(number)) for number, item in enumerate(files))
    _require_room(found, folder)
    return Drop(id_, found)


def _upload(item: Any, folder: Path) -> Upload:
    name, size = (item.get("name"), item.get("size")) if isinstance(item, dict) else (None, None)
    if not isinstance(name, str) or not isinstance(size, int) or size < 0:
        raise UsageError("a file needs its name and its size")
    parts = PurePosixPath(name).parts
    if not parts or len(name) > 1000 or _ODD.search(name) or name.startswith("/") or ".." in parts:
        raise UsageError("a file's name leads out of its folder or holds signs that no name has: it was not taken")
    upload = Upload(parts[-1], "/".join(parts[:-1]), size, folder / _own(parts[-1]))
    largest = LARGEST_RECORDING if upload.is_recording else LARGEST_TRANSCRIPT
    if size > largest:
        kind = "recording" if upload.is_recording else "transcript"
        raise UsageError(f"{upload.name}: larger than {_shown(largest)}, which no {kind} of one conversation is")
    return upload


def _own(name: str) -> str:
    """A name that every file system takes."""
    path = PurePosixPath(_UNSAFE.sub("_", name))
    own = f"{path.stem[:100]}{path.suffix[:12]}".strip(" .") or "file"
    return f"_{own}" if _DEVICE.match(own) else own


def _shown(size: int) -> str:
    return f"{size >> 30} GB" if size >> 30 else f"{size >> 20} MB"


def _require_room(files: Sequence[Upload], folder: Path) -> None:
    if sum(one.size for one in files) + SPARE > shutil.disk_usage(folder).free:
        raise UsageError(_NO_ROOM.format("these files"))


async def receive(upload: Upload, body: AsyncIterator[bytes]) -> None:
    """Writes a file as it arrives; one that is longer than was announced, or ends early, is not kept."""
    written = 0
    path = anyio.Path(upload.path)
    try:
        await path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        async with await path.open("wb") as stream:
            async for piece in body:
                written += len(piece)
                if written > upload.size:
                    break
                await stream.write(piece)
    except OSError as error:
        await path.unlink(missing_ok=True)
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise UsageError(_NO_ROOM.format(upload.name) if full else f"{upload.name}: it cannot be kept here") from None
    if written != upload.size:
        await path.unlink(missing_ok=True)
        raise UsageError(f"{upload.name}: it changed while it was read; drop it again")


def removed(drop: Drop, *, but: Sequence[Path] = ()) -> None:
    """Deletes the files of a drop, those that are still needed left out."""
    for upload in drop.files:
        if upload.path not in but:
            upload.path.unlink(missing_ok=True)
