"""TOML files of this package and of people: found by name or by path, read, and checked for keys that nobody knows."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from carescore.errors import ProfileError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ENDING = ".toml"


def names(package: str) -> tuple[str, ...]:
    """The files that a package bundles, without their ending, sorted."""
    files = resources.files(package).iterdir()
    return tuple(sorted(file.name.removesuffix(ENDING) for file in files if file.name.endswith(ENDING)))


def text(package: str, kind: str, name: str) -> str:
    """A bundled file by its name, or a person's by its path. Raises ProfileError."""
    if name.endswith(ENDING):
        try:
            return Path(name).read_text(encoding="utf-8")
        except (OSError, ValueError):
            raise ProfileError(f"{kind} '{name}': the file cannot be read") from None
    if name not in names(package):
        raise ProfileError(f"no {kind} named '{name}'; there are {', '.join(names(package))}, or give a .toml file")
    return resources.files(package).joinpath(name + ENDING).read_text(encoding="utf-8")


def loads(where: str, toml: str) -> dict[str, Any]:
    """The tables of a TOML text. Raises ProfileError."""
    try:
        return tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"{where}: {error}") from None


def only(where: str, table: Mapping[str, Any], keys: Iterable[str], prefix: str = "") -> None:
    """Raises ProfileError for a key that is not among keys."""
    if unknown := sorted(set(table) - set(keys)):
        raise ProfileError(f"{where}: unknown key {prefix}{unknown[0]}")
