"""Pages and tables as files: all of one, or what was there before."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import EXAMPLES

from carescore.cli import main
from carescore.errors import WriteError
from carescore.renderers import files


def full(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk on which half of a file has room."""
    whole = Path.write_bytes

    def half(path: Path, data: Any) -> int:
        whole(path, data[: len(data) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", half)


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.html"
    files.put(path, b"older")
    full(monkeypatch)
    with pytest.raises(WriteError, match=r"page.html cannot be written: No space left on device"):
        files.put(path, b"newer and longer")
    assert path.read_bytes() == b"older" and list(tmp_path.iterdir()) == [path]


def test_a_link_stays_one_and_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real.html").write_bytes(b"older")
    link = tmp_path / "link.html"
    link.symlink_to(tmp_path / "real.html")
    files.put(link, b"newer")
    assert link.is_symlink() and (tmp_path / "real.html").read_bytes() == b"newer"
    for wrong in (tmp_path, tmp_path / "none" / "page.html"):
        with pytest.raises(WriteError, match="cannot be written"):
            files.put(wrong, b"x")


@pytest.mark.skipif(os.name != "posix", reason="devices are files there")
def test_a_device_is_written_and_not_replaced() -> None:
    files.put(os.devnull, b"x")
    assert not Path(os.devnull).is_file()


def test_a_command_says_so_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "a.html"
    full(monkeypatch)
    talk = str(EXAMPLES / "pediatric-dentist.txt")
    done = CliRunner().invoke(main, ["score", talk, "--only", "questions", "--html", str(page)])
    assert done.exit_code == 2 and f"carescore: {page} cannot be written: No space left" in done.stderr
    assert done.stderr.count("\n") == 1 and not page.exists()
