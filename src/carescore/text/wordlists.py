"""Lists of words that patterns are made of: data beside the room that reads them, an alternative a line."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def alternatives(room: str, name: str) -> str:
    """The lines of a room's list, as the alternatives of a regular expression, in their order."""
    text = (_PACKAGE / room / "data" / f"{name}.txt").read_text(encoding="utf-8")
    return "|".join(line for line in text.splitlines() if not line.startswith("#"))
