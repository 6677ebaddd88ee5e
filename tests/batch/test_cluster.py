"""A Dask cluster of processes: the same results, whoever dies."""

from __future__ import annotations

import json
import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import EXAMPLES

import carescore
from carescore import batch
from carescore.batch import cluster
from carescore.cli import main
from carescore.errors import UsageError

dask = pytest.importorskip("dask", reason="the extra dask is not installed")
distributed = pytest.importorskip("distributed", reason="the extra dask is not installed")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The scheduler's address of two processes; a conversation may end its worker once more before it is suspect."""
    with (
        dask.config.set(
            {"distributed.scheduler.allowed-failures": 0, "distributed.deploy.lost-worker-timeout": "10 minutes"}
        ),
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as found,
    ):
        yield found.scheduler_address


def test_results_are_those_of_one_process(address: str) -> None:
    paths = sorted(EXAMPLES.glob("*.vtt"))
    serial = [item.to_dict() for item in carescore.score_many(paths, n_jobs=1, only="questions")]  # type: ignore[union-attr]
    with cluster.connected(address) as client:
        found = list(carescore.score_many([*paths, "gone.vtt"], client=client, only="questions"))
    reports = sorted((item for item in found if isinstance(item, carescore.Report)), key=lambda report: report.id)
    assert [report.to_dict() for report in reports] == serial
    assert [item.error for item in found if isinstance(item, carescore.Failure)] == [
        next(item.error for item in carescore.score_many("gone.vtt", n_jobs=1) if isinstance(item, carescore.Failure))
    ]


def test_one_that_ends_its_worker_fails_alone(address: str) -> None:
    def score(name: str) -> Any:
        if name == "bad":
            os.kill(os.getpid(), signal.SIGKILL)
        raise UsageError("fine")

    works = [batch.Work(name, name) for name in ["a", "b", "bad", "c", "d", "e"]]
    with cluster.connected(address) as client:
        found = {done.work.key: done.result.error for done in cluster.over(batch.Job(score), works, client)}
    assert found.pop("bad").startswith("bad: its worker ended")
    assert found == dict.fromkeys("abcde", "fine")


def test_one_that_hangs_is_ended_there_too(address: str) -> None:
    def score(name: str) -> Any:
        if name == "bad":
            re.match("(a+)+$", "a" * 60 + "b")
        raise UsageError("fine")

    works = [batch.Work(name, name) for name in ["a", "bad", "b"]]
    with cluster.connected(address) as client:
        job = batch.Job(score, time_limit=1.0)
        found = {done.work.key: done.result.error for done in cluster.over(job, works, client)}
    assert found.pop("bad").startswith("bad: its worker ended") and found == {"a": "fine", "b": "fine"}


def test_the_command_over_a_scheduler_gives_the_table_of_this_machine(address: str, tmp_path: Path) -> None:
    tables = []
    for name, over in (("here.jsonl", ["--jobs", "1"]), ("there.jsonl", ["--scheduler", address])):
        out = tmp_path / name
        given = ["batch", str(EXAMPLES / "*.vtt"), "--out", str(out), "--only", "questions", "--codes", *over]
        assert CliRunner().invoke(main, given).exit_code == 0
        rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
        tables.append([{name: value for name, value in row.items() if name != "seconds"} for row in rows])
        assert out.with_name(f"{out.stem}-codes.jsonl").exists()
    assert tables[0] == tables[1] and len(tables[0]) == 2


def test_a_worker_that_is_killed_from_outside_costs_no_row(address: str) -> None:
    """Every conversation is done again elsewhere, and alone when that happened too often."""
    works = [batch.Work(str(number), number) for number in range(20)]

    def score(number: int) -> Any:
        time.sleep(0.05)
        raise UsageError(str(number))

    with cluster.connected(address) as client:
        found = {}
        for done in cluster.over(batch.Job(score), works, client):
            found[done.work.key] = done.result.error
            if len(found) in (3, 8):
                pids = client.run(os.getpid)
                os.kill(next(iter(pids.values())), signal.SIGKILL)
    assert found == {work.key: work.key for work in works}


def test_no_scheduler_is_bad_usage() -> None:
    with (
        dask.config.set({"distributed.comm.timeouts.connect": "1s"}),
        pytest.raises(UsageError, match="no scheduler answers"),
        cluster.connected("tcp://127.0.0.1:9"),
    ):
        pass
