"""What many conversations cost: rate, memory, and whether a batch that is killed again and again ends the same.

python benchmarks/scale.py [--conversations N ...] [--jobs N ...] [--kills ROUNDS] [--json]

Every conversation is short (eight turns of the bundled examples in a new order) and unlike any other. Rows: name,
value, unit. CPU time is what the parent and its workers took, peaks are of resident memory; both are of the command.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import carescore

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
TURNS = 8
Row = dict[str, Any]


def corpus(folder: Path, count: int) -> Path:
    """So many conversations in a folder, every fiftieth broken."""
    names = ("billing-call-handled-well.vtt", "chemo-nurse-call.vtt", "discharge-jargon.json")
    turns = [u.text for name in names for u in carescore.read(EXAMPLES / name).utterances]
    folder.mkdir()
    for number in range(count):
        chosen = random.Random(number).sample(turns, TURNS)
        lines = (f"{('Nurse', 'Patient')[i % 2]}: {text} Number {number}.\n" for i, text in enumerate(chosen))
        broken = number % 50 == 49
        (folder / f"call-{number:06d}.txt").write_bytes(b"\x00" * 9 if broken else "".join(lines).encode())
    return folder


def command(folder: Path, out: Path, jobs: int) -> list[str]:
    return [sys.executable, "-m", "carescore", "batch", str(folder), "--out", str(out), "--jobs", str(jobs), "--resume"]


def children(pid: int) -> list[int]:
    """The processes that a process has started, and theirs."""
    try:
        own = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    except OSError:
        return []
    return [*own, *(deeper for child in own for deeper in children(child))]


def peak(pid: int) -> float:
    """The most memory that a process has held, in MiB; 0 when it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0.0)


def measured(folder: Path, out: Path, jobs: int) -> Row:
    """One run: seconds by the clock and of the processors, peaks of the parent and of the largest worker."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    parent, workers = 0.0, 0.0
    with subprocess.Popen(command(folder, out, jobs), stderr=subprocess.DEVNULL) as run:
        while run.poll() is None:
            parent = max(parent, peak(run.pid))
            workers = max([workers, *map(peak, children(run.pid))])
            time.sleep(0.2)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"clock": time.monotonic() - start, "cpu": cpu, "parent": parent, "worker": workers}


def table(out: Path) -> list[Row]:
    """The rows without how long they took."""
    with out.open(encoding="utf-8", newline="") as stream:
        return [{name: value for name, value in row.items() if name != "seconds"} for row in csv.DictReader(stream)]


def killed(folder: Path, out: Path, chance: random.Random, longest: float) -> int:
    """A run that is killed, parent or worker, until one lives to the end; how many kills it took."""
    kills = 0
    while not out.exists():
        with subprocess.Popen(command(folder, out, 2), stderr=subprocess.DEVNULL) as run:
            deadline = time.monotonic() + chance.uniform(1.0, longest)
            while run.poll() is None and time.monotonic() < deadline:
                time.sleep(0.05)
            if run.poll() is None:
                workers = children(run.pid)
                victim = chance.choice([run.pid, *workers])
                os.kill(victim, signal.SIGKILL)
                kills += 1
                if victim != run.pid:
                    run.wait()
    return kills


def rows(folder: Path, counts: list[int], jobs: list[int], rounds: int) -> Iterator[Row]:
    undisturbed: list[float] = []
    for count in counts:
        calls = corpus(folder / f"calls-{count}", count)
        for processes in jobs:
            out = folder / f"{count}-{processes}.csv"
            found = measured(calls, out, processes)
            name = f"{count} conversations, {processes} processes"
            yield {"name": f"{name}: rate", "value": count / found["clock"], "unit": "a second"}
            yield {"name": f"{name}: cpu", "value": 1000 * found["cpu"] / count, "unit": "ms a conversation"}
            yield {"name": f"{name}: peak of a worker", "value": found["worker"], "unit": "MiB"}
            yield {"name": f"{name}: peak of the parent", "value": found["parent"], "unit": "MiB"}
        again = measured(calls, folder / f"{count}-{jobs[0]}.csv", jobs[0])
        yield {"name": f"{count} conversations known before: cpu", "value": again["cpu"], "unit": "s"}
        undisturbed.append(found["clock"])
    if rounds:
        whole = folder / f"{counts[0]}-{jobs[0]}.csv"
        yield from kills(folder, folder / f"calls-{counts[0]}", whole, rounds, undisturbed[0])


def kills(folder: Path, calls: Path, whole: Path, rounds: int, longest: float) -> Iterator[Row]:
    """Rounds of random kills against the undisturbed run, which took the longest time that a run is left alone."""
    expected, equal, count = table(whole), 0, 0
    for number in range(rounds):
        out = folder / f"killed-{number}.csv"
        count += killed(calls, out, random.Random(number), longest)
        equal += table(out) == expected
    yield {"name": f"killed {count} times in {rounds} rounds: equal tables", "value": equal, "unit": f"of {rounds}"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--conversations", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        for row in rows(Path(folder), given.conversations, given.jobs, given.kills):
            text = json.dumps(row) if given.json else f"{row['name']:<60} {row['value']:>10.2f} {row['unit']}"
            print(text, flush=True)


if __name__ == "__main__":
    main()
