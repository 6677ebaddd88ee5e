"""The package's front: what it shows, and that nothing is loaded before it is asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest
from conftest import talk

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
    own = Measure("own", "Own", "", frozenset(), "neither", "here", lambda _: missing("own", "no reason"))
    assert set(carescore.score(ROWS, measures=own).scores) == {"own", *(m.name for m in measures())}


@pytest.mark.parametrize(
    ("given", "meant"),
    [({"roles": {"Nurse": "staf"}}, "staff"), ({"only": "question"}, "questions"), ({"rubric": "mity"}, "miti")],
)
def test_a_slip_is_answered_with_what_was_meant(given: dict[str, str], meant: str) -> None:
    with pytest.raises(UsageError, match=f"did you mean {meant}"):
        carescore.score(ROWS, **given)  # type: ignore[arg-type]  # what a user may do
