"""Lexicons: tables of phrases with a checked header, one file per measure; a row's pattern stands for literal phrases.

Grammar of a pattern: ``(a|b)`` one of these, ``[x]`` x or nothing, ``[a|b]`` a, b or nothing; an alternative may be
empty and groups may nest. Everything is lower case with plain apostrophes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources
from itertools import product

from carescore.annotate._base import Entry, Lexicon
from carescore.errors import LexiconError

_HEADER = ("lexicon", "version", "licence", "source")
LONG = 8  # letters of a word so rare that no better sign of its pattern is looked for
_COMMON = frozenset(  # words of four letters and more that most conversations hold
    "about after again been before could didn't don't feel from getting going good gonna have help here i'll i'm it's "
    "just know let's like little make maybe more need okay only other over please really right should some something "
    "take talk tell that that's them then there there's they they're thing things think this time today very want "
    "we'll we're well what what's when where which will with would yeah you'll you're you've your".split()
)
_PIECE = re.compile(r"[^()\[\]|]+|.")  # of a pattern: a stretch without signs, or a sign
_SIGN = re.compile(r"[()\[\]]").search
_FLAT = re.compile(r"\(([^()\[\]]*)\)").fullmatch
_INNERMOST = re.compile(r"\([^()\[\]]*\)|\[[^()\[\]]*\]")


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
    return replace(lexicon, entries=(*lexicon.entries, *extra))


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
    entries = tuple(_entry(name, number, columns, row) for number, row in enumerate(rows[1:], start=2))
    return Lexicon(name, header["version"], header["licence"], header["source"], entries)


def _entry(name: str, number: int, columns: list[str], row: list[str]) -> Entry:
    cells = dict(zip(columns, row, strict=False))
    pattern, label = cells.get("pattern", ""), cells.get("label", "")
    if not pattern or not label or len(row) > len(columns):
        raise LexiconError(f"lexicon '{name}': row {number} needs a pattern and a label")
    if not _balanced(pattern):
        raise LexiconError(f"lexicon '{name}': row {number} has an unbalanced group")
    return Entry(pattern, label, cells.get("plain", ""))


def _balanced(pattern: str) -> bool:
    """Whether every group is closed: what is left when innermost groups are taken out has no bracket."""
    groups = 1
    while groups and _SIGN(pattern):
        pattern, groups = _INNERMOST.subn("", pattern)
    return not _SIGN(pattern)


def meanings(lexicon: Lexicon) -> dict[str, Entry]:
    """What every literal phrase of a lexicon means: the last row that has it."""
    return {phrase: entry for entry in lexicon.entries for phrase in expand(entry.pattern)}


def anchored(pattern: str) -> list[tuple[str, str]]:
    """The pattern as (word, narrower pattern): every phrase of a narrower pattern holds its word (white-space
    separated), and together they have the pattern's phrases. The words are the rarest that can be told without
    expanding all of it. Raises ValueError for an unbalanced group."""
    if not _SIGN(pattern):
        return [(_rarest(pattern), pattern)]
    if _FLAT(pattern):
        return [(_rarest(phrase), phrase) for phrase in expand(pattern) if phrase]
    parts = _parts(pattern)
    literal = max((part for part in parts if not _SIGN(part)), key=len, default="")
    if len(literal) >= LONG:
        return [(literal, pattern)]
    found = _cut_at_rarest(parts)  # none where every part may be left out
    return found or [(_rarest(phrase), phrase) for phrase in expand(pattern) if phrase]


def _cut_at_rarest(parts: Sequence[str]) -> list[tuple[str, str]]:
    """The pattern of these parts, narrowed to each alternative of the part whose words are rarest."""
    place, choices, least = 0, [""], 1.0
    for at, part in enumerate(parts):
        found = expand(part)
        common = 1.0 if "" in found else sum(_commonness(_rarest(one)) for one in found) / len(found)
        if common < least:
            place, choices, least = at, found, common
    before, after = " ".join(parts[:place]), " ".join(parts[place + 1 :])
    return [(_rarest(choice), f"{before} {choice} {after}") for choice in choices if choice]


def _rarest(phrase: str) -> str:
    return min(phrase.split(), key=_commonness) if " " in phrase else phrase


@cache
def _commonness(word: str) -> float:
    """How often a word is said, told by its length alone but for a few common words."""
    return 0.25 if word in _COMMON else 0.5 ** len(word)


def _parts(pattern: str) -> list[str]:
    """The pattern cut at the spaces outside its groups."""
    if not _SIGN(pattern):
        return pattern.split()
    parts, depth = [""], 0
    for piece in pattern.split(" "):
        parts[-1] += f" {piece}" if depth else piece
        if _SIGN(piece):
            depth += piece.count("(") + piece.count("[") - piece.count(")") - piece.count("]")
        if not depth:
            parts.append("")
    return [part for part in parts if part]


def expand(pattern: str) -> list[str]:
    """The literal phrases of a pattern, in order, spaces collapsed. Raises ValueError for an unbalanced group."""
    if not _SIGN(pattern):
        return [" ".join(pattern.split())]
    if flat := _FLAT(pattern):
        return list(dict.fromkeys(" ".join(phrase.split()) for phrase in flat[1].split("|")))
    pieces = _PIECE.findall(pattern)
    phrases, end = _alternatives(pieces, 0, "")
    if end != len(pieces):
        raise ValueError("unbalanced group")
    return list(dict.fromkeys(" ".join(phrase.split()) for phrase in phrases))


def _alternatives(pieces: Sequence[str], at: int, close: str) -> tuple[list[str], int]:
    """Everything from piece at to the closing sign, as a list of alternatives, and where reading stopped."""
    done: list[str] = []
    parts: list[list[str]] = []
    while at < len(pieces) and pieces[at] != close:
        piece = pieces[at]
        if piece in ("(", "["):
            inner, at = _alternatives(pieces, at + 1, ")" if piece == "(" else "]")
            if at >= len(pieces):
                raise ValueError("unbalanced group")
            parts.append(inner if piece == "(" else ["", *inner])
        elif piece in (")", "]"):
            raise ValueError("unbalanced group")
        elif piece == "|" and close:
            done += map("".join, product(*parts))
            parts = []
        else:
            parts.append([piece])
        at += 1
    done += map("".join, product(*parts))
    return done, at
