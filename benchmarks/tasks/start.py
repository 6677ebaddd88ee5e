"""What a fresh process pays before it can score: measured in subprocesses, the fastest of a few.

import: `import carescore`; first_score: the first score of a short talk, import left out; load_joblib: importing
joblib, which reads the models; load_models: all bundled models together, joblib left out; size_models: their files.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from carescore.predictors import load

RUNS = 5
_TALK = [("Nurse", "Good morning, how are you feeling today?"), ("Patient", "My head hurts and I am worried.")] * 4
_FIRST = f"""
from time import perf_counter as now
start = now()
import carescore
ready = now()
carescore.score({_TALK!r})
print(ready - start, now() - ready)
"""
_MODELS = """
from time import perf_counter as now
from carescore.predictors import load
start = now()
from joblib import numpy_pickle
ready = now()
for name in load.names():
    load.load(name)
print(ready - start, now() - ready)
"""


def rows() -> Iterator[dict[str, Any]]:
    """Rows as benchmarks/speed.py prints them, in ms and MB, against nothing."""
    for names, code in ((("import", "first_score"), _FIRST), (("load_joblib", "load_models"), _MODELS)):
        for name, seconds in zip(names, _fastest(code), strict=True):
            yield _row(name, round(1000 * seconds, 1), "ms")
    files = (load.home() / name / "model.joblib" for name in load.names())
    yield _row("size_models", round(sum(file.stat().st_size for file in files) / 1e6, 2), "MB")


def _fastest(code: str) -> list[float]:
    """The smallest of each of the figures that the code prints in a fresh process."""
    runs = [
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True) for _ in range(RUNS)
    ]
    return [min(figures) for figures in zip(*(map(float, run.stdout.split()) for run in runs), strict=True)]


def _row(name: str, value: float, unit: str) -> dict[str, Any]:
    return {"name": name, "value": value, "unit": unit, "against": None, "ratio": None}
