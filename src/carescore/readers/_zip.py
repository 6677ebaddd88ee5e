"""Members of a zip container, with bounds: a small file must not unpack into a huge one."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable

from carescore.errors import ReadError

MAGIC = b"PK\x03\x04"
LARGEST = 128 * 1024 * 1024  # bytes unpacked; the talk of a day is under 2 MB
_FREE = 2 * 1024 * 1024  # bytes that any file may unpack to
_SHRUNK = 60  # times: what shrinks more than this is no talk, which shrinks three to ten times, and XML thirty
_INNER = 4  # times: an archive inside an archive shrinks hardly at all
_MARKERS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "content.xml": "odf"}
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # the others unpack without bound
_STEP = 1024 * 1024
_TOO_LARGE = "the file unpacks to more than any transcript takes: refused"
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError)


def names(content: bytes) -> list[str]:
    """The names inside a container, empty when it is none."""
    if not content.startswith(MAGIC):
        return []
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.namelist()
    except _DAMAGED:
        return []


def kind(content: bytes) -> str | None:
    """ "docx", "xlsx", "odf", "archive" for any other zip container, None for what is none."""
    inside = names(content)
    return next((what for name, what in _MARKERS.items() if name in inside), "archive" if inside else None)


def members(content: bytes, wanted: Iterable[str]) -> list[bytes]:
    """The unpacked members. Raises ReadError when one is damaged, locked or absent, or all together too large: by the
    sizes they declare, and by those they have, for a member may lie about its own."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = [archive.getinfo(name) for name in wanted]
            if sum(info.file_size for info in infos) > min(LARGEST, _FREE + _SHRUNK * len(content)):
                raise ReadError(_TOO_LARGE)
            if any(info.compress_type not in _METHODS for info in infos):
                raise ReadError("the file is packed in an unusual way: unpack it first")
            return [_unpacked(archive, info) for info in infos]
    except KeyError:
        raise ReadError("a part of the file is absent") from None
    except RuntimeError:
        raise ReadError("the file is locked with a password") from None
    except _DAMAGED:
        raise ReadError("the file is damaged: export it again") from None


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """One member, a step at a time: ZipFile.read unpacks all of it at once, whatever size it declares."""
    with archive.open(info) as stream:
        content = b"".join(iter(lambda: stream.read(_STEP), b""))
    if content.startswith(MAGIC) and len(content) > _FREE // 16 + _INNER * info.compress_size:
        raise ReadError(_TOO_LARGE)
    return content
