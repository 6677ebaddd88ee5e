"""Profiles: the targets and weights of a setting, read from this folder's TOML files and checked."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from carescore.errors import ProfileError
from carescore.skills._base import SKILLS, PartRule, Profile
from carescore.transcript import Role

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def names() -> tuple[str, ...]:
    """The bundled profiles, sorted."""
    files = resources.files(__name__).iterdir()
    return tuple(sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml")))


@cache
def load(name: str) -> Profile:
    """The bundled profile of that name. Raises ProfileError."""
    if name not in names():
        raise ProfileError(f"no profile named '{name}'; profiles are {', '.join(names())}")
    return parse(name, resources.files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def parse(name: str, text: str) -> Profile:
    """A profile from its TOML text. Raises ProfileError with what is wrong."""
    try:
        data = tomllib.loads(text)
        skills = {skill: tuple(_rule(part) for part in data["skills"][skill]) for skill in SKILLS}
        return Profile(
            name=data["name"],
            version=data["version"],
            title=data["title"],
            minimum_weight=float(data["minimum_weight"]),
            minimum_staff_words=int(data["minimum_staff_words"]),
            skills=skills,
            roles={label.lower(): Role(role) for label, role in data.get("roles", {}).items()},
        )
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"profile '{name}': {error}") from None
    except (KeyError, TypeError, ValueError) as error:
        raise ProfileError(f"profile '{name}': missing or impossible value: {error}") from None


def _rule(part: Mapping[str, Any]) -> PartRule:
    curve = tuple((float(x), float(y)) for x, y in part["curve"])
    if not curve or list(curve) != sorted(curve) or not all(0 <= y <= 100 for _, y in curve):
        raise ValueError("a curve rises in value and gives 0 to 100 points")
    if part["weight"] <= 0:
        raise ValueError("a weight is above 0")
    return PartRule(part["measure"], part.get("figure", ""), float(part["weight"]), curve, part["why"])
