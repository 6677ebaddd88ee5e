"""What stands in one cell of a table or under one key of an object: a text, a label, a time, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import lru_cache
from math import isfinite
from numbers import Integral, Real  # numpy's, too
from typing import Any

from carescore.readers._labels import clean
from carescore.readers._times import scaled_ms
from carescore.text.regex import lazy

_NOTHING = frozenset({"", "nan", "NaN", "<NA>", "NaT", "null", "NULL"})  # how tables write that a cell is empty
_NAMES = (
    "name displayName display_name fullName full_name username user_name label identity first_name firstName role id"
).split()
_SURNAMES = ("last_name", "lastName")
_UNSPOKEN = frozenset({"system", "tool", "developer", "function"})  # roles in a chat log that nobody speaks
_CALLS = ("tool", "function")  # how roles and types of a chat log begin that are calls of tools and their answers
_TEXTS = ("text", "word", "transcript", "content")  # keys of the parts of a text
_UNITS = {"milliseconds": 1, "millis": 1, "ms": 1, "seconds": 1000, "relative": 1000, "AbsoluteTime": 1000}
_TOO_FINE = lazy(r"(\.\d{6})\d+")
_FINE = 13  # characters: no shorter time has more than six digits behind its point
_POINT_ZERO = lazy(r"-?\d{1,6}\.0+")


def filled(value: Any) -> bool:
    """Whether anything stands in a cell."""
    if isinstance(value, str):
        return value.strip() not in _NOTHING
    return value is not None and not (isinstance(value, float) and not isfinite(value))


def spoken(value: Any) -> bool:
    """Whether a cell holds a text with a letter in it."""
    return any(letter.isalpha() for letter in text(value))


def text(value: Any) -> str:
    """The text of a cell; of a message's parts, or of words, those that are text."""
    if type(value) is not str and isinstance(value, Mapping | list):
        value = " ".join(_pieces(value))
    if not isinstance(value, str):
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
    said = " ".join(value.split())
    return "" if said in _NOTHING else value if said == value else said  # no second copy of the talk


def _pieces(value: Any) -> Iterator[str]:
    """The texts in the parts of a text; what calls a tool is none."""
    for part in [value] if isinstance(value, Mapping) else value:
        if isinstance(part, Mapping):
            if not str(part.get("type")).lower().startswith(_CALLS):
                yield next((part[key] for key in _TEXTS if isinstance(part.get(key), str)), "").strip()
        elif isinstance(part, str):
            yield part.strip()


def label(value: Any) -> str | None:
    """Who a cell names: numbers are a diarizer's, 0 is a real one; an object is a person with a name."""
    if type(value) is str:
        return _known(value)
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, Mapping):
        key = next((key for key in _NAMES if filled(value.get(key))), None)
        last = next((value[key] for key in _SURNAMES if isinstance(value.get(key), str)), "")
        value = value[key] if key else None
        if key in ("first_name", "firstName"):
            value = f"{value} {last}".strip()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, Integral) and not isinstance(value, bool):
        return f"Speaker {value}"
    return _known(value if isinstance(value, str) else str(value)) if filled(value) else None


@lru_cache(maxsize=1024)
def _known(value: str) -> str | None:
    """One string for all utterances of a speaker; "1.0" is a number that a table made a fraction of."""
    if value.strip() in _NOTHING:
        return None
    if _POINT_ZERO.fullmatch(value):
        return f"Speaker {value.partition('.')[0]}"
    return clean(value)


def unspoken(record: Mapping[str, Any]) -> bool:
    """Whether a record of a chat log is no message that anybody spoke: instructions, calls of tools, their answers."""
    role, kind = record.get("role"), record.get("type")
    if role is None and kind is None:
        return False
    called = any(isinstance(value, str) and value.startswith(_CALLS) for value in (role, kind))
    return called or (isinstance(role, str) and role.lower() in _UNSPOKEN)


def ms(value: Any, scale: int) -> int | None:
    """A time in ms: a number in units of scale ms, a clock time, a date, or an object that names its unit."""
    if value is None:
        return None
    if type(value) is dict:
        unit = next((unit for unit in _UNITS if filled(value.get(unit))), None)
        found = ms(value[unit], _UNITS[unit]) if unit and not isinstance(value[unit], Mapping) else None
        nanos = value.get("nanos")
        found = 0 if unit is None and isinstance(nanos, int) else found  # whole seconds are left out where they are 0
        return found + nanos // 1_000_000 if found is not None and isinstance(nanos, int) else found
    if isinstance(value, timedelta):
        return round(value / timedelta(milliseconds=1))
    if isinstance(value, str) and len(value) > _FINE and "." in value:
        value = _TOO_FINE.sub(r"\1", value)
    return None if isinstance(value, list) else scaled_ms(value, scale)


def number(value: Any) -> float | None:
    """A bare number, None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        try:
            value = float(value.strip().removesuffix("s").replace(",", "."))
        except ValueError:
            return None
    try:
        return float(value) if isinstance(value, Real) and isfinite(value) else None
    except OverflowError:
        return None
