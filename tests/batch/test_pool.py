"""Processes: what kills, hangs or bloats one is named and the rest finish; workers end with their parent."""

from __future__ import annotations

import os
import pickle
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import carescore
from carescore import batch
from carescore.batch import pool, worker
from carescore.errors import UsageError


def errors(score: Callable[[Any], Any], names: list[str], **limits: Any) -> dict[str, str]:
    """The error of every conversation, done over two processes by a function that only raises."""
    works = [batch.Work(name, name) for name in names]
    found = pool.run(batch.Job(score, **limits), works, 2)
    return {done.work.key: done.result.error for done in found}


def test_one_that_kills_its_process_is_found_and_the_rest_finish() -> None:
    def score(name: str) -> None:
        if name == "bad":
            os.kill(os.getpid(), signal.SIGKILL)
        raise UsageError("fine")

    names = [*map(str, range(7)), "bad", *map(str, range(7, 12))]
    found = errors(score, names)
    assert found.pop("bad") == "bad: its process ended while it was scored (SIGKILL)"
    assert found == {name: "fine" for name in names if name != "bad"}


def test_one_that_hangs_in_a_regular_expression_is_ended() -> None:
    def score(name: str) -> None:
        if name == "bad":
            re.match("(a+)+$", "a" * 60 + "b")
        raise UsageError("fine")

    found = errors(score, ["a", "bad", "b"], time_limit=1.0)
    assert found == {"a": "fine", "b": "fine", "bad": "bad: took longer than 1 seconds"}


CLOCK = """
import re, signal, sys
from carescore.batch import worker
signal.signal(signal.SIGALRM, getattr(signal, sys.argv[1]))
with worker._clock(60):
    pass
with worker._clock(0.2):
    re.match("(a+)+$", "a" * 60 + "b")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no alarm there")
@pytest.mark.parametrize(("alarm", "code"), [("SIG_DFL", -signal.SIGALRM), ("SIG_IGN", 1)])
def test_the_time_limit_holds_also_where_the_alarm_is_not_free(alarm: str, code: int) -> None:
    assert subprocess.run([sys.executable, "-c", CLOCK, alarm], timeout=60).returncode == code


def test_a_limit_ends_nothing_that_comes_after_it() -> None:
    with worker._clock(0.1):
        pass
    time.sleep(0.2)


def test_what_is_sent_to_a_worker_is_not_sent_back() -> None:
    def score(_: object) -> None:
        raise UsageError("fine")

    talk = carescore.read_text("Nurse: Hello?\nPatient: My secretword hurts.\n")
    packed = pool._packed(batch.Job(score))  # type: ignore[arg-type]  # it only raises
    assert b"secretword" not in pickle.dumps(worker.several(packed, [batch.Work("a", talk)]))
    (done,) = pool.run(batch.Job(score), [batch.Work("a", talk)], 1)  # type: ignore[arg-type]
    assert done.work == batch.Work("a", talk)


@pytest.mark.skipif(sys.platform != "linux", reason="the system keeps no such limit elsewhere")
def test_one_that_wants_too_much_memory_fails_alone() -> None:
    def score(name: str) -> None:
        bytearray((3000 if name == "bad" else 1) * 1024 * 1024)
        raise UsageError("fine")

    found = errors(score, ["a", "bad", "b"], memory_limit=2000)
    assert found == {"a": "fine", "b": "fine", "bad": "bad: needs more memory than a worker may hold"}


def test_an_unforeseen_error_gives_only_its_kind() -> None:
    def explode(_: str) -> carescore.Report:
        raise RuntimeError("the patient said secretword")

    (done,) = pool.here(batch.Job(explode), [batch.Work("x.vtt", "x.vtt")])
    assert done.result == carescore.Failure("x.vtt", "x.vtt: unexpected RuntimeError")


def test_no_more_is_taken_than_the_window_holds() -> None:
    def score(_: str) -> None:
        raise UsageError("fine")

    taken: list[int] = []
    works = (taken.append(n) or batch.Work(str(n), str(n)) for n in range(100))  # type: ignore[func-returns-value]
    found = pool.run(batch.Job(score), works, 2)  # type: ignore[arg-type]  # it only raises
    for number, _ in zip(range(1, 20), found, strict=False):
        assert len(taken) <= number + 2 * 2 * 8
    found.close()  # type: ignore[attr-defined]  # a generator


@pytest.mark.parametrize(
    ("seconds", "size"),
    [((0.3,), 1), ((0.25,), 1), ((0.125,), 2), ((0.13,), 1), ((0.03,), 8), ((0.035,), 7), ((0.0,), 8), ((0.1, 0.3), 1)],
)
def test_what_takes_little_time_is_sent_a_few_at_once(seconds: tuple[float, ...], size: int) -> None:
    work = batch.Work("x", "x")
    assert pool._portion([batch.Done(work, "scored", None, None, one) for one in seconds]) == size


def test_a_portion_in_which_one_cannot_be_sent_back() -> None:
    def then(work: batch.Work, _: object) -> object:
        return sys._getframe() if work.key == "bad" else "fine"

    def score(_: str) -> None:
        raise UsageError("fine")

    names = [*map(str, range(20)), "bad", *map(str, range(20, 30))]
    works = [batch.Work(name, name) for name in names]
    found = {d.work.key: d.result for d in pool.run(batch.Job(score, then), works, 2)}  # type: ignore[arg-type]
    bad = found.pop("bad")
    assert found == dict.fromkeys(found, "fine") and len(found) == 30
    assert isinstance(bad, FrameType)  # made here, by what is kept of a failure


def test_a_job_that_cannot_be_sent_fails_every_conversation() -> None:
    lock = threading.Lock()

    def score(_: str) -> None:
        lock.acquire()

    assert errors(score, ["a", "b"]) == {"a": "a: unexpected TypeError", "b": "b: unexpected TypeError"}


@pytest.mark.parametrize("n_jobs", [0, True, "2", 1.5])
def test_what_is_no_number_of_processes(n_jobs: Any) -> None:
    with pytest.raises(UsageError, match="n_jobs"):
        pool.processes(n_jobs)
    assert pool.processes(3) == 3 and pool.processes(-1) >= 1


PARENT = """
import time
from carescore import batch
from carescore.batch import pool
def score(_):
    time.sleep(600)
print("up", flush=True)
list(pool.run(batch.Job(score), [batch.Work(str(n), str(n)) for n in range(4)], 2))
"""


def children(pid: int) -> set[int]:
    """The processes that a process has started."""
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return {int(child) for child in found.split()}


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children are read from /proc")
def test_workers_end_with_their_parent() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE) as parent:
        workers: set[int] = set()
        for _ in range(300):
            workers = children(parent.pid)
            if len(workers) >= 2:
                break
            time.sleep(0.1)
        time.sleep(2)
        workers = children(parent.pid)
        assert len(workers) >= 2
        parent.kill()
    for _ in range(300):
        alive = {pid for pid in workers if Path(f"/proc/{pid}").exists()}
        if not alive:
            break
        time.sleep(0.1)
    assert not alive


@pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_run_that_is_broken_off_ends_at_once_and_quietly() -> None:
    def score(name: str) -> None:
        time.sleep(0 if name == "0" else 600)
        raise UsageError("fine")

    found = pool.run(batch.Job(score), [batch.Work(str(n), str(n)) for n in range(9)], 2)  # type: ignore[arg-type]
    assert next(found).work.key == "0"
    found.close()  # type: ignore[attr-defined]  # a generator


def test_a_pool_that_never_answers_makes_its_work_suspect(monkeypatch: pytest.MonkeyPatch) -> None:
    def score(_: str) -> None:
        raise UsageError("fine")

    monkeypatch.setattr(pool, "wait", lambda *_, **__: (set(), set()))
    works = [batch.Work(name, name) for name in "ab"]
    suspects: list[batch.Work] = []
    job = batch.Job(score, time_limit=0.5)  # type: ignore[arg-type]  # it only raises
    assert list(pool._together(job, pool._packed(job), works, iter(()), 1, suspects)) == [] and suspects == works


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes there")
def test_a_pipe_that_nobody_writes_into_is_no_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    job = batch.Job(carescore.score)
    (done,) = pool.here(job, [batch.Work(str(pipe), str(pipe))])
    assert (done.status, done.digest) == ("failed", None) and "no file" in done.result.error
