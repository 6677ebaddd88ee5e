"""Members of a zip container, with bounds: a small file must not unpack into a huge one."""

from __future__ import annotations

import io
import zipfile
import zlib

from carescore.errors import ReadError

MAGIC = b"PK\x03\x04"
LARGEST = 128 * 1024 * 1024  # bytes unpacked; the talk of a day is under 2 MB
_TOO_LARGE = "the file unpacks to more than 128 MB: refused"


def names(content: bytes) -> list[str]:
    """The names inside a container, empty when it is none."""
    if not content.startswith(MAGIC):
        return []
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return []


def member(content: bytes, name: str) -> bytes:
    """The unpacked member. Raises ReadError when it is damaged, locked, absent or too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if archive.getinfo(name).file_size > LARGEST:
                raise ReadError(_TOO_LARGE)
            with archive.open(name) as stream:
                data = stream.read(LARGEST + 1)
    except KeyError:
        raise ReadError("a part of the file is absent") from None
    except RuntimeError:
        raise ReadError("the file is locked with a password") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError):
        raise ReadError("the file is damaged") from None
    if len(data) > LARGEST:
        raise ReadError(_TOO_LARGE)
    return data
