"""Profiles: the targets and weights of a setting, read from this folder's TOML files, a package's or a person's own.

A profile may extend another (``extends = "clinic"``, or the path of a file beside it): it then holds only what differs.
A part of a skill is known by its measure and figure; weight 0 takes it out. The weights of a skill sum to 100: where a
profile that extends another gives weights, they stand, and the parts it takes over share what they leave.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from carescore import plugins
from carescore.errors import ProfileError, meant
from carescore.measures import measures
from carescore.skills import _toml
from carescore.skills._base import MINIMUM_WHOLE_WEIGHT, SKILLS, Curve, PartRule, Profile
from carescore.skills._toml import Table
from carescore.skills.profiles import _wording
from carescore.transcript import Role

_NEEDED = ("name", "version", "title", "minimum_weight", "minimum_staff_words", "skills")
_MAY = ("minimum_whole_weight", "checklists")
_KEYS = frozenset((*_NEEDED, "extends", "roles", "phrases", "lexicons", "leave_out", "written", *_MAY))
_PART_KEYS = frozenset("measure figure weight curve role_play min_opportunities why".split())
_OLD, _NEW = "least", "min_opportunities"
_DEEPEST = 8  # profiles that extend each other
_TOTAL = 100
_OLD_KEY = f"the profile's key '{_OLD}' is now called '{_NEW}'"


def bundled() -> tuple[str, ...]:
    """The profiles that travel with carescore, sorted."""
    return _toml.bundled(__name__)


def others() -> plugins.Added:
    """The profiles that other installed packages add."""
    return plugins.resources("profiles", _toml.ENDING, bundled)


def names() -> tuple[str, ...]:
    """Every profile that has a name, sorted."""
    return tuple(sorted((*bundled(), *others().values)))


def load(profile: str | os.PathLike[str]) -> Profile:
    """The profile of that name, or the one in a .toml file, read anew each time. Raises ProfileError."""
    name = _toml.path_of(profile, "profile")
    return parse(name, text(name), Path(name).parent) if name.endswith(_toml.ENDING) else _named(name)


@cache
def _named(name: str) -> Profile:
    return parse(name, text(name), Path(str(others().values.get(name, ""))).parent)


def text(name: str) -> str:
    """A profile's TOML as it is written. Raises ProfileError."""
    return _toml.text(__name__, "profile", name, others().values)


def parse(name: str, toml: str, folder: Path | None = None) -> Profile:
    """A profile from its TOML text; folder: where files that it names lie. Raises ProfileError with file and key."""
    where = f"profile '{name}'"
    data = _merged(name, toml, folder or Path(), ())
    _toml.needed(where, data, _NEEDED)
    known = frozenset(measure.name for measure in measures())
    _toml.needed(f"{where}: skills", data["skills"], SKILLS)
    skills = {skill: _rules(f"{where}: skills.{skill}", data["skills"][skill], known) for skill in SKILLS}
    left = [_toml.measure(f"{where}: leave_out", name, known) for name in data["leave_out"]]
    return Profile(
        name=_toml.string(f"{where}: name", data["name"]),
        version=_toml.string(f"{where}: version", data["version"]),
        title=_toml.string(f"{where}: title", data["title"]),
        minimum_weight=_toml.number(f"{where}: minimum_weight", data["minimum_weight"]),
        minimum_staff_words=int(_toml.number(f"{where}: minimum_staff_words", data["minimum_staff_words"])),
        skills=skills,
        minimum_whole_weight=_toml.number(
            f"{where}: minimum_whole_weight", data.get("minimum_whole_weight", MINIMUM_WHOLE_WEIGHT)
        ),
        checklists=frozenset(_checklist(where, data.get("checklists", []))),
        roles={label.lower(): _role(f"{where}: roles: {label}", role) for label, role in data["roles"].items()},
        wording=_wording.joined(data["wording"]),
        leave_out=frozenset(left),
        written=_toml.flag(f"{where}: written", data.get("written", False)),
        notes=tuple(dict.fromkeys(data["notes"])),
    )


def _checklist(where: str, given: Any) -> Iterator[str]:
    """The skills without a number in role-plays. Raises ProfileError."""
    for skill in _toml.strings(f"{where}: checklists", given):
        if skill not in SKILLS:
            raise ProfileError(f"{where}: checklists: no skill '{skill}'; skills are {', '.join(SKILLS)}")
        yield skill


def _merged(name: str, toml: str, folder: Path, below: tuple[str, ...]) -> dict[str, Any]:
    """The TOML of a profile laid over the one that it extends, each key of its kind."""
    where = f"profile '{name}'"
    own = _shaped(where, _toml.loads(where, toml), folder)
    base = own.pop("extends", None)
    if base is None:
        return own
    if not isinstance(base, str) or base in (*below, name) or len(below) >= _DEEPEST:
        raise ProfileError(f"{where}: extends: goes in a circle, or names no profile")
    inside = str(folder / base) if base.endswith(_toml.ENDING) else base
    under = _merged(base, text(inside), Path(inside).parent, (*below, name))
    return {
        **under,
        **own,
        "skills": _laid_over(under["skills"], own["skills"]),
        "roles": under["roles"] | own["roles"],
        "wording": [*under["wording"], *own["wording"]],
        "leave_out": [*under["leave_out"], *own["leave_out"]],
        "notes": [*under["notes"], *own["notes"]],
    }


def _shaped(where: str, own: Table, folder: Path) -> dict[str, Any]:
    """A profile's tables and lists, whose kinds are checked, so that they can be laid over others."""
    _toml.only(where, own, _KEYS)
    skills = _toml.table(f"{where}: skills", own.get("skills", {}))
    _toml.only(where, skills, SKILLS, "skills.")
    listed = {skill: _toml.tables(where, f"skills.{skill}", parts) for skill, parts in skills.items()}
    return {
        **{key: value for key, value in own.items() if key not in ("phrases", "lexicons")},
        "skills": {s: [_part(f"{where}: skills.{s}", part) for part in parts] for s, parts in listed.items()},
        "notes": [_OLD_KEY for parts in listed.values() for part in parts if _OLD in part],
        "roles": dict(_toml.table(f"{where}: roles", own.get("roles", {}))),
        "wording": [_wording.of(where, own, folder)],
        "leave_out": list(_toml.strings(f"{where}: leave_out", own.get("leave_out", []))),
    }


def _part(where: str, part: Table) -> Table:
    """A part of a skill, its keys and numbers checked, under today's names."""
    _toml.needed(where, part, ("measure",))
    at = f"{where}: {part['measure']}"
    _toml.only(at, part, (*_PART_KEYS, _OLD))
    named = {_NEW if key == _OLD else key: value for key, value in part.items()}
    for key in {"weight", _NEW} & set(named):
        _toml.number(f"{at}: {key}", named[key])
    return named


def _laid_over(under: Table, own: Table) -> dict[str, Any]:
    merged = dict(under)
    for skill, parts in own.items():
        by_key = {_key(part): part for part in under.get(skill, ())}
        for part in parts:
            by_key[_key(part)] = {**by_key.get(_key(part), {}), **part}
        given = {_key(part) for part in parts if "weight" in part}
        merged[skill] = _shared_out([(key in given, part) for key, part in by_key.items() if part.get("weight") != 0])
    return merged


def _key(part: Table) -> tuple[Any, Any]:
    return part["measure"], part.get("figure", "")


def _shared_out(parts: Sequence[tuple[bool, Table]]) -> list[Table]:
    """The parts, those whose weight was not given scaled so that all sum to 100."""
    fixed = sum(part["weight"] for given, part in parts if given)
    free = sum(part.get("weight", 0) for given, part in parts if not given)
    scale = (_TOTAL - fixed) / free if free and fixed <= _TOTAL else 1.0
    return [
        part if given or "weight" not in part else {**part, "weight": part["weight"] * scale}
        for given, part in parts
        if given or scale
    ]


def _rules(where: str, parts: Sequence[Table], known: frozenset[str]) -> tuple[PartRule, ...]:
    rules = tuple(_rule(where, part, known) for part in parts)
    total = sum(rule.weight for rule in rules)
    if abs(total - _TOTAL) > 1e-6:
        raise ProfileError(f"{where}: the weights sum to {total:g}, not {_TOTAL}")
    return rules


def _rule(where: str, part: Table, known: frozenset[str]) -> PartRule:
    name = _toml.measure(where, part["measure"], known)
    at = f"{where}: {name}"
    _toml.needed(at, part, ("weight", "curve", "why"))
    if part["weight"] <= 0:
        raise ProfileError(f"{at}: a weight is above 0")
    return PartRule(
        name,
        _toml.string(f"{at}: figure", part.get("figure", "")),
        float(part["weight"]),
        _curve(f"{at}: curve", part["curve"]),
        _toml.string(f"{at}: why", part["why"]),
        _curve(f"{at}: role_play", part["role_play"]) if "role_play" in part else None,
        float(part.get(_NEW, 0)),
    )


def _curve(where: str, points: Any) -> Curve:
    if not isinstance(points, list) or not all(isinstance(point, list) and len(point) == 2 for point in points):
        raise ProfileError(f"{where}: a list of [value, points] pairs is needed")
    curve = tuple((_toml.number(where, x), _toml.number(where, y)) for x, y in points)
    if not curve or list(curve) != sorted(curve) or not all(0 <= y <= 100 for _, y in curve):
        raise ProfileError(f"{where}: a curve rises in value and gives 0 to 100 points")
    return curve


def _role(where: str, role: Any) -> Role:
    known = [role.value for role in Role]
    if role not in known:
        raise ProfileError(f"{where}: there is no role {role}{meant(str(role), known)}; roles are {', '.join(known)}")
    return Role(role)
