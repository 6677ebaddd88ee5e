"""OpenDocument texts and spreadsheets."""

from __future__ import annotations

from readers.offices import LINES, ROWS, STARTED, packed
from readers.visit import Sample

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
