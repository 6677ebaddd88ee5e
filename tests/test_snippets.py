"""Every Python snippet of README.md and docs/ runs, those of a page one after the other, beside a recording of its own.

A snippet that cannot has the line ``<!-- not run: REASON -->`` above it. The cells of a notebook run where it stands.
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import EXAMPLES, ROOT

from carescore.cli import main

DOCS = ROOT / "docs"
NOTEBOOKS = DOCS / "notebooks"
PAGES = [ROOT / "README.md", *(path for path in sorted(DOCS.rglob("*.md")) if "_build" not in path.parts)]
_SNIPPET = re.compile(
    r"(?:<!-- not run: (?P<why>.+?) -->\n+)?^```(?:python|\{code-cell\} ipython3)\n(?P<code>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


def snippets(page: Path) -> list[tuple[int, str, str]]:
    """(line, why it is not run, code) of every snippet."""
    text = page.read_text(encoding="utf-8")
    found = _SNIPPET.finditer(text)
    return [(text.count("\n", 0, one.start("code")) + 1, one["why"] or "", one["code"]) for one in found]


def files(folder: Path) -> None:
    """What the snippets name: recordings of a visit, a folder of calls, labelled turns."""
    shutil.copy(EXAMPLES / "billing-call-handled-badly.srt", folder / "visit.srt")
    shutil.copy(EXAMPLES / "chemo-nurse-call.vtt", folder / "visit.vtt")
    shutil.copy(EXAMPLES / "labels" / "requests.csv", folder / "requests.csv")
    (folder / "visit.mp4").write_bytes(b"\x00\x00\x00\x18ftypmp42")
    (folder / "visit.csv").write_text("turn,code\n2,apology\n", encoding="utf-8")
    (folder / "calls").mkdir()
    for name in ("billing-call-handled-well.vtt", "billing-call-handled-badly.srt"):
        shutil.copy(EXAMPLES / name, folder / "calls" / name)


@pytest.mark.parametrize("page", [p for p in PAGES if snippets(p)], ids=lambda p: str(p.name))
def test_the_snippets_of_a_page_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files(tmp_path)
    monkeypatch.chdir(NOTEBOOKS if page.parent == NOTEBOOKS else tmp_path)
    names: dict[str, Any] = {"__name__": "snippet"}
    for line, why, code in snippets(page):
        if not why:
            exec(compile("\n" * (line - 1) + code, str(page), "exec"), names)


COMMANDS = re.compile(r"^    carescore (?!open)(.+)$", re.MULTILINE)
TUTORIALS = [p for p in PAGES if p.parent.name == "tutorials" and COMMANDS.search(p.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("page", TUTORIALS, ids=lambda p: str(p.name))
def test_the_commands_of_a_tutorial_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files(tmp_path)
    monkeypatch.chdir(tmp_path)
    for line in COMMANDS.findall(page.read_text(encoding="utf-8")):
        words, _, out = line.partition(" > ")
        done = CliRunner().invoke(main, shlex.split(words))
        assert done.exit_code == 0, (line, done.output)
        if out:
            Path(out).write_text(done.stdout, encoding="utf-8")


def test_a_snippet_is_found_with_the_reason_why_it_is_not_run(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "a\n\n```python\n1\n```\n\n<!-- not run: needs a network -->\n\n```python\n2\n```\n", encoding="utf-8"
    )
    assert snippets(page) == [(4, "", "1\n"), (10, "needs a network", "2\n")]


def test_every_cell_of_a_notebook_is_a_snippet() -> None:
    pages = sorted(NOTEBOOKS.glob("*.md"))
    assert len(pages) == 3
    for page in pages:
        assert len(snippets(page)) == page.read_text(encoding="utf-8").count("{code-cell}") > 3
