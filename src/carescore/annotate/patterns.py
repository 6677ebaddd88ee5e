"""The grammar of a lexicon's patterns: ``(a|b)`` one of these, ``[x]`` x or nothing, ``[a|b]`` a, b or nothing; an
alternative may be empty and groups may nest. Everything is lower case with plain apostrophes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import product

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


def balanced(pattern: str) -> bool:
    """Whether every group is closed: what is left when innermost groups are taken out has no bracket."""
    groups = 1
    while groups and _SIGN(pattern):
        pattern, groups = _INNERMOST.subn("", pattern)
    return not _SIGN(pattern)


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
