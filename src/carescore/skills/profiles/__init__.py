"""Profiles: the targets and weights of a setting, read from this folder's TOML files, or a person's own, and checked.

A profile may extend another (``extends = "clinic"``, or the path of a file beside it): it then holds only what differs.
A part of a skill is known by its measure and figure; weight 0 takes it out. The weights of a skill sum to 100: where a
profile that extends another gives weights, they stand, and the parts it takes over share what they leave.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from carescore.annotate import lexicons
from carescore.errors import LexiconError, ProfileError
from carescore.measures import measures
from carescore.skills import _toml
from carescore.skills._base import SKILLS, Curve, PartRule, Profile
from carescore.transcript import Role

_KEYS = frozenset(
    "name version title extends minimum_weight minimum_staff_words skills roles phrases leave_out".split()
)
_PART_KEYS = frozenset("measure figure weight curve role_play least why".split())
_PHRASE_KEYS = frozenset("lexicon pattern label plain".split())
_DEEPEST = 8  # profiles that extend each other
_TOTAL = 100


def names() -> tuple[str, ...]:
    """The bundled profiles, sorted."""
    return _toml.names(__name__)


@cache
def load(name: str) -> Profile:
    """The bundled profile of that name, or the one in a .toml file. Raises ProfileError."""
    return parse(name, text(name), Path(name).parent if name.endswith(".toml") else None)


def text(name: str) -> str:
    """A profile's TOML as it is written. Raises ProfileError."""
    return _toml.text(__name__, "profile", name)


def parse(name: str, toml: str, folder: Path | None = None) -> Profile:
    """A profile from its TOML text; folder: where files that it extends lie. Raises ProfileError with file and key."""
    data = _merged(name, toml, folder, ())
    try:
        skills = {skill: tuple(_rule(name, part) for part in data["skills"][skill]) for skill in SKILLS}
        profile = Profile(
            name=str(data["name"]),
            version=str(data["version"]),
            title=str(data["title"]),
            minimum_weight=float(data["minimum_weight"]),
            minimum_staff_words=int(data["minimum_staff_words"]),
            skills=skills,
            roles={label.lower(): Role(role) for label, role in data.get("roles", {}).items()},
            phrases=tuple(_phrase(name, item) for item in data.get("phrases", ())),
            leave_out=frozenset(data.get("leave_out", ())),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ProfileError(f"profile '{name}': missing or impossible value: {error}") from None
    _check(name, profile)
    return profile


def _merged(name: str, toml: str, folder: Path | None, below: tuple[str, ...]) -> dict[str, Any]:
    """The TOML of a profile laid over the one that it extends."""
    own = _toml.loads(f"profile '{name}'", toml)
    _known(name, own, _KEYS)
    base = own.pop("extends", None)
    if base is None:
        return own
    if not isinstance(base, str) or base in (*below, name) or len(below) >= _DEEPEST:
        raise ProfileError(f"profile '{name}': extends: goes in a circle, or names no profile")
    inside = str((folder or Path()) / base) if base.endswith(".toml") else base
    under = _merged(base, text(inside), Path(inside).parent, (*below, name, base))
    return (
        under
        | own
        | {
            "skills": _laid_over(name, under.get("skills", {}), own.get("skills", {})),
            "roles": under.get("roles", {}) | own.get("roles", {}),
            "phrases": [*under.get("phrases", ()), *own.get("phrases", ())],
            "leave_out": [*under.get("leave_out", ()), *own.get("leave_out", ())],
        }
    )


def _laid_over(name: str, under: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    _known(name, own, frozenset(SKILLS), "skills.")
    merged = dict(under)
    for skill, parts in own.items():
        by_key = {(part["measure"], part.get("figure", "")): part for part in under.get(skill, ())}
        for part in parts:
            key = (part.get("measure", ""), part.get("figure", ""))
            by_key[key] = by_key.get(key, {}) | part
        given = {(part["measure"], part.get("figure", "")) for part in parts if "weight" in part}
        merged[skill] = _shared_out([(key in given, part) for key, part in by_key.items() if part.get("weight") != 0])
    return merged


def _shared_out(parts: Sequence[tuple[bool, Mapping[str, Any]]]) -> list[dict[str, Any]]:
    """The parts, those whose weight was not given scaled so that all sum to 100."""
    fixed = sum(part["weight"] for given, part in parts if given)
    free = sum(part["weight"] for given, part in parts if not given)
    scale = (_TOTAL - fixed) / free if free and fixed <= _TOTAL else 1.0
    return [{**part, "weight": part["weight"] * (1.0 if given else scale)} for given, part in parts if given or scale]


def _rule(name: str, part: Mapping[str, Any]) -> PartRule:
    _known(name, part, _PART_KEYS, f"{part.get('measure', '?')}.")
    if part["weight"] <= 0:
        raise ValueError(f"{part['measure']}: a weight is above 0")
    curve = _curve(part["measure"], part["curve"])
    role_play = _curve(part["measure"], part["role_play"]) if "role_play" in part else None
    figure, least = part.get("figure", ""), float(part.get("least", 0))
    return PartRule(part["measure"], figure, float(part["weight"]), curve, part["why"], role_play, least)


def _curve(measure: str, points: Any) -> Curve:
    curve = tuple((float(x), float(y)) for x, y in points)
    if not curve or list(curve) != sorted(curve) or not all(0 <= y <= 100 for _, y in curve):
        raise ValueError(f"{measure}: a curve rises in value and gives 0 to 100 points")
    return curve


def _phrase(name: str, item: Mapping[str, Any]) -> tuple[str, str, str, str]:
    _known(name, item, _PHRASE_KEYS, "phrases.")
    try:
        lexicons.expand(item["pattern"])
    except ValueError:
        raise ValueError("phrases: a pattern has an unbalanced group") from None
    return item["lexicon"], item["pattern"].lower(), item["label"], item.get("plain", "")


def _known(name: str, table: Mapping[str, Any], keys: frozenset[str], prefix: str = "") -> None:
    _toml.only(f"profile '{name}'", table, keys, prefix)


def _check(name: str, profile: Profile) -> None:
    known = {measure.name for measure in measures()}
    used = {rule.measure for rules in profile.skills.values() for rule in rules} | profile.leave_out
    if wrong := sorted(used - known):
        raise ProfileError(f"profile '{name}': there is no measure {wrong[0]}")
    for skill, rules in profile.skills.items():
        total = sum(rule.weight for rule in rules)
        if abs(total - _TOTAL) > 1e-6:
            raise ProfileError(f"profile '{name}': skills.{skill}: the weights sum to {total:g}, not {_TOTAL}")
    for lexicon, *_ in profile.phrases:
        try:
            lexicons.load(lexicon)
        except LexiconError:
            raise ProfileError(f"profile '{name}': phrases: there is no lexicon {lexicon}") from None
