"""A plan for millions of conversations: cores, hours, storage and cost, with stragglers and failures simulated.

python benchmarks/plan.py [--conversations N] [--machines N] [--cores N] [--ms N] [--json] …

The work is cut into shards, a manifest and a table of its own each; a machine does one at a time with a process a
core. Conversations take lognormal times; some hang until --time-limit, and then once more alone while the other cores
of that machine wait, as `carescore batch` does; some machines are slow; machines end at random, with what they have
not copied away: with --journal kept the next machine goes on with --resume, with lost it begins the shard anew. What
scale.py and peers.py measured and what is assumed is told by --help.
"""

from __future__ import annotations

import argparse
import heapq
import json
import math
import random
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any

HOUR = 3600.0
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One simulated run, in hours: until all was done, core hours paid, and those lost to hanging conversations, to
    machines that ended and to waiting for the last shard."""

    hours: float
    paid: float
    hanging: float
    ended: float
    waiting: float


def shard_seconds(size: int, given: argparse.Namespace, chance: random.Random) -> tuple[float, float]:
    """Seconds of a shard on a machine of usual speed, and those of them in which cores wait for hanging ones."""
    each = given.ms / 1000
    mean = size * each / given.cores
    spread = each * math.sqrt((math.exp(given.sigma**2) - 1) * size) / given.cores
    last = each * math.exp(given.sigma * chance.gauss(0, 1))  # the cores end one after the other
    hanging = _binomial(size, given.hang / 1e6, chance) * given.time_limit
    return given.start + max(0.0, chance.gauss(mean, spread)) + last + hanging, hanging


def _binomial(count: int, share: float, chance: random.Random) -> int:
    """How many of so many, where few are expected (Knuth's way to Poisson numbers)."""
    bound, product, found = math.exp(-count * share), chance.random(), 0
    while product > bound:
        product *= chance.random()
        found += 1
    return found


def simulated(given: argparse.Namespace, chance: random.Random) -> Outcome:
    sizes = [given.shard] * (given.conversations // given.shard)
    if rest := given.conversations % given.shard:
        sizes.append(rest)
    speeds = [given.slow_by if chance.random() < given.slow else 1.0 for _ in range(given.machines)]
    free = [(0.0, machine) for machine in range(given.machines)]
    heapq.heapify(free)
    left = [shard_seconds(size, given, chance) for size in sizes]
    busy = hanging = ended = last = 0.0
    while left:
        now, machine = heapq.heappop(free)
        seconds, hung = left.pop()
        took = seconds * speeds[machine]
        until_lost = chance.expovariate(1 / (given.lost_after * HOUR)) if given.lost_after else math.inf
        if until_lost < took:
            done = until_lost / took if given.journal == "kept" else 0.0
            left.append((seconds * (1 - done) + given.start, hung * (1 - done)))
            ended += until_lost * (1 - bool(done)) + given.replaced
            took = until_lost + given.replaced
        else:
            hanging += hung
            last = max(last, now + took)
        busy += took
        heapq.heappush(free, (now + took, machine))
    waiting = sum(max(0.0, last - end) for end, _ in free)
    cores = given.cores / HOUR
    return Outcome(last / HOUR, (busy + waiting) * cores, hanging * cores, ended * cores, waiting * cores)


def rows(given: argparse.Namespace) -> list[Row]:
    found = [simulated(given, random.Random(seed)) for seed in range(given.rounds)]
    ideal = given.conversations * given.ms / 1000 / HOUR

    def spread(name: str, values: list[float], unit: str) -> Row:
        cuts = quantiles(values, n=20)
        return {"name": name, "value": median(values), "low": cuts[0], "high": cuts[-1], "unit": unit}

    paid = [outcome.paid for outcome in found]
    return [
        {"name": "scoring alone", "value": ideal, "unit": "core hours"},
        spread("until all is done", [outcome.hours for outcome in found], "hours"),
        spread("paid", paid, "core hours"),
        spread("of them: cores wait for what hangs", [outcome.hanging for outcome in found], "core hours"),
        spread("of them: machines that ended", [outcome.ended for outcome in found], "core hours"),
        spread("of them: machines wait for the last shard", [outcome.waiting for outcome in found], "core hours"),
        spread("cost", [hours * given.price for hours in paid], "at --price a core hour"),
        {"name": "tables", "value": given.conversations * given.row_kb / 1e6, "unit": "GB"},
        {"name": "journals", "value": given.conversations * given.journal_kb / 1e6, "unit": "GB"},
    ]


def options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--conversations", type=int, default=50_000_000)
    parser.add_argument("--ms", type=float, default=165.0, help="CPU milliseconds a conversation (measured)")
    parser.add_argument("--sigma", type=float, default=0.8, help="spread of the logarithm of that time (assumed)")
    parser.add_argument("--start", type=float, default=10.0, help="seconds until a shard's first result (assumed)")
    parser.add_argument("--shard", type=int, default=50_000, help="conversations")
    parser.add_argument("--machines", type=int, default=20)
    parser.add_argument("--cores", type=int, default=16, help="of a machine")
    parser.add_argument("--hang", type=float, default=1.0, help="conversations in a million that hang (assumed)")
    parser.add_argument("--time-limit", type=float, default=60.0, help="seconds, of the batch")
    parser.add_argument("--slow", type=float, default=0.05, help="share of machines that are slow (assumed)")
    parser.add_argument("--slow-by", type=float, default=2.0, help="how many times slower (assumed)")
    parser.add_argument("--lost-after", type=float, default=24.0, help="hours a machine lives on average; 0: for ever")
    parser.add_argument("--replaced", type=float, default=300.0, help="seconds until another is there (assumed)")
    parser.add_argument("--journal", choices=["kept", "lost"], default="kept", help="with a machine that ends")
    parser.add_argument("--price", type=float, default=0.05, help="of a core hour (assumed)")
    parser.add_argument("--row-kb", type=float, default=0.8, help="kilobytes of a row (measured)")
    parser.add_argument("--journal-kb", type=float, default=5.7, help="kilobytes of it in the journal (measured)")
    parser.add_argument("--rounds", type=int, default=100, help="simulated runs")
    parser.add_argument("--json", action="store_true")
    return parser


def line(row: Row) -> str:
    between = f" ({row['low']:,.1f} to {row['high']:,.1f})" if "low" in row else ""
    return f"| {row['name']} | {row['value']:,.1f}{between} | {row['unit']} |"


def main() -> None:
    given = options().parse_args()
    if not given.json:
        print("| what | median (90 % of the runs) | unit |\n| --- | --- | --- |")
    for row in rows(given):
        print(json.dumps(row) if given.json else line(row))


if __name__ == "__main__":
    main()
