"""The documentation says what the code does."""

from __future__ import annotations

import generate
import pytest
from conftest import ROOT


@pytest.mark.parametrize("name", generate.pages())
def test_generated_pages_are_up_to_date(name: str) -> None:
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == generate.pages()[name]


def test_the_table_of_rooms_is_up_to_date() -> None:
    assert generate.CONTRIBUTING.read_text(encoding="utf-8") == generate.contributing()


def test_ci_runs_the_readmes_test_command() -> None:
    readme, ci = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", ".ci/run"))
    install_and_test = "-m venv .venv && .venv/bin/pip install -q -e '.[dev]' && .venv/bin/python -m pytest"
    assert install_and_test in readme and install_and_test in ci
