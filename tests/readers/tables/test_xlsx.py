"""Excel workbooks. Needs openpyxl."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import time, timedelta
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


def spans(path: Path, rows: Sequence[Sequence[object]], formats: str | None = None, mac: bool = False) -> list[object]:
    book = openpyxl.Workbook()
    if mac:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    for row in rows:
        book.active.append(list(row))
    for cell in (c for c in book.active["B"] if formats and not isinstance(c.value, str)):
        cell.number_format = formats
    book.save(path)
    return [u.start_ms for u in carescore.read(path).utterances]


HEAD: list[object] = ["Speaker", "Start", "Text"]
LONG = "Any pain in the leg or in the back since Monday?"


@pytest.mark.parametrize("mac", [False, True])
@pytest.mark.parametrize("first", [time(0, 0, 3), timedelta(seconds=3), 3, "0:03", 3.0], ids=repr)
def test_times_in_every_type(tmp_path: Path, first: object, mac: bool) -> None:
    assert spans(tmp_path / "x.xlsx", [HEAD, ["Fox", first, LONG]], mac=mac) == [3000]


@pytest.mark.parametrize("mac", [False, True])
def test_more_than_a_day(tmp_path: Path, mac: bool) -> None:
    assert spans(tmp_path / "x.xlsx", [HEAD, ["Fox", 1.5, LONG]], "h:mm:ss", mac) == [36 * 3_600_000]


def test_fractions_of_a_day(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["A visit"],
        HEAD,
        ["Fox", 0, LONG],
        ["Hill", 3 / 86400, LONG],
        ["Fox", 9.5 / 86400, LONG],
    ]
    assert spans(tmp_path / "x.xlsx", rows) == [0, 3000, 9500]
    assert spans(tmp_path / "y.xlsx", [HEAD, ["Fox", 0, "Hi."], ["Hill", 0.5, "Ho."]]) == [0, 500]


def test_one_column_per_speaker(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Time", "Doctor", "Patient"],
        [time(0, 0, 1), LONG, None],
        [time(0, 0, 4), None, "No."],
    ]
    (tmp_path / "x.xlsx").write_bytes(workbook(rows))
    found = carescore.read(tmp_path / "x.xlsx").utterances
    assert [(u.speaker, u.start_ms) for u in found] == [("Doctor", 1000), ("Patient", 4000)]


def test_hours_typed_for_minutes_are_said(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        HEAD,
        ["Fox", time(0, 3), "Hi."],
        ["Hill", time(0, 5), "Ho."],
        ["Fox", time(0, 9), "So."],
    ]
    (tmp_path / "x.xlsx").write_bytes(workbook(rows))
    assert "three minutes" in carescore.read(tmp_path / "x.xlsx").notes[0]
