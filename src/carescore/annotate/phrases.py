"""Finding the phrases of all lexicons in one pass over the tokens of a dialogue.

A phrase is looked up as its tokens in lower case. Only stretches that begin with the first
three tokens of some phrase are looked up, and only in the lengths that such phrases have. Phrases are spelt out, as
tokens at once, when their words have been met: most phrases of a lexicon never are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, pairwise, product
from math import prod
from operator import itemgetter
from threading import Lock

from carescore.annotate import anchors
from carescore.annotate._base import Lexicon, LexiconEntry, PhraseHit
from carescore.annotate.parse import SPACE, Token, cut
from carescore.annotate.patterns import choices, parts

Tokens = tuple[str, ...]
Row = tuple[int, str, LexiconEntry]  # (place among all rows, lexicon, entry)
Choices = tuple[Sequence[Tokens], ...]  # a pattern cut: for each of its parts what may stand there
FEW = 8  # phrases of a pattern that are spelt out at once, whether or not all their words were met


@dataclass(frozen=True, slots=True)
class Finder:
    """What phrases of several lexicons mean, by their tokens (alone, pairs: those of one and of two, apart because
    small tables are quick); the lengths in tokens of the longer phrases that begin with three given tokens; the
    patterns still to be spelt out, as they are kept or as they were worked out, and those cut already, by a token that
    calls for them; the rows of the kept ones; and the tokens met so far, whose phrases are all spelt out."""

    names: tuple[str, ...]
    kept: dict[str, str] = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    waiting: dict[str, list[tuple[Row, str]]] = field(default_factory=dict)
    narrowed: dict[str, list[tuple[Row, Choices]]] = field(default_factory=dict)
    meaning: dict[Tokens, tuple[Row, ...]] = field(default_factory=dict)
    alone: dict[str, tuple[Row, ...]] = field(default_factory=dict)
    pairs: dict[Tokens, tuple[Row, ...]] = field(default_factory=dict)
    lengths: dict[Tokens, tuple[int, ...]] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)
    lock: Lock = field(default_factory=Lock)

    @classmethod
    def of(cls, lexicons: Sequence[Lexicon]) -> Finder:
        kept = anchors.kept()
        known = frozenset(kept.patterns)
        finder = cls(tuple(lexicon.name for lexicon in lexicons), dict(kept.by_token))
        rows = ((lexicon.name, entry) for lexicon in lexicons for entry in lexicon.entries)
        for place, (name, entry) in enumerate(rows):
            row = (place, name, entry)
            if entry.pattern in known:
                finder.rows.setdefault(entry.pattern, []).append(row)
                continue
            for token, pattern in anchors.of(entry.pattern):
                finder.waiting.setdefault(token, []).append((row, pattern))
        return finder

    def _meet(self, tokens: set[str]) -> None:
        """Makes every phrase of the tokens ready. Another thread finds them all, or waits."""
        if tokens <= self.met:
            return
        with self.lock:
            new = tokens - self.met
            met = self.met | new
            for token in new & self.kept.keys():
                for whole, pattern in anchors.kept().calls(self.kept.pop(token)):
                    for row in self.rows.get(whole, ()):
                        self._ready(row, _cut(pattern), met)
            for token in new & self.waiting.keys():
                for row, pattern in self.waiting.pop(token):
                    self._ready(row, _cut(pattern), met)
            for token in new & self.narrowed.keys():
                for row, choices in self.narrowed.pop(token):
                    self._ready(row, choices, met)
            self.met.update(new)

    def _ready(self, row: Row, choices: Choices, met: set[str]) -> None:
        """Makes those phrases of a row's pattern ready whose tokens were all met; the others wait for one that was not,
        those of each part after phrases of what was met before it."""
        if prod(map(len, choices)) > FEW:
            for place, some in enumerate(choices):
                known = [tokens for tokens in some if met.issuperset(tokens)]
                for tokens in some:
                    if not met.issuperset(tokens):
                        missing = next(token for token in tokens if token not in met)
                        rest = (*choices[:place], (tokens,), *choices[place + 1 :])
                        self.narrowed.setdefault(missing, []).append((row, rest))
                choices = (*choices[:place], known, *choices[place + 1 :])
        for phrase in product(*choices):
            self._add(tuple(chain.from_iterable(phrase)), row)

    def _add(self, key: Tokens, row: Row) -> None:
        """Makes a row's phrase ready; of two rows of a lexicon that have the same phrase the later one counts."""
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

    def find(self, texts: Sequence[Sequence[Token]]) -> dict[str, tuple[PhraseHit, ...]]:
        """For each lexicon its phrases in the texts, longest first where they overlap, in order of place."""
        found: dict[str, list[PhraseHit]] = {name: [] for name in self.names}
        self._meet({form for tokens in texts for form, _, _ in tokens})
        for turn, tokens in enumerate(texts):
            forms = [form for form, _, _ in tokens]
            for start, end, rows in self._in(forms):
                first, last = tokens[start][1], tokens[end - 1][2]
                for _, name, entry in rows:
                    found[name].append(PhraseHit(turn, first, last, entry))
        return {name: _longest(hits) for name, hits in found.items()}

    def _in(self, tokens: Sequence[str]) -> Iterator[tuple[int, int, tuple[Row, ...]]]:
        """(first token, token after the last, rows) of every phrase among the tokens of a text."""
        padded, meaning, lengths = [*tokens, SPACE, SPACE], self.meaning, self.lengths
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


def _cut(pattern: str) -> Choices:
    """The parts of a pattern, each as what may stand there."""
    return tuple([_tokens(phrase) for phrase in choices(part)] for part in parts(pattern))


@cache
def _tokens(phrase: str) -> Tokens:
    """The tokens of some words of a lexicon."""
    return tuple(form for word in phrase.split() for form, _, _ in cut(word))


def _longest(hits: Iterable[PhraseHit]) -> tuple[PhraseHit, ...]:
    kept: list[PhraseHit] = []
    for hit in sorted(hits, key=lambda h: (h.turn, h.start, -h.end)):
        if kept and kept[-1].turn == hit.turn and hit.start < kept[-1].end:
            if hit.end - hit.start > kept[-1].end - kept[-1].start:
                kept[-1] = hit
            continue
        kept.append(hit)
    return tuple(kept)
