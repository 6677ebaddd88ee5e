"""What many conversations cost: rate, memory, and whether a batch that is killed again and again ends the same.

python benchmarks/scale.py [--conversations N ...] [--jobs N ...] [--turns N] [--kills ROUNDS] [--no-dask] [--json]

Every conversation is short (eight turns of the bundled examples in a new order) and unlike any other, every fiftieth
broken. Rows: name, value, unit. CPU time is what the parent and its workers took, without that of a run over a handful
where it is of a conversation; peaks are of resident memory; both are of the command. With Dask, two workers on this
machine are reached by their scheduler's address, and one of them is killed on the way.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import carescore

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
TURNS = 8
HANDFUL = 10  # conversations of the run whose time is that of starting
LARGE = 50_000_000  # bytes
KILLED_IN = 0.7  # part of an undisturbed run's time in which a run is killed
KILL_AT = 200_000  # bytes of the journal by which a worker is killed
Row = dict[str, Any]


def corpus(folder: Path, count: int, length: int = TURNS) -> Path:
    """So many conversations in a folder, every fiftieth broken."""
    names = ("billing-call-handled-well.vtt", "chemo-nurse-call.vtt", "discharge-jargon.json")
    turns = [u.text for name in names for u in carescore.read(EXAMPLES / name).utterances]
    folder.mkdir()
    for number in range(count):
        chosen = random.Random(number).sample(turns, length)
        lines = (f"{('Nurse', 'Patient')[i % 2]}: {text} Number {number}.\n" for i, text in enumerate(chosen))
        broken = number % 50 == 49
        (folder / f"call-{number:06d}.txt").write_bytes(b"\x00" * 9 if broken else "".join(lines).encode())
    return folder


def command(folder: Path, out: Path, jobs: int, scheduler: str | None = None) -> list[str]:
    where = ["--scheduler", scheduler] if scheduler else ["--jobs", str(jobs)]
    return [sys.executable, "-m", "carescore", "batch", str(folder), "--out", str(out), *where, "--resume"]


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


def spent(pid: int) -> float:
    """Seconds of the processors that a process has taken; 0 when it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measured(folder: Path, out: Path, jobs: int) -> Row:
    """One run: seconds by the clock, of the processors and of the parent's alone, peaks of the parent and of the
    largest worker."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    parent, workers, own = 0.0, 0.0, 0.0
    with subprocess.Popen(command(folder, out, jobs), stderr=subprocess.DEVNULL) as run:
        while run.poll() is None:
            parent, own = max(parent, peak(run.pid)), max(own, spent(run.pid))
            workers = max([workers, *map(peak, children(run.pid))])
            time.sleep(0.2)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"clock": time.monotonic() - start, "cpu": cpu, "own": own, "parent": parent, "worker": workers}


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


def rows(folder: Path, given: argparse.Namespace) -> Iterator[Row]:
    runs: dict[tuple[int, int], Row] = {}
    few = corpus(folder / "few", HANDFUL, given.turns)
    start = {jobs: measured(few, folder / f"few-{jobs}.csv", jobs) for jobs in given.jobs}
    for count in given.conversations:
        calls = corpus(folder / f"calls-{count}", count, given.turns)
        for jobs in given.jobs:
            out = folder / f"{count}-{jobs}.csv"
            runs[count, jobs] = found = measured(calls, out, jobs)
            yield from of_a_run(f"{count:,} conversations, {jobs} processes", found, start[jobs], count)
            if jobs != given.jobs[0]:
                faster = runs[count, given.jobs[0]]["clock"] / found["clock"]
                yield {
                    "name": f"{count:,} conversations: {jobs} processes to {given.jobs[0]}, rate",
                    "value": faster,
                    "unit": "x",
                }
        again = measured(calls, folder / f"{count}-{given.jobs[0]}.csv", given.jobs[0])
        yield {"name": f"{count:,} conversations known before: cpu", "value": again["cpu"], "unit": "s"}
    yield from flat(runs, start, given)
    least, jobs = min(given.conversations), given.jobs[0]
    calls, whole = folder / f"calls-{least}", folder / f"{least}-{jobs}.csv"
    yield from sizes(calls, whole, jobs, least)
    yield from large(folder)
    if given.dask:
        yield from dask(calls, whole)
    if given.kills:
        yield from kills(folder, calls, whole, given.kills, KILLED_IN * runs[least, jobs]["clock"])


def each(found: Row, start: Row, count: int, what: str = "cpu") -> float:
    """Milliseconds of the processors that a conversation takes, without what a handful takes."""
    return 1000 * float(found[what] - start[what]) / (count - HANDFUL)


def of_a_run(name: str, found: Row, start: Row, count: int) -> Iterator[Row]:
    yield {"name": f"{name}: rate", "value": count / found["clock"], "unit": "a second"}
    yield {"name": f"{name}: cpu", "value": each(found, start, count), "unit": "ms a conversation"}
    yield {"name": f"{name}: cpu of the parent", "value": each(found, start, count, "own"), "unit": "ms a conversation"}
    yield {"name": f"{name}: peak of a worker", "value": found["worker"], "unit": "MiB"}
    yield {"name": f"{name}: peak of the parent", "value": found["parent"], "unit": "MiB"}


def flat(runs: dict[tuple[int, int], Row], start: dict[int, Row], given: argparse.Namespace) -> Iterator[Row]:
    """What the most conversations take, over what the fewest take."""
    least, most = min(given.conversations), max(given.conversations)
    for jobs in given.jobs if most > least else ():
        low, high = runs[least, jobs], runs[most, jobs]
        name = f"{most:,} to {least:,} conversations, {jobs} processes"
        cpu = each(high, start[jobs], most) / each(low, start[jobs], least)
        yield {"name": f"{name}: cpu a conversation", "value": cpu, "unit": "x"}
        for who in ("worker", "parent"):
            yield {"name": f"{name}: peak of the {who}", "value": high[who] / low[who], "unit": "x"}


def sizes(calls: Path, whole: Path, jobs: int, count: int) -> Iterator[Row]:
    """Kilobytes of a row, in each kind of table and in the journal, from which each is written."""
    journal = whole.with_name(f"{whole.name}.resume")
    yield {"name": "journal", "value": journal.stat().st_size / count / 1000, "unit": "kB a row"}
    for ending in (".csv", ".jsonl", ".parquet", ".db"):
        out = whole.with_suffix(ending)
        if out != whole:
            shutil.copy(journal, out.with_name(f"{out.name}.resume"))
            measured(calls, out, jobs)
        yield {"name": f"table {ending}", "value": out.stat().st_size / count / 1000, "unit": "kB a row"}


def large(folder: Path) -> Iterator[Row]:
    """A folder whose one file is a transcript of LARGE bytes: more than anybody says."""
    (folder / "large").mkdir()
    line = b"Nurse: How are you today?\nPatient: A little better, and my back still hurts at night.\n"
    (folder / "large" / "long.txt").write_bytes(line * (LARGE // len(line)))
    out = folder / "large.csv"
    found = measured(folder / "large", out, 1)
    name = f"a transcript of {LARGE / 1e6:.0f} MB"
    yield {"name": f"{name}, {table(out)[0]['status']}", "value": found["clock"], "unit": "s"}
    yield {"name": f"{name}: peak of a worker", "value": found["worker"], "unit": "MiB"}


def dask(calls: Path, whole: Path) -> Iterator[Row]:
    """Two workers of a scheduler reached by its address, one of which is killed on the way."""
    distributed = import_module("distributed")
    import_module("dask").config.set({"distributed.deploy.lost-worker-timeout": "1 hour"})  # on a machine under load
    out = whole.with_name("dask.csv")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        started = time.monotonic()
        workers = [worker.pid for worker in cluster.workers.values()]
        with subprocess.Popen(command(calls, out, 0, cluster.scheduler_address), stderr=subprocess.DEVNULL) as run:
            journal = out.with_name(f"{out.name}.resume-wal")
            while run.poll() is None and not (journal.exists() and journal.stat().st_size > KILL_AT):
                time.sleep(0.1)
            if run.poll() is None:
                os.kill(workers[0], signal.SIGKILL)
            largest = 0.0
            while run.poll() is None:
                largest = max(largest, *(peak(worker.pid or 0) for worker in cluster.workers.values()))
                time.sleep(0.2)
        seconds = time.monotonic() - started
    count = len(table(out))
    yield {
        "name": f"Dask, 2 workers, one killed, {count:,} conversations: rate",
        "value": count / seconds,
        "unit": "a second",
    }
    yield {"name": "Dask: peak of a worker", "value": largest, "unit": "MiB"}
    yield {"name": "Dask: equal tables", "value": int(table(out) == table(whole)), "unit": "of 1"}


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
    parser.add_argument("--turns", type=int, default=TURNS)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--dask", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        for row in rows(Path(folder), given):
            text = json.dumps(row) if given.json else f"{row['name']:<70} {row['value']:>10.2f} {row['unit']}"
            print(text, flush=True)


if __name__ == "__main__":
    main()
