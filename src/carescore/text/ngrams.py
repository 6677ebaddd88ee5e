"""Word n-grams, counted once per transcript and shared by every linear model.

Definition: a text is lower-cased, typographic quotes become plain ones, digits become "0"; tokens are words
(with an inner apostrophe), "0", "?", "!" and "..."; the grams of a sentence are its tokens and its pairs of
neighbouring tokens, "^" standing before the first. Grams never cross a sentence end, so the grams of a turn
are the grams of its sentences put together, and those of a speaker the grams of the turns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, count, repeat
from threading import Lock

import numpy as np
import numpy.typing as npt

from carescore.text.regex import lazy

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]
UNKNOWN = 2**31 - 1  # the number of what no model knows, larger than any other
_FREE = -1  # no text has this hash
_SMALLEST = 4096  # places of a new table; always a power of two
_TABLE = 1 << 17  # cells up to which counting in a table is quicker than sorting
_FULL = 0.6  # share of places taken from which a table grows

_TOKEN = lazy(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+|[?!]|\.{3}")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "…": "..."})
_SENTENCE_END = lazy(r"[.?!](?<!\b[DM]r\.)(?<!\bM[sx]\.)(?<!\bMrs\.)([\"')\]]*\s+)|(\n+)")


def tokens(sentence: str) -> list[str]:
    """The model tokens of one sentence."""
    low = sentence.lower()
    found = _TOKEN.findall(low if low.isascii() else low.translate(_PLAIN))
    return ["0" if token.isdigit() else token for token in found]


def sentence_grams(sentence: str) -> list[str]:
    """Tokens and token pairs of one sentence."""
    return grams_of(tokens(sentence))


def grams_of(words: list[str]) -> list[str]:
    """Tokens and token pairs of a sentence given as its tokens."""
    if not words:
        return []
    pairs = [f"{a} {b}" for a, b in zip(["^", *words], words, strict=False)]
    return words + pairs


def spans(text: str) -> list[tuple[int, int]]:
    """Half-open offsets of a text's sentences, roughly: cut at . ? ! followed by a space, and at line ends."""
    found, start = [], 0
    for cut in [*_SENTENCE_END.finditer(text), None]:
        end = cut.start(cut.lastindex or 0) if cut else len(text)
        if text[start:end].strip():
            found.append((start, end))
        start = cut.end() if cut else end
    return found


def split(text: str) -> list[str]:
    """The sentences of a text."""
    return [text[start:end] for start, end in spans(text)]


def analyze(text: str) -> list[str]:
    """The analyzer that every model is trained with: the grams of a text's sentences together."""
    return [gram for sentence in split(text) for gram in sentence_grams(sentence)]


class Numbers:
    """A number for every term of the models, the same for all of them, so that a gram is looked up once for all.

    A hash table of arrays, in a sixth of the memory of a dict: a term stands for its hash of 64 bits, which two of the
    models' terms share in one process of a thousand million. A term's place is the first free one from its hash on, in
    steps that the hash gives, too: terms that meet once part again.
    """

    def __init__(self) -> None:
        self._hashes = np.full(_SMALLEST, _FREE, np.int64)
        self._numbers = np.zeros(_SMALLEST, np.int32)
        self._given = 0
        self._lock = Lock()

    def __len__(self) -> int:
        return self._given

    def give(self, terms: Sequence[str]) -> IntArray:
        """The numbers of terms; those not met before are given one."""
        hashes = _hashes(terms)
        with self._lock:
            found = self._found(hashes)
            unknown = found == UNKNOWN
            new = np.sort(hashes[unknown])  # np.unique takes several times as long
            new = new[np.diff(new, prepend=_FREE) != 0]
            given = self._given + len(new)
            if given > _FULL * len(self._hashes):
                self._grow(given)
            self._put(new, np.arange(self._given, given, dtype=np.int32))
            self._given = given
            found[unknown] = self._found(hashes[unknown])
            return found

    def of(self, grams: Sequence[str]) -> IntArray:
        """The numbers of grams, UNKNOWN for those that are no term."""
        hashes = _hashes(grams)
        with self._lock:
            return self._found(hashes)

    def _found(self, hashes: IntArray) -> IntArray:
        last = len(self._hashes) - 1
        found, left, places, steps = (
            np.full(len(hashes), UNKNOWN),
            np.arange(len(hashes)),
            hashes & last,
            _steps(hashes),
        )
        while len(left):
            there = self._hashes.take(places)
            same = there == hashes.take(left)
            found[left[same]] = self._numbers.take(places[same])
            on = (~same & (there != _FREE)).nonzero()[0]
            left = left.take(on)
            places = (places.take(on) + steps.take(left)) & last
        return found

    def _put(self, hashes: IntArray, numbers: npt.NDArray[np.int32]) -> None:
        """Puts hashes, each once and none of them there, with their numbers into the first free places."""
        last = len(self._hashes) - 1
        places, steps = hashes & last, _steps(hashes)
        while len(hashes):
            free = self._hashes[places] == _FREE
            self._hashes[places[free]] = hashes[free]  # of several in one place the last stays
            stays = self._hashes[places] == hashes
            self._numbers[places[stays]] = numbers[stays]
            hashes, numbers, steps = hashes[~stays], numbers[~stays], steps[~stays]
            places = (places[~stays] + steps) & last

    def _grow(self, given: int) -> None:
        hashes, numbers = self._hashes, self._numbers
        size = 1 << int(given / _FULL).bit_length()
        self._hashes, self._numbers = np.full(size, _FREE, np.int64), np.zeros(size, np.int32)
        taken = hashes != _FREE
        self._put(hashes[taken], numbers[taken])


def _steps(hashes: IntArray) -> IntArray:
    """How far it is from a taken place to the next that a hash may have: odd, so that each place is among them."""
    return hashes >> 40 | 1


def _hashes(terms: Sequence[str]) -> IntArray:
    return np.fromiter(map(hash, terms), np.int64, len(terms))


NUMBERS = Numbers()


@dataclass(frozen=True)
class Grams:
    """Occurrences of grams in rows of text: vocabulary (distinct grams), and for each occurrence its index in
    the vocabulary and the row it stands in."""

    vocabulary: tuple[str, ...]
    ids: IntArray
    rows: IntArray
    n_rows: int
    _numbers: dict[int, IntArray] = field(default_factory=dict, repr=False, compare=False)
    _grouped: dict[tuple[bytes, int], Grams] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, texts: Iterable[str]) -> Grams:
        """One row per text."""
        return cls.from_lists([analyze(text) for text in texts])

    @classmethod
    def from_lists(cls, lists: Sequence[Sequence[str]]) -> Grams:
        index: dict[str, int] = defaultdict(count().__next__)
        ids = np.fromiter(map(index.__getitem__, chain.from_iterable(lists)), dtype=np.int64)
        rows = np.repeat(np.arange(len(lists)), [len(grams) for grams in lists])
        return cls(tuple(index), ids, rows.astype(np.int64), len(lists))

    def grouped(self, groups: Sequence[int] | IntArray, n_groups: int) -> Grams:
        """The same occurrences with row r put into group groups[r]; a group of -1 leaves the row out. Whoever groups
        alike shares one result, and its counts."""
        places = np.asarray(groups, dtype=np.int64)
        key = places.tobytes(), n_groups
        if key not in self._grouped:
            moved = places[self.rows] if len(self.rows) else self.rows
            kept = moved >= 0
            self._grouped[key] = Grams(self.vocabulary, self.ids[kept], moved[kept], n_groups, self._numbers)
        return self._grouped[key]

    def places(self, index: Mapping[str, int]) -> IntArray:
        """The place of every gram of the vocabulary in an index, -1 where it has none."""
        return np.fromiter(map(index.get, self.vocabulary, repeat(-1)), np.int64, len(self.vocabulary))

    @property
    def numbers(self) -> IntArray:
        """The number of every gram of the vocabulary; looked up anew only when a model has brought more terms."""
        size = len(NUMBERS)
        if size not in self._numbers:
            self._numbers[size] = NUMBERS.of(self.vocabulary)
        return self._numbers[size]

    @cached_property
    def counts(self) -> tuple[IntArray, IntArray, IntArray]:
        """(rows, ids, counts) of the distinct grams of every row; the heads of a model share them."""
        size = max(len(self.vocabulary), 1)
        keys = self.rows * size + self.ids
        if size * self.n_rows > _TABLE:
            found, counts = np.unique(keys, return_counts=True)
        else:
            table = np.bincount(keys)
            found = np.flatnonzero(table)
            counts = table[found]
        return found // size, found % size, counts

    @cached_property
    def weights(self) -> FloatArray:
        """1 + ln count of the distinct grams of every row."""
        found: FloatArray = 1.0 + np.log(self.counts[2])
        return found
