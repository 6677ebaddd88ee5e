"""Lexicons: tables of phrases with a checked header, one file per measure; a row's pattern stands for literal phrases.

Header: lexicon, version, licence, source, and labels, the closed set that the rows choose from. Further columns, and
lines of the header that begin with "when", are the conditions under which a hit counts. ``annotate/patterns.py`` and
``annotate/conditions.py`` tell the grammars.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any

from carescore import plugins
from carescore.annotate._base import Lexicon, LexiconEntry, Wording
from carescore.annotate.conditions import ALWAYS, KEYS, When, both, when
from carescore.annotate.patterns import MOST, balanced, expand, too_many
from carescore.errors import LexiconError, meant

_HEADER = ("lexicon", "version", "licence", "source", "labels")
_WHEN = "# when "
_ENDING = ".tsv"
_LONGEST = 60  # characters of a label in a message
_FOLDER = resources.files("carescore").joinpath("lexicons")


@cache
def bundled() -> tuple[str, ...]:
    """The lexicons that travel with carescore, sorted."""
    return tuple(sorted(f.name.removesuffix(_ENDING) for f in _FOLDER.iterdir() if f.name.endswith(_ENDING)))


@cache
def others() -> plugins.Added:
    """The lexicons that other installed packages add; one with a fault is left out."""
    return plugins.read("lexicons", plugins.resources("lexicons", _ENDING, bundled), _of_file)


def names() -> tuple[str, ...]:
    """Every lexicon, sorted."""
    return tuple(sorted((*bundled(), *others().values)))


@cache
def load(name: str) -> Lexicon:
    """The lexicon of that name. Raises LexiconError."""
    if name in bundled():
        return _of_file(name, _FOLDER.joinpath(name + _ENDING))
    if found := others().values.get(name):
        return found  # type: ignore[no-any-return]  # what _of_file read
    left_out = [note for note in others().notes if note.startswith(f"{name} of ")]
    raise LexiconError(left_out[0] if left_out else f"no lexicon named '{name}'{meant(name, names())}")


def _of_file(name: str, file: Any) -> Lexicon:
    """A lexicon from its file, as importlib.resources gives it. Raises LexiconError."""
    try:
        return parse(name, file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        raise LexiconError(f"lexicon '{name}': there is no {name}{_ENDING} in UTF-8 in its package") from None


def changed(name: str, wording: Wording) -> Lexicon:
    """The lexicon as a setting words it: a phrase that both have is the setting's."""
    lexicon = load(name)
    added = tuple(entry for of, entry in wording.added if of == name)
    removed = frozenset(phrase for of, phrase in wording.removed if of == name)
    kept = [narrowed for entry in lexicon.entries if (narrowed := _without(entry, removed))]
    return replace(lexicon, entries=(*kept, *added))


def _without(entry: LexiconEntry, removed: frozenset[str]) -> LexiconEntry | None:
    """The entry without the phrases that are taken out, None when none is left."""
    phrases = expand(entry.pattern) if removed else []
    left = [phrase for phrase in phrases if phrase not in removed]
    if len(left) == len(phrases):
        return entry
    return replace(entry, pattern=f"({'|'.join(left)})") if left else None


def meanings(lexicon: Lexicon) -> dict[str, LexiconEntry]:
    """What every literal phrase of a lexicon means: the last row that has it."""
    return {phrase: entry for entry in lexicon.entries for phrase in expand(entry.pattern)}


def parse(name: str, text: str) -> Lexicon:
    """A lexicon from its text. Raises LexiconError with the row of the first fault."""
    where = f"lexicon '{name}'"
    lines = [line for line in text.split("\n") if line.startswith("# ") and ": " in line]
    header = {key: value for key, _, value in (line[1:].strip().partition(": ") for line in lines)}
    if missing := [key for key in _HEADER if key not in header]:
        what = ", ".join(missing)
        raise LexiconError(f"{where}: the header lacks {what}; it is lines such as '# version: 1' above the first row")
    if header["lexicon"] != name:
        raise LexiconError(f"{where}: the header names another lexicon")
    labels = tuple(header["labels"].split(", "))
    found = rows(where, text, labels)
    if unused := set(labels) - {entry.label for entry in found}:
        raise LexiconError(f"{where}: the header lists {min(unused)[:_LONGEST]}, which no row has")
    source, shared = header["source"], _shared(where, lines, labels)
    return Lexicon(name, header["version"], header["licence"], source, labels, found, shared)


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


def rows(where: str, text: str, labels: tuple[str, ...]) -> tuple[LexiconEntry, ...]:
    """The entries of a table with the columns pattern, label and plain; lines that begin with # are no rows. Raises
    LexiconError with the row of the first fault."""
    lines = [line.rstrip("\r") for line in text.split("\n") if line.strip() and not line.startswith("#")]
    columns = lines[0].split("\t") if lines else []
    if not {"pattern", "label"} <= set(columns):
        raise LexiconError(f"{where}: the first row names the columns: pattern, label and, if wanted, plain")
    conditions = sorted(set(columns) & set(KEYS))
    table = [line.split("\t") for line in lines[1:]]
    place = columns.index("pattern")
    sound = balanced("\n".join(row[place] for row in table if len(row) > place))  # all at once: seldom is one not
    return tuple(_row(f"{where}: row {n}", columns, row, labels, conditions, sound) for n, row in enumerate(table, 2))


def _row(
    where: str, columns: list[str], row: list[str], labels: tuple[str, ...], conditions: Collection[str], sound: bool
) -> LexiconEntry:
    cells = dict(zip(columns, row, strict=False))
    pattern, label = cells.get("pattern", ""), cells.get("label", "")
    if not pattern or not label or len(row) > len(columns):
        raise LexiconError(f"{where} needs a pattern and a label")
    own = _when(where, cells) if conditions and any(map(cells.get, conditions)) else ALWAYS
    entry = LexiconEntry(pattern, label, cells.get("plain", ""), own)
    return entry if sound and label in labels and not too_many(pattern) else checked(where, entry, labels)


def checked(where: str, entry: LexiconEntry, labels: tuple[str, ...]) -> LexiconEntry:
    """The entry. Raises LexiconError unless its label is one of labels, its groups close and its phrases are few enough
    to be held."""
    if entry.label not in labels:
        raise LexiconError(f"{where}: there is no label {entry.label[:_LONGEST]}; labels are {', '.join(labels)}")
    if not balanced(entry.pattern):
        raise LexiconError(f"{where} has an unbalanced group")
    if too_many(entry.pattern):
        raise LexiconError(f"{where} stands for more than {MOST:,} phrases: write it as several rows")
    return entry
