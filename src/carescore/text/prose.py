"""The sentences of some texts, cut and counted at most once, whoever asks: roles, models and codes share them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import chain

import numpy as np

from carescore.text.ngrams import Grams, IntArray, grams_of, spans, tokens


class Prose:
    """Sentences of texts (one a turn), lazily: what is not asked for costs nothing.

    sentences: (text, start, end) of every sentence, half-open character offsets; owner: (n_sentences,), the text of
    each; grams: one row a sentence.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = tuple(texts)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int, int], ...]:
        return tuple((place, start, end) for place, text in enumerate(self.texts) for start, end in spans(text))

    @cached_property
    def sentence_texts(self) -> tuple[str, ...]:
        return tuple(self.texts[place][start:end] for place, start, end in self.sentences)

    @cached_property
    def sentence_tokens(self) -> list[list[str]]:
        """The model tokens of every sentence."""
        return [tokens(text) for text in self.sentence_texts]

    @cached_property
    def text_tokens(self) -> list[list[str]]:
        """The model tokens of every text: no token crosses the end of a sentence."""
        numbers = map(self.numbers_of, range(len(self.texts)))
        return [list(chain.from_iterable(self.sentence_tokens[own.start : own.stop])) for own in numbers]

    @cached_property
    def owner(self) -> IntArray:
        return np.array([place for place, _, _ in self.sentences], dtype=np.int64)

    @cached_property
    def grams(self) -> Grams:
        """The one pass over the n-grams that all models share."""
        return Grams.from_lists([grams_of(words) for words in self.sentence_tokens])

    def part(self, first: int, end: int) -> Prose:
        """Some of the texts, without cutting or counting them again."""
        found, numbers = Prose(self.texts[first:end]), self.numbers_of(first, end)
        own = slice(numbers.start, numbers.stop)
        found.__dict__ |= {
            "sentences": tuple((place - first, *span) for place, *span in self.sentences[own]),
            "sentence_texts": self.sentence_texts[own],
            "sentence_tokens": self.sentence_tokens[own],
            "owner": self.owner[own] - first,
        }
        return found

    def numbers_of(self, text: int, end: int | None = None) -> range:
        """The numbers of the sentences of one text, or of all texts until another."""
        return range(self._firsts[text], self._firsts[text + 1 if end is None else end])

    @cached_property
    def _firsts(self) -> list[int]:
        """The number of the first sentence of every text, and of what would follow the last."""
        found: list[int] = self.owner.searchsorted(np.arange(len(self.texts) + 1)).tolist()
        return found
