"""The running app: one address, nothing in a log, and nothing left behind."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from conftest import EXAMPLES
from running import Running

from carescore.app import serve
from carescore.errors import LibraryError

WELL = EXAMPLES / "billing-call-handled-well.vtt"


@pytest.fixture
def running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    app = Running(tmp_path / "new folder" / "training.db")
    yield app
    app.end()
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_run_from_its_address_to_its_end(running: Running, caplog: Any, capfd: Any) -> None:
    content = WELL.read_bytes()
    with httpx.Client(base_url=running.origin, headers={"origin": running.origin}, timeout=60) as client:
        assert client.get("/").status_code == 403
        client.get(running.url)
        told = {"files": [{"name": "visit.vtt", "size": len(content)}]}
        at = f"/api/drops/{client.post('/api/drops', json=told).json()['drop']}"
        client.put(f"{at}/0", content=content)
        (one,) = client.post(at, json={}).json()["conversations"]
        assert client.get(f"/conversations/{one['id']}").status_code == 200
        assert "Dana Ruiz" in client.get(f"/conversations/{one['id']}/page").text
        assert client.get("/conversations/Dana").status_code == 404
        assert "server" not in client.get("/").headers
    logged = caplog.text + "".join(capfd.readouterr())
    assert running.token not in logged and "Dana" not in logged and "dollars" not in logged
    assert sum(line.count(running.token) for line in running.said) == 1
    assert "training.db" in running.said[0]


def test_it_listens_on_this_machine_alone(running: Running) -> None:
    assert running.origin.startswith("http://127.0.0.1:")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no polite end from outside")
def test_an_end_from_outside_leaves_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "carescore", "open", str(tmp_path / "training.db"), "--no-browser"]
    at = tmp_path / "temporary"
    at.mkdir()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "TMPDIR": str(at)})
    assert process.stdout is not None
    url = next(found[0] for line in process.stdout if (found := re.findall(r"http\S+", line)))
    with httpx.Client(base_url=url.partition("?")[0], timeout=60) as client:
        assert client.get(url).status_code == 200 and len(list(at.iterdir())) == 1
    process.terminate()
    assert process.wait(30) == 0 and list(at.iterdir()) == []


def test_what_a_killed_run_left_is_removed_and_what_another_runs_on_is_not(
    running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        nobody = free.getsockname()[1]
    temporary = tmp_path / "temporary"
    left, other = temporary / f"carescore-{nobody}-abc", temporary / "carescore-notes-2026"
    for folder in (left, other):
        folder.mkdir()
        (folder / "visit.mp4").write_bytes(b"x")
    again = Running(tmp_path / "again.db")
    own = {path.name.rpartition("-")[0] for path in temporary.iterdir()}
    again.end()
    ports = {running.origin.rpartition(":")[2], again.origin.rpartition(":")[2]}
    assert own == {f"carescore-{port}" for port in ports} | {"carescore-notes"}
    shutil.rmtree(other)


def test_a_library_that_is_none_is_said_before_anything_opens(tmp_path: Path) -> None:
    (tmp_path / "training.db").write_bytes(b"something else" * 99)
    with pytest.raises(LibraryError, match=r"training\.db"):
        serve(tmp_path / "training.db", 0, False, pytest.fail)
    assert (tmp_path / "training.db").read_bytes() == b"something else" * 99
