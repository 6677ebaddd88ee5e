"""Turn-taking on long talks: linear in the number of turns, and beside call-ai-metrics on the same segments.

The talk is made here: two people, every fifth turn begins before the other's end, half of those in mid-sentence.
call-ai-metrics (PyPI, optional) reads segments and no words; its count of interruptions is printed beside ours.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from statistics import median
from typing import Any

from carescore import readers
from carescore.annotate import Signals
from carescore.codes import Codes
from carescore.measures import named, run
from carescore.segmentation import segment

TURNS = ("interruptions", "backchannels", "floor_transfer", "silence", "talk_time", "opening_statement")
ROUNDS = 3
_SAID = ("It began on Monday after work and then I", "Did it go away again?", "It did not, it got worse.", "I see.")


def talk(turns: int) -> list[dict[str, Any]]:
    """A talk of so many turns with times."""
    rows, at = [], 0
    for i in range(turns):
        early = 800 if i % 5 == 0 and i else -200
        start = max(0, at - early)
        at = start + 2500
        said = f"{_SAID[(i // 5) % 4]}" if i % 5 == 4 else f"{_SAID[1 + i % 3]}"
        rows.append({"speaker": ("Nurse", "Patient")[i % 2], "text": said, "start_ms": start, "end_ms": at})
    return rows


def rows() -> Iterator[dict[str, Any]]:
    one, ten = (median(_seconds(turns) for _ in range(ROUNDS)) for turns in (1000, 10_000))
    yield _row("turns_10000", 1000 * ten, "ms", "ten times 1,000 turns", ten / (10 * one))
    if not find_spec("call_ai_metrics"):
        return
    said = talk(10_000)
    segments = [(row["start_ms"] / 1000, row["end_ms"] / 1000, row["speaker"]) for row in said]
    analyze = import_module("call_ai_metrics").analyze
    start = time.perf_counter()
    report = analyze(segments)
    peer = time.perf_counter() - start
    yield _row("turns_10000", 1000 * ten, "ms", "call-ai-metrics, which reads no words", ten / peer)
    ours = _counted(said)
    yield _row("interruptions_counted", float(ours), "by both", "call-ai-metrics", ours / _theirs(report))


def _seconds(turns: int) -> float:
    transcript = readers.read(talk(turns))
    start = time.perf_counter()
    _run(transcript)
    return time.perf_counter() - start


def _run(transcript: Any) -> Any:
    dialogue = segment(transcript)
    return run(Codes(dialogue, Signals(dialogue)), named(TURNS))


def _counted(said: list[dict[str, Any]]) -> int:
    return len(_run(readers.read(said))["interruptions"].evidence)


def _theirs(report: Any) -> int:
    return len(report.interruption_events) or 1


def _row(name: str, value: float, unit: str, against: str, ratio: float) -> dict[str, Any]:
    return {"name": name, "value": round(value, 2), "unit": unit, "against": against, "ratio": round(ratio, 2)}
