"""The tokens that call for each pattern of a lexicon. Those of the bundled patterns are kept in anchors.txt: to work
them out takes a fifth of a first score. A pattern that is not in there, such as one that a profile adds, is worked out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from carescore.annotate.parse import cut
from carescore.annotate.patterns import anchored

_FILE = files("carescore.annotate").joinpath("anchors.txt")  # written by docs/generate.py
_BETWEEN = "\n\n"  # patterns and calls


@dataclass(frozen=True, slots=True)
class Kept:
    """The patterns that were worked out, and by token what it calls for, as written: calls() reads it."""

    patterns: tuple[str, ...]
    by_token: Mapping[str, str]

    def calls(self, written: str) -> Iterator[tuple[str, str]]:
        """(pattern, the narrower pattern that the token calls for)."""
        for call in written.split("\t"):
            number, _, narrower = call.partition(" ")
            pattern = self.patterns[int(number)]
            yield pattern, narrower or pattern


@cache
def kept() -> Kept:
    """What is kept of the bundled patterns."""
    patterns, _, calls = _FILE.read_text(encoding="utf-8").partition(_BETWEEN)
    return Kept(tuple(patterns.split("\n")), dict(line.split("\t", 1) for line in calls.split("\n")))


def of(pattern: str) -> list[tuple[str, str]]:
    """The pattern as (token, narrower pattern), as anchored has it by word. Raises ValueError for an unbalanced
    group."""
    return [(cut(word)[0][0], narrower) for word, narrower in anchored(pattern)]


def written(patterns: Iterable[str]) -> str:
    """The text that is kept of patterns."""
    each = tuple(dict.fromkeys(patterns))
    calls: dict[str, list[str]] = defaultdict(list)
    for number, pattern in enumerate(each):
        for token, narrower in of(pattern):
            calls[token].append(f"{number} {'' if narrower == pattern else narrower}")
    return "\n".join(each) + _BETWEEN + "\n".join("\t".join((token, *calls[token])) for token in sorted(calls))
