"""What a text must hold for a pattern to match at all: a plain search costs a tenth of a pattern's, and loses nothing.

The words are read off the pattern itself, and those kept are found by the whole of it, so that they can never fall
behind.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from importlib import import_module
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from carescore.text.regex import lazy
from carescore.text.words import plain

_RUN = 4  # signs of a text that are taken together
_ANY = 1 << 16  # stands for signs that every text has
_FIRST = 12  # signs of a literal that are looked at before it is searched
MOST = 64  # strings that one stretch of a pattern may stand for before it counts as unknown
Strings = frozenset[str]
_KEPT = files("carescore.text").joinpath("literals.json")  # written by docs/generate.py
_parser = import_module("re._parser" if sys.version_info >= (3, 11) else "sre_parse")  # the parts of a pattern
_NOTHING: Strings = frozenset()
_EMPTY: Strings = frozenset(("",))
_SPACE = lazy(r"[^\S ]")  # any white space but the space itself
_SPACES = {"CATEGORY_SPACE": " "}  # white space of any kind stands for a space: that of the text is made one


def literals(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Strings in plain lower case of which every match of the pattern holds at least one; the empty one where none can
    be told. The pattern ignores case."""
    known = _kept().get(key(pattern))
    return read_off(pattern) if known is None else tuple(known)


def key(pattern: re.Pattern[str]) -> str:
    """What a pattern is kept by: other signs or flags, another key."""
    return blake2b(f"{pattern.flags & ~re.UNICODE}{pattern.pattern}".encode(), digest_size=8).hexdigest()


@cache
def _kept() -> dict[str, list[str]]:
    """The literals of the bundled patterns, read off once: that takes as long as all else that courtesies take."""
    kept: dict[str, list[str]] = json.loads(_KEPT.read_bytes())
    return kept


def read_off(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """The literals of a pattern, from its parts."""
    needed = _needed(_parser.parse(pattern.pattern, pattern.flags)) or _EMPTY
    return tuple(sorted(word for word in needed if not any(other in word and other != word for other in needed)))


def searchable(text: str) -> str:
    """The text in plain lower case, with a space for each sign of white space: what literals() are looked for in."""
    return _SPACE.sub(" ", plain(text))


def holds(text: str, needed: Iterable[str]) -> bool:
    """Whether a searchable() text holds one of the literals."""
    return any(map(text.__contains__, needed))


class Needed:
    """The literals of some patterns, by the patterns' names, to be looked for in many texts at once."""

    def __init__(self, literals_of: Mapping[str, Sequence[str]]) -> None:
        self._names: dict[str, list[str]] = {}
        for name, words in literals_of.items():
            for word in words:
                self._names.setdefault(word, []).append(name)
        self._words = tuple(self._names)
        short = "".join(word[:_FIRST].ljust(_FIRST) for word in self._words)
        runs = np.append(_runs(short), (_ANY,) * (_RUN - 1)).reshape(-1, _FIRST)[:, : 1 - _RUN]
        own = np.array([len(word) for word in self._words])[:, None] >= np.arange(_RUN, _FIRST + 1)
        self._runs = np.where(own, runs, _ANY)

    @classmethod
    def of(cls, patterns: Mapping[str, re.Pattern[str]]) -> Needed:
        """What the patterns need, by their names: patterns take long to hash."""
        return cls({name: literals(pattern) for name, pattern in patterns.items()})

    def worth_trying(self, texts: Sequence[str]) -> Iterator[set[str]]:
        """For each text the names of the patterns of which it holds a literal: no other can match."""
        plain_texts = [searchable(text) for text in texts]
        met = self._met("\n".join(plain_texts))
        for text in plain_texts:
            yield {name for word in met if word in text for name in self._names[word]}

    def _met(self, text: str) -> list[str]:
        """The literals that stand in a text. Few have their first signs there, and only they are searched."""
        there = np.zeros(_ANY + 1, dtype=bool)
        there[_runs(text)] = there[_ANY] = True
        likely = np.flatnonzero(there[self._runs].all(axis=1)).tolist()
        return [word for word in (self._words[place] for place in likely) if word in text]


def _runs(text: str) -> npt.NDArray[np.int64]:
    """A number below _ANY for each _RUN signs of a text that follow each other; equal signs have equal numbers."""
    signs = np.frombuffer(text.encode("ascii", "replace"), np.uint8).astype(np.int64)
    count = max(len(signs) + 1 - _RUN, 0)
    runs: npt.NDArray[np.int64] = np.sum([signs[at : at + count] * 31**at for at in range(_RUN)], axis=0)
    return runs % _ANY


def _needed(parts: Any) -> Strings:
    """The most telling set of strings of which a match of the parts, one after the other, holds one."""
    found, run = [], _EMPTY
    for part in parts:
        exact, again = _exact(part), _repeated(*part)
        longer = _joined(run, exact or again)
        if not exact or not longer:
            found += [longer or run, run, _inside(*part)]
        run = longer if exact and longer else again or exact or _EMPTY
    return max((*found, run), key=_telling)


def _repeated(op: Any, value: Any) -> Strings:
    """What a part that may come more often at least stands for, nothing where that cannot be told."""
    least = _EMPTY
    if str(op) in ("MAX_REPEAT", "MIN_REPEAT") and 0 < value[0] <= MOST:
        for _ in range(value[0]):
            least = _joined(least, _all(value[2]))
        return least
    return _NOTHING


def _joined(run: Strings, more: Strings) -> Strings:
    """Every string of the one followed by every string of the other, nothing where they are too many."""
    return frozenset(a + b for a in run for b in more) if len(run) * len(more) <= MOST else _NOTHING


def _inside(op: Any, value: Any) -> Strings:
    """What a part needs whose strings cannot all be told."""
    match str(op):
        case "SUBPATTERN":
            return _needed(value[-1])
        case "BRANCH":
            branches = [_needed(branch) for branch in value[1]]
            return frozenset().union(*branches) if all(map(_telling, branches)) else _NOTHING
        case "MAX_REPEAT" | "MIN_REPEAT" if value[0] > 0:
            return _needed(value[2])
    return _NOTHING


def _exact(part: Any) -> Strings:
    """All strings that a part can stand for, nothing where they cannot be told."""
    op, value = part
    match str(op):
        case "LITERAL":
            return frozenset((plain(chr(value)),))
        case "AT" | "ASSERT" | "ASSERT_NOT":
            return _EMPTY
        case "IN":
            signs = [plain(chr(code)) if str(kind) == "LITERAL" else _SPACES.get(str(code), "") for kind, code in value]
            return frozenset(signs) if all(signs) else _NOTHING
        case "SUBPATTERN":
            return _all(value[-1])
        case "BRANCH":
            branches = [_all(branch) for branch in value[1]]
            return frozenset().union(*branches) if all(branches) else _NOTHING
        case "MAX_REPEAT" | "MIN_REPEAT" if value[:2] == (0, 1):
            inner = _all(value[2])
            return inner | _EMPTY if inner else _NOTHING
    return _NOTHING


def _all(parts: Any) -> Strings:
    run = _EMPTY
    for part in parts:
        run = _joined(run, _exact(part))
    return run


def _telling(words: Strings) -> float:
    """How seldom a text is likely to hold one of the words, 0 where any text does: letters are taken for equally
    likely, spaces for frequent."""
    odds = [20.0 ** -len(word.replace(" ", "")) * 5.0 ** -word.count(" ") for word in words]
    return max(0.0, 1 - sum(odds)) if words and "" not in words else 0.0
