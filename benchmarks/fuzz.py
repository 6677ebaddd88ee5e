"""Mutated files through everything that reads one: each is taken, or refused in a line with no word of a conversation.

    python benchmarks/fuzz.py [--inputs 100000] [--seed 0] [--kind NAME ...] [--format NAME ...] [--folder DIR ...]

Kinds are transcripts in every format, reports, reviews, profiles, scenarios, lexicons, manifests, survey answers,
corrections, scorecard forms, labels and model folders. Seeds are the samples that every format's test writes, the
bundled examples and tables, and the files of the folders given. A fault is an exception that carescore did not raise on
purpose, an error of several lines, with words of the talk or, of a transcript, without the file, a JSON document read
as plain text, and an input that takes longer than --seconds. Exit code 1 when there is any.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fuzzing import kinds
from fuzzing.kinds import Kind
from fuzzing.mutations import Seed, mutated

from carescore.errors import CarescoreError, ReadError

MEMORY = 6 << 30  # bytes that the process may ask for
IN_MEMORY = Path("/dev/shm")  # opening a file anew on a disk takes a seventh of the time
TOLD = 5000  # inputs after which it is told how far it is


@dataclass(frozen=True)
class Fault:
    """What went wrong with a mutated file, and where the exception came from."""

    kind: str
    seed: str
    what: str
    where: str


class Late(BaseException):
    """An input that took too long."""


def faults(kind: Kind, path: Path, rng: random.Random, limit: float) -> Iterator[tuple[str, str]]:
    """The faults of one input, and where they came from."""
    error = _raised(kind, path, rng, limit)
    if isinstance(error, CarescoreError):
        yield from _of(error, kind, path)
    elif isinstance(error, kinds.Wrong):
        yield str(error), ""
    elif error is not None:
        frames = traceback.extract_tb(error.__traceback__)
        own = [frame for frame in frames if "carescore" in frame.filename] or frames
        yield type(error).__name__, f"{Path(own[-1].filename).name}:{own[-1].lineno}"


def _raised(kind: Kind, path: Path, rng: random.Random, limit: float) -> BaseException | None:
    """What the use of a file raised, Late where it took longer than the limit."""
    signal.setitimer(signal.ITIMER_PROF, limit)
    try:
        kind.use(path, rng)
    except (Exception, Late) as error:  # which is what is looked for
        return error
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return None


def _of(error: CarescoreError, kind: Kind, path: Path) -> Iterator[tuple[str, str]]:
    message, name = str(error), type(error).__name__
    if "\n" in message or len(message) > 2000:
        yield "an error of several lines", name
    if kind.name == "transcripts" and isinstance(error, ReadError) and error.path != str(path):
        yield "an error without the file", error.reason
    if kind.private and kinds.quotes(message.replace(str(path), "")):
        yield "an error with words of the talk", name


def _late(*_: object) -> None:
    raise Late


def run(
    chosen: list[Kind], inputs: int, seed: int, limit: float
) -> tuple[Counter[Fault], Counter[str], tuple[float, str]]:
    """The faults, how many inputs each kind had, and the longest that one took in seconds."""
    signal.signal(signal.SIGPROF, _late)
    rng = random.Random(seed)
    seeds: dict[str, list[Seed]] = {kind.name: kind.seeds() for kind in chosen}
    turns = [kind for kind in chosen for _ in range(kind.share)]
    found: Counter[Fault] = Counter()
    tried: Counter[str] = Counter()
    longest = (0.0, "")
    with tempfile.TemporaryDirectory(dir=IN_MEMORY if IN_MEMORY.is_dir() else None) as folder:
        for number in range(inputs):
            kind = turns[number % len(turns)]
            given = seeds[kind.name]
            one = given[tried[kind.name] % len(given)]
            path = Path(folder) / kind.name / one.name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(mutated(one, given, rng))
            start = time.process_time()
            for what, where in faults(kind, path, rng, limit):
                found[fault := Fault(kind.name, one.name, what, where)] += 1
                print(f"input {number}: {fault}", file=sys.stderr, flush=True)
            longest = max(longest, (time.process_time() - start, f"{kind.name} {one.name}"))
            tried[kind.name] += 1
            if tried.total() % TOLD == 0:
                spent = time.process_time()
                print(f"{tried.total():,} inputs, {found.total()} faults, {spent:.0f} s", file=sys.stderr, flush=True)
    return found, tried, longest


def _within_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--kind", action="append", default=[], help="only files of this kind; may be repeated")
    parser.add_argument(
        "--format", action="append", default=[], help="only transcripts of this format; may be repeated"
    )
    parser.add_argument("--folder", action="append", default=[], type=Path, help="more transcripts to begin from")
    parser.add_argument("--seconds", type=float, default=5.0, help="longest that one input may take")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    _within_memory()
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    chosen = [kinds.transcripts(set(options.format), options.folder)]
    if not options.format:
        chosen = [k for k in (*chosen, *kinds.others()) if not options.kind or k.name in options.kind]
    found, tried, longest = run(chosen, options.inputs, options.seed, options.seconds)
    for fault, times in found.most_common():
        row = {"kind": fault.kind, "what": fault.what, "where": fault.where, "seed": fault.seed, "times": times}
        print(
            json.dumps(row) if options.json else f"{times:6} {fault.what} at {fault.where}, {fault.kind} {fault.seed}"
        )
    total = {
        "inputs": dict(tried),
        "seed": options.seed,
        "faults": sum(found.values()),
        "longest_s": round(longest[0], 2),
    }
    print(json.dumps(total) if options.json else _sentence(found, tried, longest))
    sys.exit(1 if found else 0)


def _sentence(found: Counter[Fault], tried: Counter[str], longest: tuple[float, str]) -> str:
    of = ", ".join(f"{count:,} {name}" for name, count in tried.items())
    return (
        f"{found.total()} faults in {tried.total():,} inputs ({of}); the longest, {longest[1]}, took {longest[0]:.2f} s"
    )


if __name__ == "__main__":
    main()
