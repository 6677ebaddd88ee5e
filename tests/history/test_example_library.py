"""The example library: every file has its row, and one command shows something on each of its pages."""

from __future__ import annotations

import runpy
from collections import Counter
from pathlib import Path

import pytest
from conftest import EXAMPLES

from carescore.history import Library, manifests

FOLDER = EXAMPLES / "library"


def test_every_conversation_has_its_row() -> None:
    known = manifests.read(str(FOLDER / "people.csv"), {})
    assert set(known) == {file.stem for file in FOLDER.glob("*.txt")}
    people = Counter(one.trainee for one in known.values())
    assert len(people) == 6 and min(people.values()) >= 6 and not manifests.in_several_teams(known.values(), [])


SHOWN = {
    "progress-maria": ("Worth celebrating", "Practise next", "Up from"),
    "team": ("What recurs", "Worth showing", "People, with what chance leaves open"),
    "impact": ("What patients answered", "reliably better: 6", "beyond three sigma (Shewhart)"),
    "surveys": ("Comments", "over months</h2>", "are not kept: rows 89, 90"),
}


def test_one_command_shows_something_on_every_page(tmp_path: Path) -> None:
    pytest.importorskip("statsmodels", reason="the extra impact is not installed")
    runpy.run_path(str(EXAMPLES / "pages_of_a_library.py"))["main"](tmp_path / "pages")
    for name, parts in SHOWN.items():
        page = (tmp_path / "pages" / f"{name}.html").read_text(encoding="utf-8")
        assert [part for part in parts if part not in page] == [], name
    with Library(tmp_path / "pages" / "example.db", create=False) as library:
        assert len(library.entries()) == 44 and len(library.people()) == 6 and library.answers()
