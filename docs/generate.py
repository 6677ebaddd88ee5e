"""Writes the tables of docs/ from the code: python docs/generate.py. A test checks that they are up to date."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from carescore import measures, readers
from carescore.annotate import lexicons

HERE = Path(__file__).resolve().parent


FORMATS = """
WhisperX with `--max_line_width` and `--max_line_count` writes captions that may hold two speakers under the label of
the first, which cannot be known from the file: use its `.json`. Scenarist captions (`.scc`) are codes for a television:
save them as `.srt` or `.vtt`. A JSON document of another shape is read when its keys are named: `--columns text=utt`.
"""


def table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(header)
    lines = [head, ["---"] * len(head), *(list(row) for row in rows)]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"


def pages() -> dict[str, str]:
    """File name → text of every generated page."""
    by_measure = (
        (m.name, m.title, m.unit, m.better, ", ".join(sorted(m.needs)), m.source) for m in measures.measures()
    )
    details = "\n".join(f"## {m.name}\n\n{measures.docstring(m)}\n" for m in measures.measures())
    by_format = ((r.name, r.title, " ".join(r.extensions), r.export) for r in readers.formats())
    loaded = [lexicons.load(name) for name in lexicons.names()]
    by_lexicon = ((x.name, x.version, x.licence, str(len(x.entries)), str(len(x.phrases)), x.source) for x in loaded)
    return {
        "measures.md": "# Measures\n\n"
        + table(("name", "title", "unit", "better", "needs", "source"), by_measure)
        + "\n"
        + details,
        "formats.md": "# Formats\n\n"
        + table(("name", "title", "extensions", "where it comes from"), by_format)
        + FORMATS,
        "lexicons.md": "# Lexicons\n\n"
        + table(("name", "version", "licence", "patterns", "phrases", "source"), by_lexicon),
    }


if __name__ == "__main__":
    for name, text in pages().items():
        (HERE / name).write_text(text, encoding="utf-8")
