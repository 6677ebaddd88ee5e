"""Where contents lie: files of this machine, and object stores that fsspec reaches (s3://, gs://, memory:// …)."""

from __future__ import annotations

import errno
import glob
import hashlib
import stat
from functools import partial
from pathlib import Path
from typing import IO, Any

from carescore import readers
from carescore.errors import MissingDependencyError, ReadError

_PIECE = 1024 * 1024


def is_remote(name: str) -> bool:
    """Whether a name is an address of an object store."""
    return "://" in name


def system(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path in it. Raises MissingDependencyError and ReadError."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise MissingDependencyError("an address of an object store", "storage") from None
    try:
        return url_to_fs(address)  # type: ignore[no-any-return]  # fsspec is untyped
    except (ImportError, ValueError) as error:
        raise ReadError(f"no such store can be reached here ({type(error).__name__})", address) from None


def stream(name: str) -> IO[bytes]:
    """The bytes of a file, open. Raises OSError and what system raises."""
    if not is_remote(name):
        if not stat.S_ISREG(Path(name).stat().st_mode):  # a pipe would wait for ever
            raise OSError(errno.EINVAL, "no file", name)
        return Path(name).open("rb")
    store, path = system(name)
    return store.open(path, "rb")  # type: ignore[no-any-return]  # fsspec is untyped


def digest(name: str) -> str:
    """SHA-256 of a file. Raises OSError."""
    found = hashlib.sha256()
    with stream(name) as content:
        for piece in iter(partial(content.read, _PIECE), b""):
            found.update(piece)
    return found.hexdigest()


def opened(source: Any) -> Any:
    """What score takes: of an address the bytes with their name, anything else as it is. Raises ReadError."""
    if not isinstance(source, str) or not is_remote(source):
        return source
    try:
        with stream(source) as found:
            content = found.read(readers.LARGEST + 1)
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror or type(error).__name__}", source) from None
    return readers.Member(source, content)


def found(address: str) -> tuple[bool, list[str]]:
    """The files of an address, and whether it is a folder or a pattern: then those in it. Raises ReadError."""
    store, path = system(address)
    try:
        pattern = glob.has_magic(path)
        several = pattern or store.isdir(path)
        names = store.glob(path) if pattern else store.find(path) if several else [path]
    except OSError as error:
        raise ReadError(f"cannot be listed: {error.strerror or type(error).__name__}", address) from None
    return several, [store.unstrip_protocol(name) for name in sorted(names)]
