"""Word documents: paragraphs, tables, and what python-docx would lose."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from readers.offices import LINES, ROWS, STARTED, packed
from readers.visit import Sample

import carescore
from carescore.errors import ReadError

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://w" xmlns:mc="http://mc"><w:body>'


def document(body: str) -> bytes:
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": f"{HEAD}{body}</w:body></w:document>"})


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(f'<w:r><w:t>{run}</w:t></w:r>' for run in runs)}</w:p>"


def table(rows: list[list[str]]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


WRITTEN = {
    "lines.docx": Sample(document("".join(paragraph(line[:9], line[9:]) for line in LINES)), STARTED),
    "table.docx": Sample(document(paragraph("Visit") + table(ROWS))),
}


def texts(path: Path, body: str) -> list[str]:
    path.write_bytes(document(body))
    return [u.text for u in carescore.read(path).utterances]


def test_inserted_text_is_kept_and_deleted_text_is_not(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>Nurse: </w:t></w:r><w:ins><w:r><w:t>Good</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>bad</w:delText></w:r></w:del><w:sdt><w:sdtContent><w:r><w:t> day</w:t></w:r></w:sdtContent></w:sdt></w:p>"
        + paragraph("Patient: Hi.")
    )
    assert texts(tmp_path / "x.docx", body) == ["Good day", "Hi."]


def test_text_boxes_are_read_once(tmp_path: Path) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    said = texts(
        tmp_path / "x.docx",
        paragraph("Nurse: Hi.") + f"<w:p><w:r>{both.format('Patient: Ho.', 'Patient: Ho.')}</w:r></w:p>",
    )
    assert said == ["Hi.", "Ho."]


def test_what_unpacks_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as member:
        for _ in range(130):
            member.write(b" " * 1024 * 1024)
    with pytest.raises(ReadError, match="128 MB"):
        carescore.read(path)


def test_entities_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    bomb = '<!DOCTYPE a [<!ENTITY b "secretword">]><a>&b;</a>'
    path.write_bytes(packed({"word/document.xml": bomb}))
    with pytest.raises(ReadError) as caught:
        carescore.read(path)
    assert "secretword" not in str(caught.value)
