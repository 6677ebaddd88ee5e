"""The measures: those of this package, found by looking into it, and those that other packages add."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from carescore import plugins
from carescore.codes import Codes
from carescore.errors import LexiconError, UsageError, meant
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
    per_words,
)
from carescore.measures._kinds import (
    count,
    covered,
    first_a_turn,
    having,
    level,
    of_kind,
    once_a_turn,
    one_sided,
    per_staff_turns,
    share,
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
    "bundled",
    "count",
    "covered",
    "docstring",
    "first_a_turn",
    "having",
    "level",
    "measures",
    "missing",
    "named",
    "not_applicable",
    "of_kind",
    "once_a_turn",
    "one_sided",
    "others",
    "per_staff_turns",
    "per_words",
    "run",
    "share",
    "source",
    "with_given",
]

NO_OCCASION = "nothing in this conversation that it counts by"


@lru_cache(maxsize=1)
def bundled() -> tuple[Measure, ...]:
    """The measures that travel with carescore, by name."""
    found = (m.name for m in iter_modules(__path__) if not m.name.startswith("_"))
    return tuple(import_module(f"{__name__}.{name}").MEASURE for name in sorted(found))


def others() -> plugins.Added:
    """The measures that other installed packages add."""
    return plugins.added("measures", Measure, _own_names)


def _own_names() -> set[str]:
    return {measure.name for measure in bundled()}


@lru_cache(maxsize=1)
def measures() -> tuple[Measure, ...]:
    """Every measure, by name."""
    return tuple(sorted((*bundled(), *others().values.values()), key=lambda measure: measure.name))


def named(only: str | Iterable[str] | None) -> tuple[Measure, ...]:
    """The measures asked for, by one name or several, all by default. Raises UsageError for a name that is none."""
    if only is None:
        return measures()
    wanted, known = {only} if isinstance(only, str) else set(only), {measure.name for measure in measures()}
    if unknown := sorted(wanted - known):
        raise UsageError(
            f"no measure named {', '.join(unknown)}{meant(unknown[0], known)}; measures are {', '.join(sorted(known))}"
        )
    return tuple(measure for measure in measures() if measure.name in wanted)


def with_given(chosen: Iterable[Measure], given: Measure | Iterable[Measure]) -> tuple[Measure, ...]:
    """The measures chosen and those that a caller brings. Raises UsageError for a thing that is no measure, and for a
    name that is taken."""
    taken, found = {measure.name for measure in measures()}, list(chosen)
    for measure in [given] if isinstance(given, Measure) else given:
        if not isinstance(measure, Measure):
            raise UsageError(f"measures= takes Measure objects, not {type(measure).__name__}; names go into only=")
        if measure.name in taken:
            by = others().origins.get(measure.name)
            installed = f" by {by}, which is installed: its measure is scored without measures=" if by else ""
            raise UsageError(f"measures=: the name {measure.name} is taken{installed}")
        taken.add(measure.name)
        found.append(measure)
    return tuple(found)


def docstring(measure: Measure) -> str:
    """The measure's definition, formula, unit, source and limits; of one that says nothing, what its card says."""
    said = (import_module(measure.score.__module__).__doc__ or "").strip()
    named = f"\nSource. {measure.source}." if measure.source else ""
    return said or f"{measure.title}\n\nUnit. {measure.unit}.{named}"


def source(measure: Measure) -> str:
    """Where a measure comes from: what its card says, or else its docstring."""
    said = docstring(measure).partition("\nSource. ")[2].partition("\nLimits. ")[0]
    return measure.source or " ".join(said.split()).rstrip(".")


def run(codes: Codes, wanted: Sequence[Measure]) -> dict[str, Score]:
    """The scores by measure; a measure whose needs the conversation does not meet says so."""
    return {measure.name: _one(measure, codes) for measure in wanted}


def _one(measure: Measure, codes: Codes) -> Score:
    if why := _unmet(measure, codes.dialogue):
        return missing(measure.name, why)
    try:
        score = measure.score(codes)
    except LexiconError as fault:
        if measure in bundled():
            raise
        return missing(measure.name, str(fault))  # its lexicon is left out: what it counts by cannot be known
    if score.missing or score.overall is None or score.overall.value is not None:
        return score
    return replace(score, overall=None, missing=f"not applicable: {NO_OCCASION}", applicable=False)


def _no_clock(dialogue: Dialogue) -> str:
    if any(turn.spans for turn in dialogue.turns):
        return "too few turns in this file have a start and an end"
    started = any(turn.start_ms is not None for turn in dialogue.turns)
    return "this file says when turns begin, not when they end" if started else "no timestamps in this file"


def _unmet(measure: Measure, dialogue: Dialogue) -> str | None:
    if "clock" in measure.needs and not dialogue.has_clock:
        return _no_clock(dialogue)
    for side in SIDES:
        if measure.needs & {side, "roles"} and not dialogue.side(side):
            return f"nobody in this conversation is known to be {'staff' if side == 'staff' else 'the patient'}"
    return None
