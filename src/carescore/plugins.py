"""What other installed packages add, by entry points: read once, when first asked for, never at import.

A package names what it adds in its pyproject.toml, under the group of its kind, by the name of the thing itself:

    [project.entry-points."carescore.measures"]
    fillers = "carescore_fillers.fillers:MEASURE"

Groups: ``carescore.measures`` (a Measure), ``carescore.codes`` (a Coder), ``carescore.readers`` (a Reader, a JsonReader
or an Envelope); and ``carescore.profiles`` and ``carescore.lexicons`` (the package whose .toml or .tsv file has that
name).
What cannot be loaded, is of another kind, or has a name that is taken is left out, with one warning and a note in the
provenance of every report; so is a lexicon with a fault in its file.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from importlib.resources import files
from types import ModuleType
from typing import Any

from carescore.errors import CarescoreError

GROUPS = ("measures", "codes", "readers", "profiles", "lexicons")


@dataclass(frozen=True, slots=True)
class Added:
    """The entry points of one group that were accepted, by name, and why others were left out."""

    values: dict[str, Any]
    origins: dict[str, str]
    notes: tuple[str, ...] = ()


@cache
def _installed() -> dict[str, tuple[EntryPoint, ...]]:
    """The entry points of every group, sorted: one look at what is installed serves all."""
    found = entry_points()
    return {
        group: tuple(sorted(found.select(group=f"carescore.{group}"), key=lambda point: (point.name, point.value)))
        for group in GROUPS
    }


@cache
def added(group: str, kind: type | tuple[type, ...], bundled: Callable[[], Iterable[str]]) -> Added:
    """What packages add to a group of things of a kind. bundled: the names of carescore's own, which nobody replaces;
    not asked for where no package adds anything."""
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    notes: list[str] = []
    points = _installed()[group]
    taken = set(bundled()) if points else set()
    for point in points:
        found, why = _loaded(point, kind, taken)
        if why:
            notes.append(_left_out(group, point.name, _origin(point), why))
        else:
            taken.add(point.name)
            values[point.name], origins[point.name] = found, _origin(point)
    return Added(values, origins, tuple(notes))


def resources(group: str, ending: str, bundled: Callable[[], Iterable[str]]) -> Added:
    """The files that packages add to a group, as importlib.resources gives them: <name><ending> of a package."""
    packages = added(group, ModuleType, bundled)
    found = {name: files(package).joinpath(name + ending) for name, package in packages.values.items()}
    return Added(found, packages.origins, packages.notes)


def read(group: str, found: Added, reader: Callable[[str, Any], Any]) -> Added:
    """What a reader makes of the files that were found, by name; one with a fault, a CarescoreError, is left out."""
    values: dict[str, Any] = {}
    notes = list(found.notes)
    for name, file in found.values.items():
        try:
            values[name] = reader(name, file)
        except CarescoreError as fault:
            notes.append(_left_out(group, name, found.origins[name], str(fault)))
    return Added(values, {name: found.origins[name] for name in values}, tuple(notes))


def _left_out(group: str, name: str, origin: str, why: str) -> str:
    """The note on what is left out, given as a warning, too."""
    note = f"{name} of {origin} is left out of the {group}: {why}"
    warnings.warn(f"carescore: {note}", stacklevel=3)
    return note


def _loaded(point: EntryPoint, kind: type | tuple[type, ...], taken: Collection[str]) -> tuple[Any, str]:
    """What an entry point stands for, and why it cannot be had ("" when it can)."""
    if point.name in taken:
        return None, "the name is taken"
    try:
        found = point.load()
    except Exception as error:  # whatever another package raises must not stop a score
        return None, f"it cannot be loaded ({type(error).__name__})"
    if not isinstance(found, kind):
        return None, f"it is a {type(found).__name__}"
    if not isinstance(found, ModuleType) and getattr(found, "name", None) != point.name:
        return None, "its own name is another"
    return found, ""


def _origin(point: EntryPoint) -> str:
    return f"{point.dist.name} {point.dist.version}" if point.dist else point.module
