"""carescore doctor names what is missing and how to get it, and describes every extra there is."""

from __future__ import annotations

import re
import webbrowser
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from conftest import ROOT

from carescore.cli import doctor, main
from carescore.text import syllables


def run() -> Result:
    return CliRunner(env={"COLUMNS": "200"}).invoke(main, ["doctor"])


def test_a_whole_installation_is_well() -> None:
    done = run()
    assert done.exit_code == 0 and "Pronouncing dictionary  ok" in done.stdout and "missing" not in done.stdout


def test_every_extra_is_described() -> None:
    extras = (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("[project.optional-dependencies]")[2]
    names = re.findall(r"^([\w-]+) = \[", extras.partition("\n\n")[0], re.MULTILINE)
    assert set(doctor.PURPOSES) == set(names) - {"dev", "docs"}


def test_a_package_that_every_score_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        if name.lower() == "spacy":
            raise metadata.PackageNotFoundError(name)
        return "1"

    monkeypatch.setattr(metadata, "version", version)
    done = run()
    assert done.exit_code == 1 and re.search(r"spacy +missing +install carescore again", done.stdout)


def test_an_extra_and_a_browser_are_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*_: Any) -> Any:
        raise webbrowser.Error

    wanted = [*(metadata.requires("carescore") or ()), "no-such-package>=1; extra == 'rtf'"]
    monkeypatch.setattr(metadata, "requires", lambda _: wanted)
    monkeypatch.setattr(webbrowser, "get", nowhere)
    done = run()
    assert done.exit_code == 0 and "pip install 'carescore[rtf]'" in done.stdout and "none found" in done.stdout


def test_a_dictionary_that_is_lost(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def lost(_: str) -> bool:
        raise FileNotFoundError

    monkeypatch.setattr(syllables, "is_pronounced", lost)
    done = run()
    assert done.exit_code == 1 and re.search("Pronouncing dictionary +missing", done.stdout)


@pytest.mark.parametrize("command", ["doctor", "open"])
def test_help_starts_nothing(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "get", pytest.fail)
    assert CliRunner().invoke(main, [command, "--help"]).exit_code == 0


def test_open_without_its_extra_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "carescore.app", None)
    done = CliRunner().invoke(main, ["open", "--no-browser"])
    assert done.exit_code == 1 and "pip install 'carescore[app]'" in done.stderr
