"""ZIP archives: one transcript, or one recording with a file per speaker, named by what tells the files apart."""

from __future__ import annotations

from pathlib import PurePosixPath

from carescore.readers import _zip
from carescore.readers._base import Envelope, Part


def looks_like(content: bytes) -> bool:
    return _zip.kind(content) == "archive"


def parts(content: bytes) -> list[Part]:
    names = sorted(name for name in _zip.names(content) if _shown(name))
    members = _zip.members(content, names)
    return [Part(PurePosixPath(name).name, data) for name, data in zip(names, members, strict=True)]


def _shown(name: str) -> bool:
    """Whether a member is a file that a person put there."""
    return not name.endswith("/") and not any(piece.startswith((".", "__MACOSX")) for piece in name.split("/"))


READER = Envelope(
    name="archive",
    title="ZIP archive of one recording",
    extensions=(".zip",),
    export="pack the files of one recording, one per speaker",
    looks_like=looks_like,
    parts=parts,
)
