"""Lexicons: tables of phrases with a checked header, one file per measure, expanded into literal phrases.

Grammar of a pattern: ``(a|b)`` one of these, ``[x]`` x or nothing, ``[a|b]`` a, b or nothing; an alternative may be
empty and groups may nest. Everything is lower case with plain apostrophes. Further columns and the header's lines that
begin with "when" are the conditions under which a hit counts; ``annotate/conditions.py`` tells their grammar.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from importlib import resources
from itertools import product

from carescore.annotate._base import Entry, Lexicon
from carescore.annotate.conditions import KEYS, When, both, when
from carescore.errors import LexiconError

_HEADER = ("lexicon", "version", "licence", "source")
_WHEN = "# when "


def names() -> tuple[str, ...]:
    """The bundled lexicons, sorted."""
    files = resources.files("carescore").joinpath("lexicons").iterdir()
    return tuple(sorted(file.name.removesuffix(".tsv") for file in files if file.name.endswith(".tsv")))


@cache
def load(name: str) -> Lexicon:
    """The bundled lexicon of that name. Raises LexiconError."""
    file = resources.files("carescore").joinpath("lexicons", f"{name}.tsv")
    try:
        return parse(name, file.read_text(encoding="utf-8"))
    except OSError:
        raise LexiconError(f"no lexicon named '{name}'") from None


def extended(lexicon: Lexicon, extra: Iterable[Entry]) -> Lexicon:
    """The lexicon with further entries; a phrase that both have is the extra entry's."""
    entries = tuple(extra)
    phrases = {phrase: entry for entry in entries for phrase in expand(entry.pattern)}
    return replace(lexicon, entries=(*lexicon.entries, *entries), phrases={**lexicon.phrases, **phrases})


def parse(name: str, text: str) -> Lexicon:
    """A lexicon from its text. Raises LexiconError with the line of the first fault."""
    lines = [line for line in text.split("\n") if line.strip()]
    header = dict(line[1:].strip().split(": ", 1) for line in lines if line.startswith("# ") and ": " in line)
    if missing := [key for key in _HEADER if key not in header]:
        raise LexiconError(f"lexicon '{name}': the header lacks {', '.join(missing)}")
    if header["lexicon"] != name:
        raise LexiconError(f"lexicon '{name}': the header names another lexicon")
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    columns = rows[0]
    found = [_entry(name, number, columns, row) for number, row in enumerate(rows[1:], start=2)]
    phrases = {phrase: entry for entry, own in found for phrase in own}
    entries = tuple(entry for entry, _ in found)
    conditions = _conditions(f"lexicon '{name}'", lines)
    return Lexicon(name, header["version"], header["licence"], header["source"], entries, phrases, conditions)


def _conditions(where: str, lines: Iterable[str]) -> dict[str, When]:
    """The conditions that header lines set for the rows of their labels: ``# when LABEL, LABEL: KEY = VALUE``."""
    found: dict[str, When] = {}
    for labels, key, value in _header_conditions(lines):
        if key not in KEYS:
            raise LexiconError(f"{where}: there is no condition {key}; conditions are {', '.join(KEYS)}")
        for label in labels.split(", "):
            found[label] = both(found.get(label, When()), _when(where, {key: value}))
    return found


def _header_conditions(lines: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    for line in lines:
        if line.startswith(_WHEN):
            labels, _, condition = line.removeprefix(_WHEN).partition(": ")
            key, _, value = condition.partition(" = ")
            yield labels, key, value.strip()


def _when(where: str, cells: dict[str, str]) -> When:
    try:
        return when(cells)
    except ValueError as fault:
        raise LexiconError(f"{where}: {fault}") from None


def _entry(name: str, number: int, columns: list[str], row: list[str]) -> tuple[Entry, list[str]]:
    """A row's entry and its phrases."""
    cells = dict(zip(columns, row, strict=False))
    pattern, label = cells.get("pattern", ""), cells.get("label", "")
    if not pattern or not label or len(row) > len(columns):
        raise LexiconError(f"lexicon '{name}': row {number} needs a pattern and a label")
    try:
        conditions = _when(f"lexicon '{name}': row {number}", cells)
        return Entry(pattern, label, cells.get("plain", ""), conditions), expand(pattern)
    except ValueError:
        raise LexiconError(f"lexicon '{name}': row {number} has an unbalanced group") from None


def expand(pattern: str) -> list[str]:
    """The literal phrases of a pattern, in order, spaces collapsed. Raises ValueError for an unbalanced group."""
    phrases, end = _alternatives(pattern, 0, "")
    if end != len(pattern):
        raise ValueError("unbalanced group")
    return list(dict.fromkeys(" ".join(phrase.split()) for phrase in phrases))


def _alternatives(text: str, at: int, close: str) -> tuple[list[str], int]:
    """Everything from at to the closing sign, as a list of alternatives, and where reading stopped."""
    done: list[str] = []
    parts: list[list[str]] = []
    while at < len(text) and text[at] != close:
        sign = text[at]
        if sign in "([":
            inner, at = _alternatives(text, at + 1, ")" if sign == "(" else "]")
            if at >= len(text):
                raise ValueError("unbalanced group")
            parts.append(inner if sign == "(" else ["", *inner])
        elif sign in ")]":
            raise ValueError("unbalanced group")
        elif sign == "|" and close:
            done += ["".join(choice) for choice in product(*parts)]
            parts = []
        else:
            parts.append([sign])
        at += 1
    done += ["".join(choice) for choice in product(*parts)]
    return done, at
