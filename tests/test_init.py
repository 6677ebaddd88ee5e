"""The package's front: what it shows, and that nothing is loaded before it is asked for."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT, talk

import carescore
from carescore.errors import UsageError
from carescore.measures import Measure, measures, missing

ROWS = talk(("S", "Hello there. How are you?"), ("P", "Hi."))


def test_it_shows_what_is_meant_for_users() -> None:
    assert [name for name in dir(carescore) if not name.startswith("_")] == sorted(carescore.__all__)
    assert all(getattr(carescore, name) is not None for name in carescore.__all__)


def test_an_unknown_name() -> None:
    with pytest.raises(AttributeError, match="no attribute 'scroe'"):
        carescore.scroe  # type: ignore[attr-defined]  # noqa: B018 - what a user may do


def test_import_loads_nothing_of_it() -> None:
    code = "import sys, carescore; print([m for m in sys.modules if m.startswith('carescore.') or m == 'numpy'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_one_name_or_measure_stands_for_a_list() -> None:
    assert set(carescore.score(ROWS, only="questions").scores) == {"questions"}
    own = Measure("own", "Own", "", better="neither", score=lambda _: missing("own", "no reason"))
    assert set(carescore.score(ROWS, measures=own).scores) == {"own", *(m.name for m in measures())}


@pytest.mark.parametrize(
    ("given", "meant"),
    [({"roles": {"Nurse": "staf"}}, "staff"), ({"only": "question"}, "questions"), ({"rubric": "mity"}, "miti")],
)
def test_a_slip_is_answered_with_what_was_meant(given: dict[str, str], meant: str) -> None:
    with pytest.raises(UsageError, match=f"did you mean {meant}"):
        carescore.score(ROWS, **given)  # type: ignore[arg-type]  # what a user may do


def test_it_says_that_it_cannot_run_from_within_a_zip(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "packed.zip", "w") as packed:
        for path in (ROOT / "src" / "carescore").rglob("*.py"):
            packed.write(path, path.relative_to(ROOT / "src"))
    code = "import carescore; carescore.score([('Nurse', 'Hello.'), ('Patient', 'Hi.')])"
    known = {**os.environ, "PYTHONPATH": str(tmp_path / "packed.zip")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=known, cwd=tmp_path)
    said = "ImportError: carescore cannot run from within a zip: unpack it, or install it with pip, pipx or uv"
    assert done.stderr.strip().splitlines()[-1] == said
