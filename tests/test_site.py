"""The site shows every public module, and what it would load from another host is found; the rest Sphinx checks."""

from __future__ import annotations

import re
from pathlib import Path

import generate
import offline
import pytest
from conftest import ROOT

DOCS = ROOT / "docs"
MOST_BYTES = 600_000  # of all pictures together


@pytest.mark.parametrize("module", generate.MODULES)
def test_every_public_module_is_described_name_by_name(module: str) -> None:
    page = (DOCS / "api" / f"{module}.md").read_text(encoding="utf-8")
    assert f".. automodule:: {module}\n   :members:\n   :imported-members:\n" in page


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<script src="https://cdn.example/x.js"></script>', ["https://cdn.example/x.js"]),
        ('<script src="_static/x.js"></script>', []),
        ('<link rel="stylesheet" href="//fonts.example/a.css">', ["//fonts.example/a.css"]),
        ('<link rel="canonical" href="https://example.org/">', []),
        ('<link rel="preload next" href="https://example.org/a">', ["https://example.org/a"]),
        ('<a href="https://example.org/">there</a>', []),
        ('<img srcset="a.png 1x, HTTPS://example.org/b.png 2x">', ["HTTPS://example.org/b.png 2x"]),
        ('<img src="data:image/png;base64,AAAA//BB">', []),
        ('<p style="background: url(https://example.org/a.png)">', ["https://example.org/a.png"]),
        ("<style>@import 'https://example.org/a.css';</style>", ["https://example.org/a.css"]),
        ("<p>@import 'https://example.org/a.css'</p>", []),
        ('<svg><use xlink:href="https://example.org/a.svg#b"/></svg>', ["https://example.org/a.svg#b"]),
        ('<svg xmlns="http://www.w3.org/2000/svg"></svg>', []),
    ],
)
def test_what_a_page_loads_from_another_host_is_found(text: str, found: list[str]) -> None:
    assert offline.elsewhere(text, ".html") == found


def test_a_style_sheet_is_looked_through_and_a_site_without_pages_is_an_error(tmp_path: Path) -> None:
    assert offline.elsewhere("@font-face { src: url('https://example.org/a.woff') }", ".css")
    assert not offline.elsewhere("a { background: url('a.png') } /* https://example.org */", ".css")
    (tmp_path / "a.css").write_text("@import url(//example.org/b.css);", encoding="utf-8")
    assert list(offline.check(tmp_path)) == [f"{tmp_path}: no page", f"{tmp_path / 'a.css'}: //example.org/b.css"]


def test_the_pictures_are_few_and_small_and_each_is_shown() -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in (DOCS / "tutorials").glob("*.md"))
    pictures = list((DOCS / "tutorials" / "pictures").iterdir())
    assert {f"pictures/{path.name}" for path in pictures} == set(re.findall(r"\]\((pictures/[^)]+)\)", pages))
    assert sum(path.stat().st_size for path in pictures) < MOST_BYTES
