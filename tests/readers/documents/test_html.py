"""Web pages."""

from __future__ import annotations

from html import escape
from pathlib import Path

from readers.offices import LINES, ROWS, STARTED
from readers.visit import VISIT, Sample, clock

import carescore


def page(body: str) -> str:
    return f"<!DOCTYPE html><html><head><title>x</title><style>p {{}}</style></head><body>{body}</body></html>"


TABLE = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in ROWS)
CITED = "".join(f"<cite>{who}:</cite>\n<time>{clock(start)}</time>\n<p>{said}</p>\n" for who, said, start, _ in VISIT)
WRITTEN = {
    "lines.html": Sample(page("".join(f"<p>{escape(line)}</p>" for line in LINES)), STARTED),
    "table.html": Sample(page(f"<table>{TABLE}</table>")),
    "podcast.html": Sample(page(CITED), STARTED),
}


def test_scripts_are_no_speech(tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    path.write_text(page("<script>x: y</script><p>Nurse: Hi &amp; bye.</p><p>Patient: Ho.</p>"), encoding="utf-8")
    assert [u.text for u in carescore.read(path).utterances] == ["Hi & bye.", "Ho."]


def test_paragraphs_and_line_breaks_in_a_cell_part_words(tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    rows = [("Nurse", "<p>Good morning.</p><p>How are you?</p>"), ("Patient", "Fine<br>thanks, <b>real</b>ly")]
    cells = "".join(f"<tr><td><p>{who}</p></td><td>{said}</td></tr>" for who, said in [("Speaker", "Text"), *rows])
    path.write_text(page(f"<table>{cells}</table>"), encoding="utf-8")
    assert [(u.speaker, u.text) for u in carescore.read(path).utterances] == [
        ("Nurse", "Good morning. How are you?"),
        ("Patient", "Fine thanks, really"),
    ]
