"""ZIP archives: one transcript, or one recording with a file per speaker, named by what tells the files apart."""

from __future__ import annotations

from pathlib import PurePosixPath

from carescore.errors import ReadError
from carescore.readers import _zip
from carescore.readers._base import Envelope, Member

_OTHERS = {
    "ppt/presentation.xml": "slides",
    "Index/Document.iwa": "an Apple Pages, Numbers or Keynote file",
    "Index.zip": "an Apple Pages, Numbers or Keynote file",
    "META-INF/container.xml": "an e-book",
}


def looks_like(content: bytes) -> bool:
    return _zip.kind(content) == "archive"


def parts(content: bytes) -> list[Member]:
    inside = _zip.names(content)
    if other := next((what for name, what in _OTHERS.items() if name in inside), None):
        raise ReadError(f"the file is {other}: export the transcript as .docx or .txt instead")
    names = sorted(name for name in inside if _shown(name))
    members = _zip.members(content, names)
    return [Member(PurePosixPath(name).name, data) for name, data in zip(names, members, strict=True)]


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
