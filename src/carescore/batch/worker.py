"""What happens in a worker: one conversation scored, within limits, for as long as its parent lives.

Every limit ends the process from within, whatever it is doing, as a regular expression that runs for ever lets no
Python thread run: the time limit is the system's alarm, which costs nothing, or where that is not free a thread of
the C library (``faulthandler``); the memory limit is the system's (``RLIMIT_DATA``, which Linux keeps; elsewhere it is
not there or not kept).
"""

from __future__ import annotations

import faulthandler
import hashlib
import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from carescore.batch import storage
from carescore.batch._base import FAILED, SCORED, SKIPPED, Done, Failure, Item, Job, Work
from carescore.errors import CarescoreError, WriteError
from carescore.report import Report
from carescore.transcript import Transcript, digest_of

_LOOK = 1.0  # seconds between looks for the parent
_MB = 1024 * 1024
_NONE = Work("", None)


def several(packed: bytes, works: Sequence[Work]) -> list[Done]:
    """Conversations one after the other, in a worker. packed: the job, pickled. The works are not sent back: whoever
    sent them has them."""
    job = _job(packed)
    return [bare(do(job, work)) for work in works]


def bare(done: Done) -> Done:
    return replace(done, work=_NONE)


@lru_cache(maxsize=1)
def _job(packed: bytes) -> Job:
    """The job, unpickled once by each worker: profiles and lexicons are in it."""
    job: Job = pickle.loads(packed)
    return job


def do(job: Job, work: Work, limited: bool = True) -> Done:
    """The conversation scored, or why it was not. limited: the process is a worker, which a limit may end."""
    start = time.perf_counter()
    with _clock(job.time_limit if limited else None):
        taken, found = _taken(work)
        if found is not None and found == work.known:
            return Done(work, SCORED, None, found, 0.0, unchanged=True)
        item = attempt(job, taken)
        try:
            result = job.kept(work, item)
        except WriteError as error:
            item = Failure(work.key, f"{work.key}: its page cannot be written: {error.reason}")
            result, found = job.kept(work, item), None  # which is no fault of the content
    if isinstance(item, Report) and isinstance(work.source, str):
        found = item.source.sha256  # of what was read, should the file have changed meanwhile
    return Done(work, status(item), result, found, round(time.perf_counter() - start, 3))


def status(item: Item) -> str:
    return SCORED if isinstance(item, Report) else SKIPPED if item.skipped else FAILED


def attempt(job: Job, work: Work) -> Item:
    """The report, or why there is none. An unforeseen error gives only its kind: its message could quote somebody."""
    if work.skip:
        return Failure(work.key, f"{work.key}: {work.skip}", skipped=True)
    if isinstance(work.source, CarescoreError):
        return Failure(work.key, str(work.source))
    try:
        return job.score(work.source)
    except CarescoreError as error:
        return Failure(work.key, str(error))
    except MemoryError:
        return Failure(work.key, f"{work.key}: needs more memory than a worker may hold")
    except Exception as error:  # one bad file never stops the rest
        return Failure(work.key, f"{work.key}: unexpected {type(error).__name__}")


def _taken(work: Work) -> tuple[Work, str | None]:
    """The work with its digest, taken before it is read; what lies in an object store is fetched once for both."""
    if work.skip or not (isinstance(work.source, str) and storage.is_remote(work.source)):
        return work, digest(work)
    try:
        member = storage.opened(work.source)
    except CarescoreError as error:
        return replace(work, source=error), None
    return replace(work, source=member), hashlib.sha256(member.content).hexdigest()


def digest(work: Work) -> str | None:
    """SHA-256 of the content, by which a later run knows that nothing has changed; None where it cannot be read."""
    if work.skip:
        return None
    source = work.source
    if isinstance(source, Transcript):
        return source.sha256 or digest_of(source.id, source.utterances)
    if not isinstance(source, str):
        return None
    try:
        return storage.digest(source)
    except (OSError, ValueError, CarescoreError):
        return None


@contextmanager
def _clock(seconds: float | None) -> Iterator[None]:
    """Ends the process when what is inside takes longer."""
    if not seconds:
        yield
    elif sys.platform != "win32" and signal.getsignal(signal.SIGALRM) is signal.SIG_DFL:
        signal.setitimer(signal.ITIMER_REAL, seconds)  # as nobody handles its signal, that ends the process
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    else:
        with _watched(seconds):
            yield


@contextmanager
def _watched(seconds: float) -> Iterator[None]:
    """The same with a thread, whose start and end take some milliseconds of a busy machine."""
    with Path(os.devnull).open("w") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


def enter(parent: int, memory_limit: int | None) -> None:
    """Makes a process a worker of its parent: it ends with it, and holds no more memory than it may."""
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    if memory_limit and sys.platform != "win32":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (memory_limit * _MB, most))


def _end_with(parent: int) -> None:
    """Waits for the parent's end and ends this process; a killed parent cannot tell its workers."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.WaitForSingleObject(kernel.OpenProcess(0x00100000, False, parent), 0xFFFFFFFF)  # SYNCHRONIZE, INFINITE
    else:
        while os.getppid() == parent:
            time.sleep(_LOOK)
    os._exit(1)
