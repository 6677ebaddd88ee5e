"""Pages and tables as files: all of one, or what was there before."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from carescore.errors import WriteError


def put(path: str | os.PathLike[str], data: bytes) -> None:
    """Writes a file in the place of an older one, that stays where the new one cannot be written whole. Raises
    WriteError."""
    place = Path(path).resolve()  # what a link leads to
    try:
        if place.exists() and not place.is_file():
            place.write_bytes(data)  # a pipe or a device; a folder is refused by the system
            return
        part = place.with_name(f".{os.getpid()}-{threading.get_ident()}.part")
        try:
            part.write_bytes(data)
            part.replace(place)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise WriteError(error.strerror or type(error).__name__, os.fspath(path)) from None
