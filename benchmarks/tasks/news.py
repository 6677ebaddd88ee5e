"""Task `news`: the sign of what patients say of illness, good news or bad, on sentences written for carescore.

`benchmarks/news.tsv` holds them with the part they belong to: `built`, seen while the model's signs were written, and
`fresh`, written by somebody who saw neither. Half of the apostrophes are curly.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from carescore.predictors import load, sentiment, vader
from tasks.row import Row

FILE = Path(__file__).resolve().parents[1] / "news.tsv"


def rows(_data: Path, _split: str) -> Iterator[Row]:
    """For each part and sign, the share of sentences with the right sign of P(positive) - P(negative); floor: VADER."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        table = list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))
    texts = [line["text"] for line in table]
    found = sentiment.predict(load.load("sentiment").heads, *sentiment.prepare(texts, [""] * len(texts)))
    values, alone = found[:, 2] - found[:, 0], vader.scores(texts)[:, 3]
    right: defaultdict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for line, value, compound in zip(table, values, alone, strict=True):
        good = line["sign"] == "+"
        for name in (line["part"], f"{line['part']}_{'good' if good else 'bad'}"):
            right[name].append(((value > 0) == good, (compound > 0) == good))
    for name, pairs in right.items():
        own, floor = (float(np.mean(column)) for column in zip(*pairs, strict=True))
        yield Row("news", "news.tsv", f"right_sign_{name}", own, len(pairs), floor, None)
