"""The visit as the test file of every format writes it: what the tests over all formats read."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from readers.visit import Sample

from carescore.readers import formats

HERE = Path(__file__).parent
WRITERS = {path.stem.removeprefix("test_"): path for path in sorted(HERE.glob("*/test_*.py"))}


def written(name: str) -> dict[str, Sample]:
    """The samples of one format, none where it has no test file or that file exports no WRITTEN."""
    if name not in WRITERS:
        return {}
    return getattr(import_module(f"readers.{WRITERS[name].parent.name}.test_{name}"), "WRITTEN", {})


SAMPLES: list[tuple[str, str, Sample]] = [
    (found.name, file, sample) for found in formats() for file, sample in written(found.name).items()
]
IDS = [f"{found}-{file}" for found, file, _ in SAMPLES]
