"""Speed of a warm process, as ratios to a floor measured in the same process, alternating; of a fresh one; of the
readers; of the pipe of spaCy and the transformer of scikit-learn.

python benchmarks/speed.py [--json] [--rounds N] [--only score|start|turns|read|native]

Rows: name, value, unit, against, ratio. Every round scores a dialogue of about 1,500 words that no round before had
(the turns of the bundled examples in a new order, each round's words made new), so that no cache can answer for it.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

import spacy
from tasks import floor, native, readers, start

import carescore
from carescore import measures
from carescore.annotate import Signals, parse
from carescore.codes import Codes
from carescore.segmentation import segment
from carescore.skills import compose
from carescore.skills.profiles import load as load_profile

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
WORDS = 1500
FLOOR = "spacy.blank('en') tokenizer"


def dialogues(rounds: int) -> Iterator[list[tuple[str, str]]]:
    """Fresh dialogues of about WORDS words, staff and patient taking turns."""
    names = ("billing-call-handled-well.vtt", "chemo-nurse-call.vtt", "discharge-jargon.json")
    reports = [carescore.score(EXAMPLES / name, only=["talk_time"]) for name in names]
    said = {role: [t.text for r in reports for t in r.turns if t.role == role] for role in ("staff", "patient")}
    for number in range(rounds):
        shuffle = random.Random(number)
        rows: list[tuple[str, str]] = []
        while sum(len(text.split()) for _, text in rows) < WORDS:
            for role, speaker in (("staff", "Nurse"), ("patient", "Patient")):
                rows.append((speaker, f"{shuffle.choice(said[role])} Number {number * 1000 + len(rows)}."))
        yield rows


def seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def stages(rows: list[tuple[str, str]]) -> dict[str, float]:
    """Seconds of each stage of scoring the dialogue, in the order score() runs them."""
    spent: dict[str, float] = {}

    def clocked(name: str, call: Callable[[], object]) -> object:
        start = time.perf_counter()
        result = call()
        spent[name] = time.perf_counter() - start
        return result

    dialogue = segment(carescore.read(rows))
    spent["segment"] = seconds(lambda: segment(carescore.read(rows)))
    spent["parse"] = seconds(lambda: parse.tokens(turn.text for turn in dialogue.turns))
    signals = Signals(dialogue)
    for name in (
        "phrases",
        "grams",
        "vader",
        "sentiment",
        "empathy",
        "politeness",
        "uptake",
        "asks",
        "_behaviours",
        "interrupted",
        "terms",
    ):
        clocked(name, lambda name=name: getattr(signals, name))  # type: ignore[misc]  # bound at once
    codes = Codes(dialogue, signals)
    scores: dict[str, measures.Score] = {}
    for measure in measures.measures():
        scores |= clocked(f"measure {measure.name}", lambda m=measure: measures.run(codes, [m]))  # type: ignore
    staff_words = [len(turn.text.split()) if turn.side == "staff" else 0 for turn in dialogue.turns]
    clocked("skills", lambda: compose(scores, load_profile("clinic"), staff_words))
    return spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--only", choices=["score", "start", "turns", "read", "native"])
    options = parser.parse_args()
    if options.only in (None, "score"):
        _score(options.rounds, options.json)
    beside = {"start": start.rows, "turns": floor.rows, "read": readers.rows}
    beside["native"] = lambda: native.rows(list(dialogues(160)))
    for name, rows in beside.items():
        for row in rows() if options.only in (None, name) else ():
            _print(row, options.json)


def _score(rounds: int, as_json: bool) -> None:
    blank = spacy.blank("en")
    all_rows = list(dialogues(2 * rounds + 3))
    for rows in all_rows[:3]:
        carescore.score(rows)
    floor, total = [], []
    by_stage: dict[str, list[float]] = {}
    for rows, other in zip(all_rows[3::2], all_rows[4::2], strict=False):
        texts = [text for _, text in rows]
        floor.append(seconds(lambda texts=texts: [blank.tokenizer(text) for text in texts]))  # type: ignore[misc]
        total.append(seconds(lambda rows=rows: carescore.score(rows)))  # type: ignore[misc]
        for name, spent in stages(other).items():
            by_stage.setdefault(name, []).append(spent)
    _print(_row("floor", median(floor), 1.0), as_json)
    ratio = median(t / f for t, f in zip(total, floor, strict=True))
    _print(_row("warm_score", median(total), ratio), as_json)
    for name, spent_all in by_stage.items():
        ratio = median(t / f for t, f in zip(spent_all, floor, strict=True))
        _print(_row(name, median(spent_all), ratio), as_json)


def _row(name: str, value: float, ratio: float) -> dict[str, Any]:
    return {"name": name, "value": round(1000 * value, 3), "unit": "ms", "against": FLOOR, "ratio": round(ratio, 2)}


def _print(row: dict[str, Any], as_json: bool) -> None:
    beside = f"{row['ratio']:6.2f} × {row['against']}" if row["against"] else ""
    print(json.dumps(row) if as_json else f"{row['name']:32}{row['value']:9.2f} {row['unit']:12} {beside}", flush=True)


if __name__ == "__main__":
    main()
