"""Regular expressions that are compiled when first used: a conversation needs half of the hundreds that there are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, AnyStr, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


def lazy(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What re.compile gives, compiled when first used: a fault in it is told then. Its flags are those given."""
    return cast("re.Pattern[AnyStr]", _only(pattern, flags))


def one_of(*kinds: Iterable[str]) -> str:
    """A part of a pattern: any word of some sets of words, the longer ones first."""
    words = frozenset().union(*kinds)
    return f"(?:{'|'.join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))})"


def either_case(*kinds: Iterable[str]) -> str:
    """The same, with a capital or without, for a pattern that tells names by their capitals."""
    words = frozenset().union(*kinds)
    return one_of(words, map(str.capitalize, words))


class Lazy:
    """A pattern not compiled yet; from then on its methods are those of the compiled one, at their speed."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what copy and pickle look for
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)

    def __reduce__(self) -> tuple[Any, ...]:
        return lazy, (self.pattern, self.flags)


@cache
def _only(pattern: str | bytes, flags: int) -> Lazy:
    """Of equal patterns there is one, so that they are equal and of one hash."""
    return Lazy(pattern, flags)
