"""How exactly a skill is measured: split-half reliability, and the smallest change that means something.

python benchmarks/reliability.py --data DIR [--json]

Every conversation is cut into blocks of five exchanges; odd blocks make one half, even blocks the other, both scored
by themselves. r: correlation of the halves over conversations; reliability of a whole talk after Spearman-Brown,
2r / (1 + r). SEM = SD · √(1 − reliability), SD of the whole talks; MDC95 = 1.96 · √2 · SEM for one talk before and one
after, and by √5 less for the mean of five on each side. Conversations with a half that has no value leave the row.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tasks import conversations

DATASETS = {"primock57": "role-play", "osce": "role-play"}  # doctors and simulated patients
BLOCK = 10  # turns: five exchanges, so that a reply stays with what it answers
SEVERAL = 5  # talks on each side
FEWEST = 10  # conversations without which a row says nothing
Values = dict[str, float | None]


@dataclass(frozen=True)
class Reliability:
    """One skill in one data set; reliability 0 where the halves do not agree at all."""

    skill: str
    dataset: str
    n: int
    sd: float
    r: float
    reliability: float
    sem: float
    mdc_one: float
    mdc_five: float


def halves(record: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The odd and the even blocks of a conversation."""
    turns = record["turns"]
    odd, even = ([turn for i, turn in enumerate(turns) if i // BLOCK % 2 == half] for half in (0, 1))
    return {**record, "turns": odd}, {**record, "turns": even}


def values(record: dict[str, Any], context: str) -> Values:
    return {name: skill.value for name, skill in conversations.report(record, context).skills.items()}


def judged(skill: str, dataset: str, rows: list[tuple[float, float, float]]) -> Reliability:
    """rows: whole talk, odd half, even half."""
    whole, odd, even = np.array(rows).T
    sd, r = float(whole.std(ddof=1)), float(np.corrcoef(odd, even)[0, 1])
    reliability = 2 * r / (1 + r) if r > 0 else 0.0
    sem = sd * (1 - reliability) ** 0.5
    one = 1.96 * 2**0.5 * sem
    return Reliability(skill, dataset, len(rows), sd, r, reliability, sem, one, one / SEVERAL**0.5)


def rows(data: Path) -> Iterator[Reliability]:
    for dataset, context in DATASETS.items():
        talks = [
            tuple(values(part, context) for part in (record, *halves(record)))
            for record in conversations.records(data, dataset)
        ]
        for skill in talks[0][0]:
            found = [(a, b, c) for talk in talks for a, b, c in [[one[skill] for one in talk]]]
            known = [(a, b, c) for a, b, c in found if a is not None and b is not None and c is not None]
            if len(known) >= FEWEST:
                yield judged(skill, dataset, known)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if not options.json:
        print(f"{'skill':18}{'data set':11}{'n':>4}{'SD':>7}{'r':>7}{'rel':>7}{'SEM':>7}{'MDC 1':>7}{'MDC 5':>7}")
    for row in rows(options.data):
        if options.json:
            print(json.dumps(asdict(row)), flush=True)
            continue
        figures = (row.sd, row.r, row.reliability, row.sem, row.mdc_one, row.mdc_five)
        print(f"{row.skill:18}{row.dataset:11}{row.n:4}{''.join(f'{one:7.2f}' for one in figures)}", flush=True)


if __name__ == "__main__":
    main()
