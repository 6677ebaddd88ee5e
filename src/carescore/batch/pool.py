"""Many conversations over processes: joblib's workers, a window of work before them, results as they finish.

Conversations that take little time are sent a few at once. What is waiting and what is done but not yet taken is never
more than the window, however many conversations there are.
When a worker dies, its pool is gone, and everything in the window is suspect: each suspect is done again alone, and the
one that ends its process there too is the one that failed.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import replace
from itertools import chain, islice
from typing import Any

from carescore.batch import worker
from carescore.batch._base import Done, Failure, Job, Work
from carescore.errors import UsageError

_AHEAD = 2  # portions in the window for each process: one in work, one waiting
_LASTING = 0.25  # seconds that a portion of conversations should last: each that is sent costs the parent some time
_MOST = 8  # conversations of a portion
_PATIENCE = 2  # time limits of everything in a portion, in which every pool answers at least once
_START = 60.0  # seconds in which workers start
_MOMENTS, _MOMENT = 200, 0.01  # looks, and seconds between them
_TRIES = 2  # times that a suspect is done alone: once may be somebody else's kill
_THREADS = ("OMP", "OPENBLAS", "MKL", "BLIS", "NUMEXPR")


def processes(n_jobs: int) -> int:
    """The number of processes that n_jobs means, as joblib counts: -1 every core, -2 all but one. Raises UsageError."""
    from joblib import effective_n_jobs

    if isinstance(n_jobs, bool) or not isinstance(n_jobs, int) or n_jobs == 0:
        raise UsageError("n_jobs is a number of processes, or -1 for every core; 0 and others are none")
    return int(effective_n_jobs(n_jobs))


def over(job: Job, works: Iterable[Work], n_jobs: int, isolated: bool = False) -> Iterator[Done]:
    """Everything over the processes that n_jobs means; a single process, or a single conversation, is this one, unless
    what is scored must be isolated from it."""
    count = processes(n_jobs)
    queue = iter(works)
    first = list(islice(queue, 2))
    if (count == 1 or len(first) < 2) and not isolated:
        return here(job, chain(first, queue))
    return run(job, chain(first, queue), count)


def here(job: Job, works: Iterable[Work]) -> Iterator[Done]:
    """Everything in this process, one after the other, without limits."""
    return (worker.do(job, work, limited=False) for work in works)


def run(job: Job, works: Iterable[Work], count: int) -> Iterator[Done]:
    """Everything over so many processes, in the order they finish."""
    queue = iter(works)
    suspects: list[Work] = []
    try:
        packed = _packed(job)
    except Exception as error:  # no worker can have it
        yield from (failed(job, work, _unforeseen(error)) for work in queue)
        return
    alone = Alone(job, packed)
    try:
        while first := list(islice(queue, count * _AHEAD)):
            yield from _together(job, packed, first, queue, min(count, len(first)), suspects)
            while suspects:
                yield alone.do(suspects.pop(0))
    finally:
        alone.close()


def _together(
    job: Job, packed: bytes, first: list[Work], queue: Iterator[Work], count: int, suspects: list[Work]
) -> Iterator[Done]:
    """Works over processes until there are no more, or until a worker dies: then suspects holds what was in work."""
    pending: dict[Future[list[Done]], Sequence[Work]] = {}
    executor = _executor(job, count)

    def start(portions: Iterable[Sequence[Work]]) -> None:
        for works in portions:
            try:
                pending[executor.submit(worker.several, packed, works)] = works
            except BrokenExecutor:
                suspects.extend(works)

    try:
        start([work] for work in first)
        while pending:
            finished, _ = wait(pending, _patience(job, pending.values()), return_when=FIRST_COMPLETED)
            if not finished:  # a worker that was killed while it answered holds the others' way to answer
                suspects.extend(chain.from_iterable(pending.values()))
                return
            for future in finished:
                works, error = pending.pop(future), future.exception()
                if isinstance(error, BrokenExecutor):
                    suspects.extend(works)
                elif error and len(works) > 1:
                    start([work] for work in works)
                else:
                    found = [failed(job, works[0], _unforeseen(error))] if error else future.result()
                    yield from map(_whose, found, works)
                    if not suspects and (more := list(islice(queue, _portion(found)))):
                        start([more])
    finally:
        _handed_out(pending)
        _close(executor)


def _whose(done: Done, work: Work) -> Done:
    """What a worker sent back, with the work that was sent to it."""
    return replace(done, work=work)


def _portion(done: Sequence[Done]) -> int:
    """How many conversations are sent at once, when these are what came of the last ones."""
    return max(1, min(_MOST, int(_LASTING * len(done) / (sum(one.seconds for one in done) or _LASTING / _MOST))))


def _patience(job: Job, portions: Iterable[Sequence[Work]]) -> float | None:
    """Seconds in which some worker answers, or ends."""
    return _PATIENCE * job.time_limit * max(map(len, portions)) + _START if job.time_limit else None


def _handed_out(pending: Iterable[Future[Any]]) -> None:
    """Waits a moment until everything has left loky's own queue, over which its shutdown stumbles."""
    for _ in range(_MOMENTS):
        if all(future.running() or future.done() for future in pending):
            return
        time.sleep(_MOMENT)


def _unforeseen(error: BaseException) -> str:
    """Why there is nothing of a conversation that cannot be sent to a worker, or whose report cannot be sent back."""
    return f"unexpected {type(error).__name__}"


def _packed(job: Job) -> bytes:
    """The job as workers get it."""
    from joblib.externals.loky.backend.reduction import dumps

    return bytes(dumps(job))


class Alone:
    """Does suspects one by one, each in a process that does nothing else meanwhile."""

    def __init__(self, job: Job, packed: bytes) -> None:
        self.job, self._packed = job, packed
        self._executor: Executor | None = None

    def do(self, work: Work) -> Done:
        why = ""
        for _ in range(_TRIES):
            start = time.monotonic()
            try:
                self._executor = self._executor or _executor(self.job, 1)
                (done,) = self._executor.submit(worker.several, self._packed, [work]).result()
                return _whose(done, work)
            except BrokenExecutor as error:
                self.close()
                limit = self.job.time_limit
                if limit and time.monotonic() - start >= limit:
                    return failed(self.job, work, f"took longer than {limit:g} seconds")
                why = f"its process ended while it was scored{_signal(error)}"
            except Exception as error:
                why = _unforeseen(error)
        return failed(self.job, work, why)

    def close(self) -> None:
        if self._executor:
            _close(self._executor)
        self._executor = None


def failed(job: Job, work: Work, why: str) -> Done:
    """A conversation that a worker could not answer for."""
    item = Failure(work.key, f"{work.key}: {why}")
    return Done(work, worker.status(item), job.kept(work, item), worker.digest(work), 0.0)


def _signal(error: BrokenExecutor) -> str:
    """The signal by which a worker ended, where joblib names it."""
    found = re.search(r"\b(SIG[A-Z]+)\(", str(error))
    return f" ({found[1]})" if found else ""


def _executor(job: Job, count: int) -> Executor:
    from joblib.externals.loky import ProcessPoolExecutor

    threads = {f"{library}_NUM_THREADS": "1" for library in _THREADS}
    enter = (os.getpid(), job.memory_limit)
    made: Executor = ProcessPoolExecutor(count, initializer=worker.enter, initargs=enter, env=threads)
    return made


def _close(executor: Executor) -> None:
    executor.shutdown(wait=True, kill_workers=True)  # type: ignore[call-arg]  # loky's own argument
