"""A library of many conversations: how fast reports come in, how long its pages take, and whether a kill loses any.

python benchmarks/library.py [--reports N] [--rounds N] [--part import pages kills]

The reports are those of examples/library, scored once and dealt to 40 people over three years. Each step runs in a
process of its own. rate: reports a second (by the clock, and of the processor alone); memory: the most that was
resident. kills: an import is killed at random points up to three seconds after it kept something new, and at last run
to its end; after each kill the library opens and holds every report that another program had seen in it, whole.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PEOPLE, DAYS, MIDDLE = 40, 1095, "2024-07-01"
REPORTS, TABLE, LIBRARY = "reports.jsonl", "people.csv", "training.db"


def make(folder: Path, count: int) -> None:
    """Reports and their manifest."""
    import orjson

    import carescore

    texts = sorted((ROOT / "examples" / "library").glob("*.txt"))
    made = [carescore.score(text, profile="front-desk-phone").to_dict() for text in texts]
    with (folder / REPORTS).open("wb") as out, (folder / TABLE).open("w", newline="", encoding="utf-8") as people:
        rows = csv.writer(people)
        rows.writerow(("file", "date", "trainee", "team", "cohort"))
        for number in range(count):
            data = made[number % len(made)]
            data["id"], data["source"]["path"] = f"call {number}", f"call-{number}.txt"
            data["source"]["sha256"] = f"{number:064x}"
            out.write(orjson.dumps(data) + b"\n")
            person = number % PEOPLE
            day = date(2023, 1, 1) + timedelta(days=number * DAYS // count)
            rows.writerow((f"call-{number}", day.isoformat(), f"Person {person}", f"Team {person % 4}", person % 2))


def import_(folder: Path) -> None:
    from carescore.cli import main

    names = [str(folder / name) for name in (LIBRARY, REPORTS)]
    with suppress(SystemExit):
        main(["library", "import", *names, "--manifest", str(folder / TABLE)])


def progress(folder: Path) -> None:
    from carescore.app import shelf

    shelf.progress(folder / LIBRARY, {"trainee": "Person 7"}, None)


def team(folder: Path) -> None:
    from carescore.app import shelf

    shelf.team(folder / LIBRARY, {"rank": "on"}, None)


def impact(folder: Path) -> None:
    from carescore.app import shelf

    shelf.impact(folder / LIBRARY, {"before": MIDDLE}, None)


def listed(folder: Path) -> None:
    """The app's page of the library, asked for words too."""
    from carescore.app import shelf

    shelf.found(folder / LIBRARY, "person 7 2024", None)


STEPS: dict[str, Callable[[Path], None]] = {
    "import": import_,
    "progress": progress,
    "team": team,
    "impact": impact,
    "library": listed,
}


def step(name: str, folder: Path) -> None:
    """Runs a step, a page twice (the first time it imports what it needs), and prints what it took."""
    import resource

    took = []
    for _ in range(1 if name == "import" else 3):
        start, used = time.perf_counter(), time.process_time()
        STEPS[name](folder)
        took.append((time.perf_counter() - start, time.process_time() - used))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)
    print(json.dumps({"first": took[0], "best": min(took), "peak": peak}))


def measured(name: str, folder: Path) -> dict[str, float | list[float]]:
    command = [sys.executable, __file__, "--step", name, str(folder)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    found: dict[str, float | list[float]] = json.loads(done.stdout.splitlines()[-1])
    return found


def timed(folder: Path, names: list[str], count: int) -> Iterator[str]:
    for name in names:
        found = measured(name, folder)
        (clock, used), (best, busy), peak = found["first"], found["best"], found["peak"]  # type: ignore[misc]  # by key
        rate = f"{count / clock:.0f} a second ({count / used:.0f} of the processor)" if name == "import" else ""
        yield f"{name:<9} {clock:6.2f} s first, {best:6.2f} s then ({busy:.2f} s busy), {peak:4.0f} MiB  {rate}"


def _kept(library: Path) -> int:
    """How many are there, as another program sees it."""
    try:
        with closing(sqlite3.connect(f"file:{library}?mode=ro", uri=True)) as file:
            return int(file.execute("SELECT count(*) FROM conversation").fetchone()[0])
    except sqlite3.OperationalError:
        return 0  # the file or its tables are not there yet


def kills(folder: Path, rounds: int, count: int) -> Iterator[str]:
    """How many reports were there after each kill."""
    from carescore.history import Library

    library, chance, told = folder / "killed.db", random.Random(18), 0
    command = [sys.executable, "-m", "carescore", "library", "import", str(library), str(folder / REPORTS)]
    command += ["--manifest", str(folder / TABLE)]
    for _ in range(rounds):
        with subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True) as importing:
            while _kept(library) <= told and importing.poll() is None:
                time.sleep(0.01)
            time.sleep(chance.uniform(0, 3))
            told = _kept(library)
            importing.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
        with Library(library) as opened:
            kept = sum(opened.people().values())
            whole = {len(entry.skills) for entry in opened.entries()}
        if kept < told or whole - {6}:
            raise SystemExit(f"lost: {told} were there, now {kept}; skills of an entry: {whole}")
        told = kept
        yield str(kept)
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    with Library(library) as opened:
        if (kept := sum(opened.people().values())) != count:
            raise SystemExit(f"{kept} of {count} after the last import")
    with closing(sqlite3.connect(library)) as file:
        if file.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise SystemExit("the file is damaged")
    yield f"then {count}, each once, and the file is whole"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--part", nargs="+", choices=("import", "pages", "kills"), default=["import", "pages", "kills"])
    parser.add_argument("--step", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.step:
        name, at = asked.step
        step(name, Path(at)) if name in STEPS else make(Path(at), int(name))
        return
    with tempfile.TemporaryDirectory() as at:
        folder = Path(at)
        subprocess.run([sys.executable, __file__, "--step", str(asked.reports), at], check=True)
        print(f"{asked.reports} reports, {(folder / REPORTS).stat().st_size / asked.reports / 1000:.0f} kB each")
        pages = [name for name in STEPS if name != "import"] if "pages" in asked.part else []
        names = ["import", *pages] if pages or "import" in asked.part else []
        for line in timed(folder, names, asked.reports):
            print(line, flush=True)
        if "kills" in asked.part:
            print(f"kills: {', '.join(kills(folder, asked.rounds, asked.reports))}")


if __name__ == "__main__":
    main()
