"""How conversations are scored, as keywords."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import TypedDict

from carescore.measures import Measure
from carescore.predictors import own
from carescore.skills import Profile
from carescore.skills.scenarios import Scenario
from carescore.transcript import Role


class Scoring(TypedDict, total=False):
    """The arguments of score beside its source."""

    profile: str | os.PathLike[str] | Profile | None
    roles: Mapping[str, str | Role] | None
    only: str | Iterable[str] | None
    measures: Measure | Iterable[Measure]
    format: str | None
    columns: Mapping[str, str] | None
    swap: bool
    split: bool
    context: str
    scenario: str | os.PathLike[str] | Scenario | None
    rubric: str | None
    focus: str | None
    models: own.Given | None
