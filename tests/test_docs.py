"""The documentation says what the code does."""

from __future__ import annotations

from importlib import import_module
from typing import get_origin

import generate
import pytest
import tokenizer
from conftest import ROOT


@pytest.mark.parametrize("name", generate.pages())
def test_generated_pages_are_up_to_date(name: str) -> None:
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == generate.pages()[name]


def test_the_table_of_rooms_is_up_to_date() -> None:
    assert generate.CONTRIBUTING.read_text(encoding="utf-8") == generate.contributing()


def test_the_tables_of_names_are_up_to_date() -> None:
    assert generate.PYTHON.read_text(encoding="utf-8") == generate.python()


def test_the_table_of_exports_is_up_to_date() -> None:
    assert generate.EXPORTS.read_text(encoding="utf-8") == generate.exports()


def test_the_literals_of_patterns_are_up_to_date() -> None:
    assert generate.LITERALS.read_text(encoding="utf-8") == generate.kept_literals()


def test_the_anchors_of_patterns_are_up_to_date() -> None:
    assert generate.ANCHORS.read_text(encoding="utf-8") == generate.kept_anchors()


def test_the_rules_of_the_tokenizer_are_up_to_date() -> None:
    assert tokenizer.RULES.read_text(encoding="utf-8") == tokenizer.kept_rules()


def test_the_worked_numbers_are_up_to_date() -> None:
    assert generate.HOW.read_text(encoding="utf-8") == generate.how()


@pytest.mark.parametrize("name", generate.MODULES)
def test_a_module_shows_what_it_hands_out(name: str) -> None:
    module = import_module(name)
    assert len(set(module.__all__)) == len(module.__all__) and all(hasattr(module, one) for one in module.__all__)
    own = [found for one in module.__all__ if callable(found := getattr(module, one)) and not get_origin(found)]
    assert all(found.__doc__ for found in own)


def test_ci_runs_the_readmes_test_command() -> None:
    readme, ci = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", ".ci/run"))
    install_and_test = "-m venv .venv && .venv/bin/pip install -q -e '.[dev]' && .venv/bin/python -m pytest"
    assert install_and_test in readme and install_and_test in ci
