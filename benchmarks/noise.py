"""What a poor recogniser costs: every accuracy task on text in lower case, without punctuation, with word errors.

python benchmarks/noise.py --data DIR [--split dev] [--most N] [--task T …] [--json]

The task "codes" reads the project's own role-plays that nothing was learnt from (benchmarks/roleplays/test.jsonl).

Word errors: one word in ten, a third each deleted, replaced by a frequent word, followed by an inserted frequent word
(seeded). Labels and times stay. The first N records of a data set are read (all conversations where there are fewer).
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import accuracy  # beside this file
from tasks import codes
from tasks.row import Records, Row

ROLEPLAYS = Path(__file__).resolve().parent / "roleplays"
ERRORS = 0.10
SEED = 20
TASKS = {
    "behaviour": "annomi",
    "empathy": "epitome",
    "sentiment": "nhs_fft",
    "politeness": "stanford_politeness",
    "uptake": "conversational_uptake",
    "interruptions": "mrda",
    "codes": "roleplays",
}
_TEXTS = frozenset({"text", "seeker_post", "a_text", "b_text"})
_MARKS = re.compile(r"[^\w\s'’-]|(?<!\w)[-'’]|[-'’](?!\w)")
_FREQUENT = tuple("the a and to you i it that of in is so we have for was on do but they".split())
Noise = Callable[[str], str]


def unpunctuated(text: str) -> str:
    return " ".join(_MARKS.sub(" ", text).split())


def word_errors(seed: int = SEED, share: float = ERRORS) -> Noise:
    """Errors in a share of the words, the same for the same order of texts."""
    chance = random.Random(seed)

    def spoil(text: str) -> str:
        said: list[str] = []
        for word in text.split():
            kind = chance.choice("dsi") if chance.random() < share else ""
            said += [] if kind == "d" else [chance.choice(_FREQUENT)] if kind == "s" else [word]
            said += [chance.choice(_FREQUENT)] if kind == "i" else []
        return " ".join(said) or text

    return spoil


def noises() -> dict[str, Noise]:
    errors = word_errors()
    return {
        "none": str,
        "lower case": str.lower,
        "no punctuation": unpunctuated,
        "word errors": word_errors(),
        "all three": lambda text: errors(unpunctuated(text).lower()),
    }


def spoilt(record: Any, noise: Noise) -> Any:
    """A record with every text of it changed, but none emptied."""
    if isinstance(record, list):
        return [spoilt(item, noise) for item in record]
    if not isinstance(record, dict):
        return record
    return {
        key: (noise(value) or value) if key in _TEXTS and isinstance(value, str) else spoilt(value, noise)
        for key, value in record.items()
    }


def rows(data: Path, split: str, tasks: list[str], most: int) -> Iterator[dict[str, Any]]:
    """A figure per task, metric and noise; loss: what the noise takes from it."""
    for task in tasks:
        clean: dict[str, float] = {}
        run = _codes if task == "codes" else _on_records(data, split, task, most)
        for name, noise in noises().items():
            for row in run(noise):
                loss = clean.setdefault(row.metric, row.value) - row.value
                figure = {"value": round(row.value, 4), "loss": round(loss, 4), "n": row.n}
                yield {"task": task, "dataset": row.dataset, "metric": row.metric, "noise": name, **figure}


def _on_records(data: Path, split: str, task: str, most: int) -> Callable[[Noise], Iterable[Row]]:
    """What a task gives on the spoilt records of its data set; nothing where there are none."""
    dataset = TASKS[task]
    records: Records = (accuracy.load(data, dataset, split) or [])[:most]
    return lambda noise: accuracy.TASKS[task][0](dataset, spoilt(records, noise)) if records else ()


def _codes(noise: Noise) -> Iterable[Row]:
    return codes.rows(ROLEPLAYS.parent, "test", ROLEPLAYS / "labels", lambda record: spoilt(record, noise))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", choices=("train", "dev", "test"), default="dev")
    parser.add_argument("--most", type=int, default=1000)
    parser.add_argument("--task", action="append", choices=tuple(TASKS))
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    for row in rows(options.data, options.split, options.task or list(TASKS), options.most):
        if options.json:
            print(json.dumps(row), flush=True)
        else:
            print(
                f"{row['task']:14}{row['metric']:26}{row['noise']:16}{row['value']:.3f}  "
                f"loss {row['loss']:+.3f}  n={row['n']}",
                flush=True,
            )


if __name__ == "__main__":
    main()
