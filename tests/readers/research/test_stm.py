"""STM segments."""

from __future__ import annotations

import pytest
from readers.visit import VISIT, Sample

from carescore.errors import ReadError
from carescore.readers.research.stm import READER

LINES = "".join(
    f"visit 1 {who.replace(' ', '_')} {start / 1000} {end / 1000} <O,F,00> {said}\n" for who, said, start, end in VISIT
)
WRITTEN = {"visit.stm": Sample(f';; LABEL "O" "Overall"\n{LINES}', frozenset({"start", "end"}))}
CASES = [
    ("visit A Ann 0.0 1.5 { um / uh / @ } any pain\n", [("Ann", "um any pain", 0, 1500)]),
    (
        "visit 1 Ann 0 1.5 IGNORE_TIME_SEGMENT_IN_SCORING\nvisit 1 UNKNOWN 2.29 3 <o,f0,male> no\n",
        [(None, "no", 2290, 3000)],
    ),
    (
        "visit 1 inter_segment_gap 0.0 1.0 <o,,> x\nvisit 1 Bo 1.0 2.0\nvisit 1 Bo 2.0 3.0 yes\n",
        [("Bo", "yes", 2000, 3000)],
    ),
]


@pytest.mark.parametrize(("text", "rows"), CASES)
def test_cases(text: str, rows: list[tuple[str | None, str, int, int]]) -> None:
    found, notes = READER.read(text)
    assert [(u.speaker, u.text, u.start_ms, u.end_ms) for u in found] == rows
    assert notes == []


def test_other_lines_are_skipped_and_said() -> None:
    assert READER.read(LINES + "stiff\n")[1] == ["line 4: a line that is no segment was skipped"]


def test_several_recordings_are_refused() -> None:
    with pytest.raises(ReadError, match="2 recordings"):
        READER.read(LINES + LINES.replace("visit", "other"))


@pytest.mark.parametrize(
    "head", ["Nurse 1 Ann 2 3 four\n", "Nurse: I took 2 of 3.5 at 4\n", "visit 1 0.12 0.4 any\n", ";; nothing. else\n"]
)
def test_near_misses(head: str) -> None:
    assert not READER.looks_like(head)
