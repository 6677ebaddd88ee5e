"""ELAN's tab-delimited export."""

from __future__ import annotations

import pytest
from readers.visit import VISIT, Sample, clock

from carescore.errors import ReadError
from carescore.readers.research.elan_table import READER


def forms(ms: int) -> list[str]:
    return [clock(ms), f"{ms / 1000:.3f}".rstrip("0") if ms % 1000 else f"{ms / 1000}", str(ms)]


def row(who: str, said: str, times: tuple[int, ...], chosen: slice, participant: bool) -> str:
    names = ["utt", who] if participant else [f"utt@{who}", ""]
    return "\t".join([*names, *(form for ms in times for form in forms(ms)[chosen]), said]) + "\n"


def table(chosen: slice, participant: bool = True) -> str:
    return "".join(row(who, said, (s, e, e - s), chosen, participant) for who, said, s, e in VISIT)


WRITTEN = {
    "all.txt": Sample(table(slice(0, 3))),
    "clock.tsv": Sample(table(slice(0, 1), participant=False)),
    "seconds.txt": Sample(table(slice(1, 2))),
    "ms.txt": Sample(table(slice(2, 3), participant=False)),
}


def test_an_empty_annotation_is_silence_and_another_line_is_said() -> None:
    found, notes = READER.read("DOC\t\t0.0\t1.0\t\nDOC\t\t1.0\t2.5\tAny pain?\nstiff\n")
    assert [(u.speaker, u.text, u.start_ms, u.end_ms) for u in found] == [("DOC", "Any pain?", 1000, 2500)]
    assert notes == ["line 3: a line that is no annotation was skipped"]


def test_annotations_without_text_are_refused() -> None:
    with pytest.raises(ReadError):
        READER.read("DOC\t\t0.0\t1.0\t\n")


@pytest.mark.parametrize(
    "head", ["Doctor\tAny pain?\n", "Speaker\tStart\tEnd\tText\nAnn\t0.0\t1.0\tx\n", "0.1\t1.9\tx\n", "1\tDOC\tx\n"]
)
def test_near_misses(head: str) -> None:
    assert not READER.looks_like(head)
