"""TOML files of this package and of people: found by name or by path, read, and checked for what nobody knows.

A function that checks takes where the value stands (file and key, for the message) and raises ProfileError.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Mapping
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from carescore.errors import ProfileError, meant

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ENDING = ".toml"
Table = Mapping[str, Any]


@cache
def bundled(package: str) -> tuple[str, ...]:
    """The files that a package of carescore holds, without their ending, sorted."""
    files = resources.files(package).iterdir()
    return tuple(sorted(file.name.removesuffix(ENDING) for file in files if file.name.endswith(ENDING)))


def path_of(name: str | os.PathLike[str], kind: str) -> str:
    """A name, or the path of a .toml file, as text."""
    if isinstance(name, os.PathLike) and not os.fspath(name).endswith(ENDING):
        raise ProfileError(
            f"{kind} '{os.fspath(name)}': a path names a {ENDING} file; a bundled {kind} is named by a str"
        )
    if not isinstance(name, str | os.PathLike):
        raise ProfileError(
            f"a {kind} is given by its name or by the path of a {ENDING} file, not by a {type(name).__name__}"
        )
    return os.fspath(name)


def text(package: str, kind: str, name: str, added: Table) -> str:
    """A bundled file or one of those added by its name, or a person's by its path."""
    if name.endswith(ENDING):
        return read(f"{kind} '{name}'", Path(name))
    known = (*bundled(package), *added)
    if name not in known:
        raise ProfileError(
            f"no {kind} named '{name}'{meant(name, known)}; there are {', '.join(known)}, or give a {ENDING} file"
        )
    return read(f"{kind} '{name}'", added.get(name) or resources.files(package).joinpath(name + ENDING))


def read(where: str, file: Any) -> str:
    """The text of a file, a path or what importlib.resources gives."""
    try:
        return str(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise ProfileError(f"{where}: the file cannot be read") from None


@lru_cache(maxsize=32)
def loads(where: str, toml: str) -> Table:
    """The tables of a TOML text; nobody changes them."""
    try:
        return tomllib.loads(toml)
    except (ValueError, RecursionError) as error:  # TOMLDecodeError, and numbers of thousands of digits
        raise ProfileError(f"{where}: {error}") from None


def only(where: str, table: Table, keys: Collection[str], prefix: str = "") -> None:
    """No key but these."""
    if unknown := sorted(set(table) - set(keys)):
        raise ProfileError(f"{where}: unknown key {prefix}{unknown[0]}{meant(unknown[0], keys)}")


def needed(where: str, table: Table, keys: Iterable[str]) -> None:
    """All of these keys."""
    if missing := [key for key in keys if key not in table]:
        raise ProfileError(f"{where}: {missing[0]} is missing")


def number(where: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ProfileError(f"{where}: a number is needed, not {_shown(value)}")
    return float(value)


def flag(where: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise ProfileError(f"{where}: true or false is needed, not {_shown(value)}")
    return value


def string(where: str, value: Any) -> str:
    if not isinstance(value, str):
        raise ProfileError(f"{where}: text in quotation marks is needed, not {_shown(value)}")
    return value


def strings(where: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ProfileError(f"{where}: a list is needed, such as [{_shown(value)}]")
    return tuple(string(where, item) for item in value)


def table(where: str, value: Any) -> Table:
    if not isinstance(value, Mapping):
        raise ProfileError(f"{where}: a table is needed, not {_shown(value)}")
    return value


def tables(where: str, key: str, value: Any) -> list[Table]:
    """The tables of a list that is written with double brackets."""
    if isinstance(value, Mapping):
        raise ProfileError(f"{where}: write [[{key}]] in double brackets, not [{key}]: there may be several")
    if not isinstance(value, list):
        raise ProfileError(f"{where}: {key} is a list of tables, [[{key}]]")
    return [table(f"{where}: {key}", item) for item in value]


def measure(where: str, name: Any, known: Collection[str]) -> str:
    """The name of a measure that exists."""
    if name not in known:
        raise ProfileError(f"{where}: there is no measure {name}{meant(str(name), known)}")
    return str(name)


def _shown(value: Any) -> str:
    return (
        f'"{value}"' if isinstance(value, str) else type(value).__name__ if isinstance(value, Mapping) else repr(value)
    )
