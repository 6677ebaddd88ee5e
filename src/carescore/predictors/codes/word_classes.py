"""Word classes: families of everyday words that mean alike for an opening or a reply, so that a head learnt from few
labels also knows words it has never seen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from itertools import chain, combinations

_LETTERS = 3  # the shortest open beginning is as long


@lru_cache(maxsize=1)
def _entries() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[tuple[str, str], ...]]]:
    """Whole words with their classes; and (beginning, class) of the open ones, by their first letters."""
    table = resources.files(__package__).joinpath("word_classes.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    pairs = [(word, name) for name, words in rows for word in words.split()]
    whole: dict[str, tuple[str, ...]] = {}
    open_: dict[str, tuple[tuple[str, str], ...]] = {}
    for word, name in pairs:
        if word.endswith("*"):
            first = word[:_LETTERS]
            open_[first] = (*open_.get(first, ()), (word[:-1], name))
        else:
            whole[word] = (*whole.get(word, ()), name)
    return whole, open_


@lru_cache(maxsize=20_000)
def classes_of(token: str) -> tuple[str, ...]:
    """The classes of a token."""
    whole, open_ = _entries()
    found = dict.fromkeys(whole.get(token, ()))
    found |= {name: None for beginning, name in open_.get(token[:_LETTERS], ()) if token.startswith(beginning)}
    if token.endswith("n't"):
        found["negated"] = None
    return tuple(found)


def grams(tokens: Sequence[str]) -> tuple[str, ...]:
    """The classes of a sentence's words and their pairs: "=fear", "=fear+kin"."""
    return _pairs(frozenset(chain.from_iterable(map(classes_of, tokens))))


@lru_cache(maxsize=20_000)
def _pairs(classes: frozenset[str]) -> tuple[str, ...]:
    found = sorted(classes)
    return (*(f"={a}" for a in found), *(f"={a}+{b}" for a, b in combinations(found, 2)))
