"""Finding the phrases of all lexicons in one pass over the tokens of a dialogue.

A phrase is looked up as the numbers that spaCy gives its tokens in lower case. Only stretches that begin with the first
three tokens of some phrase are looked up, and only in the lengths that such phrases have. Phrases are spelt out when a
word that they cannot do without is met for the first time: most phrases of a lexicon never are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, pairwise
from operator import itemgetter
from threading import Lock

from carescore.annotate._base import Entry, Found, Lexicon
from carescore.annotate.parse import Token, cut
from carescore.annotate.patterns import anchored, expand

Tokens = tuple[int, ...]
Row = tuple[int, str, Entry]  # (place among all rows, lexicon, entry)


@dataclass(frozen=True, slots=True)
class Finder:
    """What phrases of several lexicons mean, by their tokens (alone, pairs: those of one and of two, apart because
    small tables are quick); the lengths in tokens of the longer phrases that begin with three given tokens; and the
    patterns still to be spelt out, by the first token of the word that calls for them."""

    names: tuple[str, ...]
    waiting: dict[int, list[tuple[Row, str]]] = field(default_factory=dict)
    meaning: dict[Tokens, tuple[Row, ...]] = field(default_factory=dict)
    alone: dict[int, tuple[Row, ...]] = field(default_factory=dict)
    pairs: dict[Tokens, tuple[Row, ...]] = field(default_factory=dict)
    lengths: dict[Tokens, Tokens] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    @classmethod
    def of(cls, lexicons: Sequence[Lexicon]) -> Finder:
        finder = cls(tuple(lexicon.name for lexicon in lexicons))
        rows = ((lexicon.name, entry) for lexicon in lexicons for entry in lexicon.entries)
        for place, (name, entry) in enumerate(rows):
            row = (place, name, entry)
            for word, pattern in anchored(entry.pattern):
                finder.waiting.setdefault(_numbers(word)[0], []).append((row, pattern))
        return finder

    def _call(self, tokens: set[int]) -> None:
        """Spells out the phrases that wait for one of the tokens."""
        if self.waiting.keys().isdisjoint(tokens):
            return
        with self.lock:
            for token in self.waiting.keys() & tokens:
                for row, pattern in self.waiting.pop(token):
                    for phrase in expand(pattern):
                        self._add(phrase, row)

    def _add(self, phrase: str, row: Row) -> None:
        """Makes a row's phrase ready; of two rows of a lexicon that have the same phrase the later one counts."""
        key = tuple(chain.from_iterable(map(_numbers, phrase.split())))
        means: tuple[Row, ...] = (row,)
        if others := self.meaning.get(key):
            if any(place > row[0] for place, name, _ in others if name == row[1]):
                return
            means = (*sorted((*(other for other in others if other[1] != row[1]), row), key=itemgetter(0)),)
        self.meaning[key] = means
        if len(key) == 1:
            self.alone[key[0]] = means
        elif len(key) == 2:
            self.pairs[key] = means
        lengths = self.lengths.get(key[:3], ())
        if len(key) not in lengths:
            self.lengths[key[:3]] = (*lengths, len(key))

    def find(self, texts: Sequence[Sequence[Token]]) -> dict[str, tuple[Found, ...]]:
        """For each lexicon its phrases in the texts, longest first where they overlap, in order of place."""
        found: dict[str, list[Found]] = {name: [] for name in self.names}
        for turn, tokens in enumerate(texts):
            numbers = [number for number, _, _ in tokens]
            self._call(set(numbers))
            for start, end, rows in self._in(numbers):
                first, last = tokens[start][1], tokens[end - 1][2]
                for _, name, entry in rows:
                    found[name].append(Found(turn, first, last, entry))
        return {name: _longest(hits) for name, hits in found.items()}

    def _in(self, tokens: Sequence[int]) -> Iterator[tuple[int, int, tuple[Row, ...]]]:
        """(first token, token after the last, rows) of every phrase among the tokens of a text."""
        padded, meaning, lengths = [*tokens, -1, -1], self.meaning, self.lengths
        triples = list(zip(tokens, padded[1:], padded[2:], strict=False))
        for start in [i for i, token in enumerate(tokens) if token in self.alone]:
            yield start, start + 1, self.alone[tokens[start]]
        for start in [i for i, pair in enumerate(pairwise(tokens)) if pair in self.pairs]:
            yield start, start + 2, self.pairs[tokens[start], tokens[start + 1]]
        for start, some in [(i, lengths[triple]) for i, triple in enumerate(triples) if triple in lengths]:
            for length in some:
                stretch = tuple(tokens[start : start + length])
                if stretch in meaning and len(stretch) == length:
                    yield start, start + length, meaning[stretch]


@cache
def _numbers(word: str) -> Tokens:
    """The tokens of a lexicon's word."""
    return tuple(number for number, _, _ in cut(word))


def _longest(hits: Iterable[Found]) -> tuple[Found, ...]:
    kept: list[Found] = []
    for hit in sorted(hits, key=lambda h: (h.turn, h.start, -h.end)):
        if kept and kept[-1].turn == hit.turn and hit.start < kept[-1].end:
            if hit.end - hit.start > kept[-1].end - kept[-1].start:
                kept[-1] = hit
            continue
        kept.append(hit)
    return tuple(kept)
