"""The plans of docs/scale.md are what the command above each of them prints."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys

import pytest
from conftest import ROOT

_PLAN = re.compile(r"^    python (?P<command>benchmarks/plan\.py.*)\n\n(?P<table>(?:\|.*\n)+)", re.MULTILINE)
PLANS = list(_PLAN.finditer((ROOT / "docs" / "scale.md").read_text(encoding="utf-8")))


def test_there_are_plans() -> None:
    assert len(PLANS) >= 2


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan["command"])
def test_a_plan_is_what_its_command_prints(plan: re.Match[str]) -> None:
    command = [sys.executable, *shlex.split(plan["command"])]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout == plan["table"]
