"""Many conversations over a Dask cluster, as over processes here: a window of work before the workers, results as they
finish. joblib's own way to Dask hangs when a conversation ends its worker.

What ended its worker as often as the scheduler allows is done again alone, when nothing else is in work: what ends its
worker there too is what failed. Limits hold where workers have one thread and a nanny (``dask worker --nthreads 1``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from importlib import import_module
from importlib.metadata import version
from itertools import islice
from typing import Any

from carescore.batch import worker
from carescore.batch._base import Done, Job, Work
from carescore.batch.pool import failed
from carescore.errors import CarescoreError, MissingDependencyError, UsageError

_PATIENCE = 60  # seconds in which a worker comes: clusters start, and start workers again
_AHEAD = 3  # conversations in the window for each thread of the cluster
_GONE = "the Dask cluster is gone; what was scored is kept"


def _distributed() -> Any:
    """Dask's library, which is untyped. Raises MissingDependencyError."""
    try:
        return import_module("distributed")
    except ImportError:
        raise MissingDependencyError("a Dask cluster", "dask") from None


@contextmanager
def connected(address: str) -> Iterator[Any]:
    """A client of the scheduler at an address. Raises MissingDependencyError and UsageError."""
    distributed = _distributed()
    try:
        client = distributed.Client(address)
    except (OSError, ValueError) as error:
        raise UsageError(f"no scheduler answers at {address} ({type(error).__name__})") from None
    with client:
        yield client


def over(job: Job, works: Iterable[Work], client: Any) -> Iterator[Done]:
    """Everything over the cluster of a client. Raises UsageError and CarescoreError."""
    _require_same(client)
    return _over(job, works, client)


def _require_same(client: Any) -> None:
    """Raises UsageError where the workers have another carescore, or none comes."""
    with suppress(_distributed().TimeoutError):
        client.wait_for_workers(1, timeout=_PATIENCE)
    try:
        found = {str(name) for name in client.run(version, "carescore").values()}
    except Exception as error:
        raise UsageError(f"the cluster's workers cannot tell their carescore ({type(error).__name__})") from None
    if found != {version("carescore")}:
        have = ", ".join(sorted(found)) or "no worker"
        raise UsageError(f"here is carescore {version('carescore')}, and on the cluster {have}")


def _over(job: Job, works: Iterable[Work], client: Any) -> Iterator[Done]:
    queue = iter(works)
    suspects: list[Work] = []
    pending: dict[str, Work] = {}

    def start(works: Iterable[Work]) -> list[Any]:
        futures = []
        for work in works:
            future = client.submit(_do, job, work, pure=False)
            pending[future.key] = work
            futures.append(future)
        return futures

    running = _distributed().as_completed(start(islice(queue, _AHEAD * max(1, sum(client.nthreads().values())))))
    for future in running:
        work = pending.pop(future.key)
        running.update(start(islice(queue, 1)))
        if done := _of(future, job, work):
            yield done
        else:
            suspects.append(work)
    for work in suspects:
        why = "its worker ended while it was scored, or it took too long"
        yield _of(client.submit(_do, job, work, pure=False), job, work) or failed(job, work, why)


def _of(future: Any, job: Job, work: Work) -> Done | None:
    """The result; None where its worker ended. Raises CarescoreError where the cluster has ended."""
    try:
        error = future.exception()
    except Exception:
        raise CarescoreError(_GONE) from None
    if future.cancelled():
        raise CarescoreError(_GONE)
    if isinstance(error, _distributed().KilledWorker):
        return None
    if error:
        return failed(job, work, f"unexpected {type(error).__name__}")
    done: Done = future.result()
    return replace(done, work=work)


def _do(job: Job, work: Work) -> Done:
    """On a worker: limits end the process, so they hold where it does one thing at a time."""
    return worker.bare(worker.do(job, work, limited=_distributed().get_worker().state.nthreads == 1))
