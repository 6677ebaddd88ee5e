"""OpenDocument texts and spreadsheets."""

from __future__ import annotations

from pathlib import Path

import pytest
from readers.offices import LINES, ROWS, STARTED, packed
from readers.visit import Sample

import carescore

HEAD = '<?xml version="1.0"?><o:document-content xmlns:o="o" xmlns:text="t" xmlns:table="b"><o:body>'


def content(body: str) -> bytes:
    return packed({"mimetype": "application/x", "content.xml": f"{HEAD}{body}</o:body></o:document-content>"})


def table(rows: list[list[str]]) -> str:
    filler = '<table:table-cell table:number-columns-repeated="1000"/>'
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>".format
    inner = "".join(f"<table:table-row>{''.join(map(cell, row))}{filler}</table:table-row>" for row in rows)
    return f"<table:table>{inner}</table:table>"


WRITTEN = {
    "lines.odt": Sample(content("".join(f"<text:p>{line}</text:p>" for line in LINES)), STARTED),
    "table.ods": Sample(content(table(ROWS))),
}


def cell(text: str, marks: str = "") -> str:
    return f"<table:table-cell {marks}><text:p>{text}</text:p></table:table-cell>"


def row(*cells: str, marks: str = "") -> str:
    return f"<table:table-row {marks}>{''.join(cells)}</table:table-row>"


HEADER = row(cell("Speaker"), cell("Text"))
CASES = [
    (
        "merged speaker cells, an equal row twice",
        "<table:table>"
        + HEADER
        + row(cell("Fox", 'table:number-rows-spanned="2"'), cell("Any pain?"))
        + row("<table:covered-table-cell/>", cell("Since when?"))
        + row(cell("Hill"), cell("Yes."), marks='table:number-rows-repeated="2"')
        + "</table:table>",
        [("Fox", "Any pain?"), ("Fox", "Since when?"), ("Hill", "Yes."), ("Hill", "Yes.")],
    ),
    (
        "comments and deleted text are not said; spaces, tabs and line breaks are kept apart",
        "<text:tracked-changes><text:p>Nurse: gone.</text:p></text:tracked-changes>"
        "<text:p>Nurse:<text:tab/>Any<text:annotation><text:p>a comment</text:p></text:annotation> pain<text:s text:c='3'/>today?"
        "<text:line-break/>Patient: No.</text:p>",
        [("Nurse", "Any pain today?"), ("Patient", "No.")],
    ),
]


@pytest.mark.parametrize(("body", "rows"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_cases(tmp_path: Path, body: str, rows: list[tuple[str | None, str]]) -> None:
    (tmp_path / "x.odt").write_bytes(content(body))
    assert [(u.speaker, u.text) for u in carescore.read(tmp_path / "x.odt").utterances] == rows
