"""The measures, found by looking into this package: adding one is adding a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from carescore.codes import Codes
from carescore.errors import UsageError
from carescore.measures._base import (
    SIDES,
    Evidence,
    Figure,
    Level,
    Measure,
    Rate,
    Sample,
    Score,
    missing,
    not_applicable,
)
from carescore.segmentation import Dialogue

__all__ = [
    "SIDES",
    "Evidence",
    "Figure",
    "Level",
    "Measure",
    "Rate",
    "Sample",
    "Score",
    "docstring",
    "measures",
    "not_applicable",
    "run",
]

NO_OCCASION = "nothing in this talk that it counts by"


@lru_cache(maxsize=1)
def measures() -> tuple[Measure, ...]:
    """Every measure, by name."""
    found = (m.name for m in iter_modules(__path__) if not m.name.startswith("_"))
    return tuple(import_module(f"{__name__}.{name}").MEASURE for name in sorted(found))


def named(only: Iterable[str] | None) -> tuple[Measure, ...]:
    """The measures asked for, all by default. Raises UsageError for a name that is none."""
    if only is None:
        return measures()
    wanted, known = set(only), {measure.name for measure in measures()}
    if unknown := sorted(wanted - known):
        raise UsageError(f"no measure named {', '.join(unknown)}; measures are {', '.join(sorted(known))}")
    return tuple(measure for measure in measures() if measure.name in wanted)


def docstring(measure: Measure) -> str:
    """The measure's definition, formula, unit, source and limits."""
    return (import_module(measure.score.__module__).__doc__ or "").strip()


def run(codes: Codes, only: Iterable[str] | None = None) -> dict[str, Score]:
    """The scores by measure; a measure whose needs the conversation does not meet says so."""
    return {measure.name: _one(measure, codes) for measure in named(only)}


def _one(measure: Measure, codes: Codes) -> Score:
    if why := _unmet(measure, codes.dialogue):
        return missing(measure.name, why)
    score = measure.score(codes)
    if score.missing or score.overall is None or score.overall.value is not None:
        return score
    return replace(score, overall=None, missing=f"not applicable: {NO_OCCASION}", applicable=False)


def _unmet(measure: Measure, dialogue: Dialogue) -> str | None:
    if "clock" in measure.needs and not dialogue.has_clock:
        timed = any(turn.spans for turn in dialogue.turns)
        return "too few turns in this file have times" if timed else "no timestamps in this file"
    for side in SIDES:
        if measure.needs & {side, "roles"} and not dialogue.side(side):
            return f"nobody in this conversation is known to be {'staff' if side == 'staff' else 'the patient'}"
    return None
