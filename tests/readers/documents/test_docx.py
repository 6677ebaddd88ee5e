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
    with pytest.raises(ReadError, match="any transcript"):
        carescore.read(path)


def test_entities_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    bomb = '<!DOCTYPE a [<!ENTITY b "secretword">]><a>&b;</a>'
    path.write_bytes(packed({"word/document.xml": bomb}))
    with pytest.raises(ReadError) as caught:
        carescore.read(path)
    assert "secretword" not in str(caught.value)


def said(path: Path, body: str) -> list[tuple[str | None, str, int | None]]:
    path.write_bytes(document(body))
    return [(u.speaker, u.text, u.start_ms) for u in carescore.read(path).utterances]


BREAK = "</w:t><w:br/><w:t>"
TAB = "</w:t><w:tab/><w:t>"
MEET = ["Visit - Transcript", "Attendees", "Dr. Fox, Sam Hill", "00:00:00", "Dr. Fox: Any pain?", "Sam Hill: No."]
MEET += ["00:05:00", "Dr. Fox: Good.", "Transcription ended after 00:06:31"]
CASES = [
    (
        "Teams: header and text in one paragraph, title, length, who started it",
        paragraph("Follow-up visit")
        + paragraph("27m 42s")
        + paragraph("Dana Ruiz started transcription")
        + paragraph(f"Dana Ruiz   0:03{BREAK}Good morning.")
        + paragraph(f"Sam Hill   1:02:10{BREAK}My jaw{BREAK}clicks."),
        [("Dana Ruiz", "Good morning.", 3000), ("Sam Hill", "My jaw clicks.", 3730000)],
    ),
    (
        "Google Meet: attendees, times of blocks, the end",
        "".join(map(paragraph, MEET)),
        [("Dr. Fox", "Any pain?", 0), ("Sam Hill", "No.", None), ("Dr. Fox", "Good.", 300000)],
    ),
    (
        "tabs in paragraphs",
        paragraph(f"Dr. Fox (00:03):{TAB}Any pain?") + paragraph(f"Sam Hill (00:06):{TAB}No."),
        [("Dr. Fox", "Any pain?", 3000), ("Sam Hill", "No.", 6000)],
    ),
    (
        "a table without header",
        table([["Doctor", "Any pain?"], ["Patient", "No."], ["Doctor", "Good."]]),
        [("Doctor", "Any pain?", None), ("Patient", "No.", None), ("Doctor", "Good.", None)],
    ),
    (
        "one column per speaker",
        table([["Time", "Doctor", "Patient"], ["0:01", "Any pain today?", ""], ["0:04", "", "No, just stiff."]]),
        [("Doctor", "Any pain today?", 1000), ("Patient", "No, just stiff.", 4000)],
    ),
    (
        "a table cut at the end of a page, its header twice",
        table([["Speaker", "Text"], ["Fox", "Any pain?"]])
        + paragraph("page")
        + table([["Speaker", "Text"], ["Hill", "No."]]),
        [("Fox", "Any pain?", None), ("Hill", "No.", None)],
    ),
    (
        "all the talk in one cell",
        f"<w:tbl><w:tr><w:tc>{paragraph('Doctor: Any pain?')}{paragraph('Patient: No.')}</w:tc></w:tr></w:tbl>",
        [("Doctor", "Any pain?", None), ("Patient", "No.", None)],
    ),
    (
        "speaker cells merged downwards",
        table([["Speaker", "Text"], ["Fox", "Any pain?"]])[: -len("</w:tbl>")]
        + f"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc>{paragraph('Since when?')}</w:tc></w:tr></w:tbl>",
        [("Fox", "Any pain?", None), ("Fox", "Since when?", None)],
    ),
    (
        "moved text is said once, hyphens that do not break are hyphens",
        "<w:p><w:moveFrom><w:r><w:t>Nurse: So.</w:t></w:r></w:moveFrom></w:p>"
        + paragraph("Patient: No.")
        + "<w:p><w:moveTo><w:r><w:t>Nurse: a follow</w:t><w:noBreakHyphen/><w:t>up</w:t></w:r></w:moveTo></w:p>",
        [("Patient", "No.", None), ("Nurse", "a follow-up", None)],
    ),
]


@pytest.mark.parametrize(("body", "rows"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_cases(tmp_path: Path, body: str, rows: list[tuple[str | None, str, int | None]]) -> None:
    assert said(tmp_path / "x.docx", body) == rows
