"""The grammar of a lexicon's patterns: ``(a|b)`` one of these, ``[x]`` x or nothing, ``[a|b]`` a, b or nothing; an
alternative may be empty and groups may nest. Everything is lower case with plain apostrophes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import product

from carescore.text.regex import lazy

MOST = 10_000  # phrases of one pattern; the bundled ones have up to 4,620, and a slip can make millions
_SHORT = 24  # characters that cannot hold so many: 3 ** 8 is 6,561
_COMMON = frozenset(  # words of four letters and more that most conversations hold
    "about after again been before could didn't don't feel from getting going good gonna have help here i'll i'm it's "
    "just know let's like little make maybe more need okay only other over please really right should some something "
    "take talk tell that that's them then there there's they they're thing things think this time today very want "
    "we'll we're well what what's when where which will with would yeah you'll you're you've your".split()
)
_PIECE = lazy(r"[^()\[\]|]+|.")  # of a pattern: a stretch without signs, or a sign
_SIGN = re.compile(r"[()\[\]]").search
_SIGNS = re.compile(r"[()\[\]|]").findall
_FLAT = re.compile(r"\(([^()\[\]]*)\)").fullmatch
_NESTED = re.compile(r"[(\[][^()\[\]]*[(\[]").search
_PART = lazy(r"(?:[^\s()\[\]]|\([^()\[\]]*\)|\[[^()\[\]]*\])+")
_UNTIDY = re.compile(r"\s{2}|[(|]\s|\s[)|]").search
_INNERMOST = lazy(r"\([^()\[\]\n]*\)|\[[^()\[\]\n]*\]")


def balanced(pattern: str) -> bool:
    """Whether every group is closed in its line: what is left when innermost groups are taken out has no bracket."""
    groups = 1
    while groups and _SIGN(pattern):
        pattern, groups = _INNERMOST.subn("", pattern)
    return not _SIGN(pattern)


def too_many(pattern: str) -> bool:
    """Whether a balanced pattern stands for more than MOST phrases. Three characters make three of one at
    most, and each sign two."""
    if len(pattern) <= _SHORT or 2 ** sum(map(pattern.count, "([|")) <= MOST:
        return False
    open_ = [(0, 1)]  # of each open group: phrases of the alternatives before, and of the one that is read
    for sign in _SIGNS(pattern):
        done, now = open_.pop()
        if sign in "([":
            open_ += [(done, now), (0, 1)]
        elif sign in ")]":
            outer, before = open_.pop()
            open_.append((outer, before * (done + now + (sign == "]"))))
        else:
            open_.append((done + now, 1) if open_ else (done, now))
    return open_[0][1] > MOST


def anchored(pattern: str) -> list[tuple[str, str]]:
    """The pattern as (word, narrower pattern): every phrase of a narrower pattern holds its word (white-space
    separated), and together they have the pattern's phrases. The words are the rarest that can be told without
    expanding all of it. Raises ValueError for an unbalanced group."""
    if not _SIGN(pattern):
        return [(_rarest(pattern), pattern)]
    if _FLAT(pattern):
        return [(_rarest(phrase), phrase) for phrase in expand(pattern) if phrase]
    own = parts(pattern)
    place = min(range(len(own)), key=[_common(part) for part in own].__getitem__)
    if not _SIGN(own[place]):
        return [(own[place], pattern)]
    if "" in choices(own[place]):  # every part may be left out
        return [(_rarest(phrase), phrase) for phrase in expand(pattern) if phrase]
    before, after = " ".join(own[:place]), " ".join(own[place + 1 :])
    return [(_rarest(choice), f"{before} {choice} {after}") for choice in choices(own[place])]


@lru_cache(maxsize=8192)
def _common(part: str) -> float:
    """How often the rarest words of what a part stands for are said, 1 where it may be left out."""
    if not _SIGN(part):
        return _commonness(part)
    found = choices(part)
    return 1.0 if "" in found else sum(map(_commonness, map(_rarest, found))) / len(found)


def _rarest(phrase: str) -> str:
    return min(phrase.split(), key=_commonness) if " " in phrase else phrase


@cache
def _commonness(word: str) -> float:
    """How often a word is said, told by its length alone but for a few common words."""
    return 0.25 if word in _COMMON else 0.5 ** len(word)


def parts(pattern: str) -> list[str]:
    """The pattern cut at the spaces outside its groups: its phrases are those of one part after the other."""
    if not _NESTED(pattern):
        return _PART.findall(pattern)
    found, depth = [""], 0
    for piece in pattern.split(" "):
        found[-1] += f" {piece}" if depth else piece
        if _SIGN(piece):
            depth += piece.count("(") + piece.count("[") - piece.count(")") - piece.count("]")
        if not depth:
            found.append("")
    return [part for part in found if part]


@lru_cache(maxsize=8192)
def choices(part: str) -> tuple[str, ...]:
    """What a part of a pattern stands for. Raises ValueError for an unbalanced group."""
    return tuple(expand(part))


def expand(pattern: str) -> list[str]:
    """The literal phrases of a pattern, in order, spaces collapsed. Raises ValueError for an unbalanced group, and for
    more phrases than MOST."""
    if not _SIGN(pattern):
        return [" ".join(pattern.split())]
    if flat := _FLAT(pattern):
        phrases = flat[1].split("|")
        return list(dict.fromkeys(" ".join(p.split()) for p in phrases) if _UNTIDY(pattern) else dict.fromkeys(phrases))
    if balanced(pattern) and too_many(pattern):
        raise ValueError(f"more than {MOST:,} phrases in one pattern")
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
