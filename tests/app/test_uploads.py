"""What may come in: names, sizes and counts on both sides of each bound; and what arrives is what was announced."""

from __future__ import annotations

import errno
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from anyio.from_thread import start_blocking_portal

from carescore.app import uploads
from carescore.errors import UsageError

MB = 1024 * 1024


def file(name: str, size: int = 10) -> dict[str, Any]:
    return {"name": name, "size": size}


@pytest.mark.parametrize(
    ("name", "shown", "folder", "own"),
    [
        ("visit.vtt", "visit.vtt", "", "visit.vtt"),
        ("June/two/visit.vtt", "visit.vtt", "June/two", "visit.vtt"),
        ("visit 10:30.vtt", "visit 10:30.vtt", "", "visit 10_30.vtt"),
        ("Besuch “Müller”.docx", "Besuch “Müller”.docx", "", "Besuch _Müller_.docx"),
        ("...vtt", "...vtt", "", "vtt"),
        ("nul.txt", "nul.txt", "", "_nul.txt"),
        ("null.txt", "null.txt", "", "null.txt"),
        ("COM1", "COM1", "", "_COM1"),
        ("a" * 300 + ".vtt", "a" * 300 + ".vtt", "", "a" * 100 + ".vtt"),
    ],
)
def test_names_that_are_taken(name: str, shown: str, folder: str, own: str, tmp_path: Path) -> None:
    (found,) = uploads.announced([file(name)], tmp_path).files
    assert (found.name, found.folder, found.path.name) == (shown, folder, own)
    assert found.path.resolve().is_relative_to(tmp_path.resolve())


@pytest.mark.parametrize(
    "name",
    [
        "../a.vtt",
        "a/../../b.vtt",
        "..",
        "/etc/passwd",
        "//x/y",
        "..\\..\\a.vtt",
        "C:\\a.vtt",
        "a\0.vtt",
        "a\nb",
        "",
        "x" * 1001,
    ],
)
def test_names_that_are_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="it was not taken"):
        uploads.announced([file(name)], tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("files", [None, [], {}, [1], [{"name": "a"}], [{"name": 1, "size": 1}], [file("a", -1)]])
def test_what_is_no_list_of_files(files: Any, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        uploads.announced(files, tmp_path)


def test_as_many_as_that_and_no_more(tmp_path: Path) -> None:
    many = [file(f"{i}.vtt") for i in range(uploads.MOST_FILES)]
    assert len(uploads.announced(many, tmp_path).files) == uploads.MOST_FILES
    with pytest.raises(UsageError, match="201 files are too many at once"):
        uploads.announced([*many, file("one more.vtt")], tmp_path)


@pytest.mark.parametrize(
    ("name", "most"), [("a.vtt", uploads.LARGEST_TRANSCRIPT), ("a.MP4", uploads.LARGEST_RECORDING), ("mp4", 64 * MB)]
)
def test_as_large_as_that_and_no_larger(name: str, most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = shutil.disk_usage(tmp_path)._replace(free=10**12)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: room)
    assert uploads.announced([file(name, most)], tmp_path).files[0].size == most
    with pytest.raises(UsageError, match=r"larger than (64 MB|8 GB), which no"):
        uploads.announced([file(name, most + 1)], tmp_path)


@pytest.mark.parametrize(("free", "taken"), [(uploads.SPARE + 10, True), (uploads.SPARE + 9, False)])
def test_a_disk_without_room(free: int, taken: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = shutil.disk_usage(tmp_path)._replace(free=free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: room)
    if taken:
        uploads.announced([file("a.vtt")], tmp_path)
    else:
        with pytest.raises(UsageError, match="no room for these files; nothing was lost"):
            uploads.announced([file("a.vtt")], tmp_path)


def receive(upload: uploads.Upload, body: AsyncIterator[bytes]) -> None:
    with start_blocking_portal() as portal:  # in a thread of its own: a browser's tests may hold this one
        portal.call(uploads.receive, upload, body)


async def pieces(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


@pytest.mark.parametrize(
    ("parts", "kept"), [([b"12345", b"67890"], True), ([b"123"], False), ([b"12345", b"678901"], False)]
)
def test_what_arrives_is_what_was_announced(parts: list[bytes], kept: bool, tmp_path: Path) -> None:
    (upload,) = uploads.announced([file("a.vtt")], tmp_path).files
    if kept:
        receive(upload, pieces(*parts))
        assert upload.path.read_bytes() == b"1234567890" and upload.path.parent.stat().st_mode & 0o077 == 0
    else:
        with pytest.raises(UsageError, match=r"a\.vtt: it changed while it was read"):
            receive(upload, pieces(*parts))
        assert not upload.path.exists()


async def on_a_full_disk() -> AsyncIterator[bytes]:
    yield b"123"
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_disk_that_fills_on_the_way(tmp_path: Path) -> None:
    (upload,) = uploads.announced([file("a.vtt")], tmp_path).files
    with pytest.raises(UsageError, match=r"no room for a\.vtt; nothing was lost"):
        receive(upload, on_a_full_disk())
    assert not upload.path.exists()
