"""Layouts: whatever order the parts of a line have, speakers, words and times are the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from readers.layouts import LAYOUTS, MARKDOWN, MINUTES, NAMES, NO_TIME, RANGE, TURNS, written

import carescore

CASES = [
    (f"{name}-{names[0]}", layout, kept, names, extension)
    for layouts, extension in ((LAYOUTS, "txt"), (MARKDOWN, "md"))
    for name, (layout, kept) in layouts.items()
    for names in NAMES
]


@pytest.mark.parametrize(("layout", "kept", "names", "extension"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_every_layout(tmp_path: Path, layout: str, kept: str, names: tuple[str, str], extension: str) -> None:
    path = tmp_path / f"call.{extension}"
    path.write_text(written(layout, names), encoding="utf-8")
    found = carescore.read(path).utterances
    assert [(u.speaker, u.text) for u in found] == [(names[i % 2], turn[0]) for i, turn in enumerate(TURNS)]
    times = [(u.start_ms, u.end_ms) for u in found]
    if kept == NO_TIME:
        assert times == [(None, None)] * len(TURNS)
    elif kept == MINUTES:
        assert all(start in (None, 0) for start, _ in times)
    else:
        assert all(
            start is not None and abs(start - turn[1] * 1000) < 1000
            for (start, _), turn in zip(times, TURNS, strict=True)
        )
    if kept == RANGE:
        assert all(
            end is not None and abs(end - turn[2] * 1000) < 1000 for (_, end), turn in zip(times, TURNS, strict=True)
        )
