"""Type checkers know every result: mypy checks typed.py with the rest, pyright (strict) here where it is installed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

PYRIGHT = Path(sys.executable).parent / "basedpyright"


@pytest.mark.skipif(not PYRIGHT.exists(), reason="basedpyright is not installed")
def test_pyright_in_strict_mode_knows_every_result() -> None:
    settings = str(ROOT / "pyproject.toml")  # named, since any folder above may hold others
    command = [str(PYRIGHT), "--pythonpath", sys.executable, "--outputjson", "--project", settings]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    found = json.loads(done.stdout)
    assert found["summary"]["filesAnalyzed"] == 1
    assert [(one["range"]["start"]["line"] + 1, one["message"]) for one in found["generalDiagnostics"]] == []
