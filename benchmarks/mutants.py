"""Whether the tests hold the rules: small changes to constants, comparisons and conditions, each run against the fast
tests of its part.

python benchmarks/mutants.py [--sample N] [--seed N] [--jobs N] [--part codes|measures|segmentation|skills]
    [--file codes/empathy.py …] [--json]

A seeded sample, spread evenly over the parts, or every mutant of the files named. First each test file runs once with
nothing changed, to see which lines each of its tests reaches; then every mutant runs against the tests that reach it
(`mutation/reach.py`), in a process of its own (`mutation/workers.py`). It is killed when a test fails, or when they
take more processor time or memory than any should. Survivors are printed with their line and what was changed in it.
The same tests then run with the file unchanged; where they fail, its mutants are not counted. Those that change nothing
anybody could see are listed, with the reason, in mutants.toml, and are left out; a row of it that names no mutant of
today's source stops the run.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from functools import partial
from pathlib import Path

from mutation import workers
from mutation.changes import SOURCE, Mutant, Unchanged, mutants
from mutation.reach import PARTS, Reach

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def of_parts(parts: Sequence[str]) -> dict[str, list[Mutant]]:
    """Every mutant of each part."""
    return {part: [m for path in sorted((SOURCE / part).rglob("*.py")) for m in mutants(path)] for part in parts}


def sample(count: int, seed: int, parts: Sequence[str], equivalent: set[str]) -> list[Mutant]:
    """count mutants, spread evenly over the parts as far as they have so many."""
    found = of_parts(parts)
    drawn: list[Mutant] = []
    for place, part in enumerate(sorted(parts, key=lambda part: len(found[part]))):
        share = (count - len(drawn)) // (len(parts) - place)
        known = [mutant for mutant in found[part] if mutant.name not in equivalent]
        drawn += random.Random(seed).sample(known, min(share, len(known)))
    return sorted(drawn)


def listed() -> set[str]:
    """The names of the mutants that change nothing anybody could see; ends the run where one names no mutant."""
    table = tomllib.loads((Path(__file__).parent / "mutants.toml").read_text(encoding="utf-8"))
    names = {row["mutant"] for row in table["equivalent"]}
    known = {mutant.name for found in of_parts(PARTS).values() for mutant in found}
    if stale := sorted(names - known):
        sys.exit(f"mutants.toml names what is no mutant: {'; '.join(stale)}")
    return names


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=320)
    parser.add_argument("--seed", type=int, default=20261128)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--part", action="append", choices=PARTS)
    parser.add_argument("--file", action="append", metavar="FILE")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    equivalent = listed()
    if given.file:
        drawn = [m for file in given.file for m in mutants(SOURCE / file) if m.name not in equivalent]
    else:
        drawn = sample(given.sample, given.seed, given.part or PARTS, equivalent)
    began = time.perf_counter()
    workers.warm()
    reach = Reach(sorted({Path(mutant.file).parts[0] for mutant in drawn}), given.jobs)
    tests = {mutant: reach.tests_of(mutant) for mutant in drawn}
    survived = workers.forked([partial(workers.survives, mutant, tests[mutant]) for mutant in drawn], given.jobs)
    broken = failing([mutant for mutant, lives in zip(drawn, survived, strict=True) if not lives], tests, given.jobs)
    kept = [pair for pair in zip(drawn, survived, strict=True) if pair[0].file not in broken]
    report([mutant for mutant, _ in kept], [lives for _, lives in kept], given.json)
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    processor = sum(one.ru_utime + one.ru_stime for one in used)
    print(f"{time.perf_counter() - began:.0f} s, {processor:.0f} s of processor time", file=sys.stderr)
    print(f"{len(equivalent)} mutants that change nothing are left out (mutants.toml)", file=sys.stderr)


def failing(killed: Sequence[Mutant], tests: Mapping[Mutant, Sequence[str]], jobs: int) -> set[str]:
    """The files whose mutants' tests fail with nothing changed in them: what was said to be killed there may not be."""
    of_file: defaultdict[str, list[Mutant]] = defaultdict(list)
    for mutant in killed:
        of_file[mutant.file].append(mutant)
    tasks = [
        partial(
            workers.survives, Unchanged(*astuple(own[0])), list(dict.fromkeys(n for one in own for n in tests[one]))
        )
        for own in of_file.values()
    ]
    passed = workers.forked(tasks, jobs)
    broken = {file for file, good in zip(of_file, passed, strict=True) if not good}
    for file in sorted(broken):
        print(f"not counted: the tests of {file} fail in this run with nothing changed", file=sys.stderr)
    return broken


def report(drawn: Sequence[Mutant], survived: Sequence[bool], as_json: bool) -> None:
    by_part: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    for mutant, lives in zip(drawn, survived, strict=True):
        by_part[Path(mutant.file).parts[0]][lives] += 1
        if lives:
            print(f"survived  {mutant.line:4}  {mutant.name}", file=sys.stderr)
    by_part["all"] = sum(by_part.values(), Counter())
    for part, counted in by_part.items():
        killed, total = counted[False], counted.total()
        row = {"task": "mutants", "dataset": part, "metric": "killed", "value": killed / max(total, 1), "n": total}
        print(json.dumps(row) if as_json else f"{part:14}{killed:4} of {total:4} killed, {row['value']:.0%}")


if __name__ == "__main__":
    main()
