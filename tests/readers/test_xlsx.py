"""Excel workbooks. Needs openpyxl."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from readers.offices import ROWS
from readers.visit import VISIT, Sample

import carescore
from carescore.errors import ReadError

openpyxl = pytest.importorskip("openpyxl")


def workbook(*sheets: Sequence[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


TIMED: list[list[object]] = [
    list(ROWS[0]),
    *([who, said, timedelta(milliseconds=s), timedelta(milliseconds=e)] for who, said, s, e in VISIT),
]
WRITTEN = {
    "text.xlsx": Sample(workbook([["A note"]], ROWS)),
    "times.xlsx": Sample(workbook(TIMED)),
}


def test_merged_speaker_cells_hold_for_every_row(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["Speaker", "Text"], ["Ann", "Hi."], [None, "Come in."], ["Bo", "Ho."]):
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    book.save(tmp_path / "merged.xlsx")
    found = carescore.read(tmp_path / "merged.xlsx").utterances
    assert [u.speaker for u in found] == ["Ann", "Ann", "Bo"]


def test_without_a_header_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(workbook([["secretword", "b"], [1, 2]]))
    with pytest.raises(ReadError, match="header row"):
        carescore.read(tmp_path / "x.xlsx")
