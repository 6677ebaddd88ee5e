"""Object stores: in memory, and a local server that answers as S3 does."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest
from conftest import ROOT

import carescore
from carescore import batch
from carescore.batch import storage, worker
from carescore.errors import MissingDependencyError, ReadError

fsspec = pytest.importorskip("fsspec", reason="the extra storage is not installed")
TALK = b"Nurse: How can I help you?\nPatient: My foot hurts.\n"


def outcomes(address: str) -> dict[str, str]:
    """What became of each name of an address."""
    items = carescore.score_many(address, n_jobs=1, only="questions")
    return {
        (item.source.path or "" if isinstance(item, carescore.Report) else item.path).rpartition("/")[2]: type(
            item
        ).__name__
        for item in items
    }


def test_a_folder_a_pattern_and_a_file_in_memory() -> None:
    store = fsspec.filesystem("memory")
    for name in ("calls/a.txt", "calls/b.txt", "calls/c.mp4"):
        store.pipe(f"/{name}", TALK)
    assert outcomes("memory://calls") == {"a.txt": "Report", "b.txt": "Report", "c.mp4": "Failure"}
    assert outcomes("memory://calls/*.txt") == {"a.txt": "Report", "b.txt": "Report"}
    assert outcomes("memory://calls/a.txt") == {"a.txt": "Report"}
    assert outcomes("memory://calls/gone.txt") == {"gone.txt": "Failure"}


def test_a_manifest_in_a_store_names_files_beside_it() -> None:
    fsspec.filesystem("memory").pipe("/beside/calls.csv", b"path,employee\na.txt,Ann\n")
    (work,) = batch.works([batch.Manifest("memory://beside/calls.csv")])
    assert (work.source, dict(work.carried)) == ("memory://beside/a.txt", {"employee": "Ann"})


def test_own_output_that_was_copied_there_is_left_out() -> None:
    store = fsspec.filesystem("memory")
    store.pipe({"/copied/scores.csv": b"key,id,status,error,format\r\n", "/copied/a.txt": TALK})
    found = [work.key.rpartition("/")[2] for work in batch.works(["memory://copied"], batch.is_own)]
    assert found == ["a.txt"]


def test_what_lies_there_is_fetched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A digest and a reading would be two."""
    fsspec.filesystem("memory").pipe("/once/a.txt", TALK)
    opened: list[str] = []
    stream = storage.stream
    monkeypatch.setattr(storage, "stream", lambda name: opened.append(name) or stream(name))  # type: ignore[func-returns-value]
    (work,) = batch.works(["memory://once/a.txt"])
    done = worker.do(batch.Job(carescore.score), work)
    assert opened == [work.source] and done.digest == hashlib.sha256(TALK).hexdigest() and done.work == work
    assert worker.do(batch.Job(carescore.score), replace(work, known=done.digest)).unchanged
    gone = worker.do(batch.Job(carescore.score), replace(work, source="memory://once/b.txt"))
    assert (gone.status, gone.digest) == ("failed", None) and "cannot be read" in gone.result.error


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A bucket on a server of this machine, known from the environment as on a cluster."""
    server_of = pytest.importorskip("moto.server", reason="moto's server is not installed")
    pytest.importorskip("s3fs", reason="s3fs is not installed")
    server = server_of.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {"ENDPOINT_URL": f"http://{host}:{port}", "KEY": "x", "SECRET": "y"}.items():
        monkeypatch.setenv(f"FSSPEC_S3_{name}", value)
    monkeypatch.setitem(fsspec.config.conf, "s3", {"endpoint_url": f"http://{host}:{port}", "key": "x", "secret": "y"})
    try:
        store = fsspec.filesystem("s3")
        store.mkdir("calls")
        store.pipe("calls/a.txt", TALK)
        yield "s3://calls"
    finally:
        server.stop()


def test_a_bucket(bucket: str) -> None:
    assert outcomes(bucket) == {"a.txt": "Report"}
    assert outcomes(f"{bucket}/a.txt") == {"a.txt": "Report"}


def test_a_store_of_no_known_kind_is_one_line() -> None:
    with pytest.raises((ReadError, MissingDependencyError)):
        list(carescore.score_many("nostore://calls", n_jobs=1))


def test_what_is_missing_is_an_extra_that_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(MissingDependencyError) as caught:
        storage.system("memory://x")
    (extra,) = re.findall(r"carescore\[(\w+)\]", str(caught.value))
    assert (
        f"\n{extra} = [" in (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("optional-dependencies")[2]
    )


@pytest.mark.parametrize("address", ["memory://one/talk.odd", "memory:///one/talk.odd"])
def test_a_file_that_was_named_is_tried_however_its_address_is_written(address: str) -> None:
    store = fsspec.filesystem("memory")
    store.pipe("/one/talk.odd", TALK)
    store.pipe("/one/other.odd", TALK)
    assert [bool(work.skip) for work in batch.works([address])] == [False]
    assert [bool(work.skip) for work in batch.works(["memory://one", "memory://one/*.odd"])] == [True, True]
