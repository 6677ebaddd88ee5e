"""Lexicons: tables of phrases with a checked header, one file per measure, expanded into literal phrases.

Header: lexicon, version, licence, source, and labels, the closed set that the rows choose from. Grammar of a pattern:
``(a|b)`` one of these, ``[x]`` x or nothing, ``[a|b]`` a, b or nothing; an alternative may be empty and groups may
nest. Everything is lower case with plain apostrophes. Further columns, and lines of the header that begin with "when",
are the conditions under which a hit counts; ``annotate/conditions.py`` tells their grammar.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib import resources
from itertools import product

from carescore import plugins
from carescore.annotate._base import Entry, Lexicon, Wording
from carescore.annotate.conditions import KEYS, When, both, when
from carescore.errors import LexiconError, meant

_HEADER = ("lexicon", "version", "licence", "source", "labels")
_WHEN = "# when "
_ENDING = ".tsv"
_FOLDER = resources.files("carescore").joinpath("lexicons")


@cache
def bundled() -> tuple[str, ...]:
    """The lexicons that travel with carescore, sorted."""
    return tuple(sorted(f.name.removesuffix(_ENDING) for f in _FOLDER.iterdir() if f.name.endswith(_ENDING)))


def others() -> plugins.Added:
    """The lexicons that other installed packages add."""
    return plugins.resources("lexicons", _ENDING, bundled)


def names() -> tuple[str, ...]:
    """Every lexicon, sorted."""
    return tuple(sorted((*bundled(), *others().values)))


@cache
def load(name: str) -> Lexicon:
    """The lexicon of that name. Raises LexiconError."""
    file = others().values.get(name) or _FOLDER.joinpath(name + _ENDING)
    try:
        return parse(name, file.read_text(encoding="utf-8"))
    except OSError:
        raise LexiconError(f"no lexicon named '{name}'{meant(name, names())}") from None


def changed(name: str, wording: Wording) -> Lexicon:
    """The lexicon as a setting words it: a phrase that both have is the setting's."""
    lexicon = load(name)
    entries = tuple(entry for of, entry in wording.added if of == name)
    removed = {phrase for of, phrase in wording.removed if of == name}
    if not entries and not removed:
        return lexicon
    kept = {phrase: entry for phrase, entry in lexicon.phrases.items() if phrase not in removed}
    added = {phrase: entry for entry in entries for phrase in expand(entry.pattern)}
    return replace(lexicon, entries=(*lexicon.entries, *entries), phrases={**kept, **added})


def parse(name: str, text: str) -> Lexicon:
    """A lexicon from its text. Raises LexiconError with the row of the first fault."""
    where = f"lexicon '{name}'"
    lines = [line for line in text.split("\n") if line.startswith("# ") and ": " in line]
    header = dict(line[1:].strip().split(": ", 1) for line in lines)
    if missing := [key for key in _HEADER if key not in header]:
        raise LexiconError(f"{where}: the header lacks {', '.join(missing)}")
    if header["lexicon"] != name:
        raise LexiconError(f"{where}: the header names another lexicon")
    labels = tuple(header["labels"].split(", "))
    found = rows(where, text, labels)
    if unused := [label for label in labels if label not in {entry.label for entry, _ in found}]:
        raise LexiconError(f"{where}: the header lists {unused[0]}, which no row has")
    entries = tuple(entry for entry, _ in found)
    phrases = {phrase: entry for entry, own in found for phrase in own}
    source, shared = header["source"], _shared(where, lines, labels)
    return Lexicon(name, header["version"], header["licence"], source, labels, entries, phrases, shared)


def _shared(where: str, lines: Iterable[str], labels: tuple[str, ...]) -> dict[str, When]:
    """The conditions that header lines set for all rows of a label: ``# when LABEL, LABEL: KEY = VALUE``."""
    found: dict[str, When] = {}
    for line in (line.removeprefix(_WHEN) for line in lines if line.startswith(_WHEN)):
        of, _, condition = line.partition(": ")
        key, _, value = condition.partition(" = ")
        if key not in KEYS or not set(of.split(", ")) <= set(labels):
            raise LexiconError(f"{where}: 'when {of}: {key}' names no label or no condition")
        for label in of.split(", "):
            found[label] = both(found.get(label, When()), _when(where, {key: value.strip()}))
    return found


def _when(where: str, cells: dict[str, str]) -> When:
    try:
        return when(cells)
    except ValueError as fault:
        raise LexiconError(f"{where}: {fault}") from None


def rows(where: str, text: str, labels: tuple[str, ...]) -> list[tuple[Entry, list[str]]]:
    """The entries of a table with the columns pattern, label and plain, each with its phrases; lines that begin with #
    are no rows. Raises LexiconError with the row of the first fault."""
    lines = [line.rstrip("\r") for line in text.split("\n") if line.strip() and not line.startswith("#")]
    columns = lines[0].split("\t") if lines else []
    if not {"pattern", "label"} <= set(columns):
        raise LexiconError(f"{where}: the first row names the columns: pattern, label and, if wanted, plain")
    return [_row(f"{where}: row {n}", columns, line.split("\t"), labels) for n, line in enumerate(lines[1:], start=2)]


def _row(where: str, columns: list[str], row: list[str], labels: tuple[str, ...]) -> tuple[Entry, list[str]]:
    cells = dict(zip(columns, row, strict=False))
    pattern, label = cells.get("pattern", ""), cells.get("label", "")
    if not pattern or not label or len(row) > len(columns):
        raise LexiconError(f"{where} needs a pattern and a label")
    entry = Entry(pattern, label, cells.get("plain", ""), _when(where, cells))
    return entry, phrases_of(where, entry, labels)


def phrases_of(where: str, entry: Entry, labels: tuple[str, ...]) -> list[str]:
    """The literal phrases of an entry. Raises LexiconError unless its label is one of labels and its groups close."""
    if entry.label not in labels:
        raise LexiconError(f"{where}: there is no label {entry.label}; labels are {', '.join(labels)}")
    try:
        return expand(entry.pattern)
    except ValueError:
        raise LexiconError(f"{where} has an unbalanced group") from None


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
