"""The words of a dialogue as spaCy's blank English tokenizer cuts them: by its kept rules, or by itself for the rare
chunk that they do not know. It is loaded when first needed, never trained parts.

The tokenizer never looks across white space, so that each chunk between spaces is cut once and its cut kept: most
chunks of a conversation were in the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from carescore.annotate import rules
from carescore.text.regex import lazy

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer

Token = tuple[str, int, int]  # its lower-case form, and where it starts and ends
SPACE = " "  # stands for white space that is a token of its own, as spaCy has it: all but one space after a word
RUN = 20  # signs in a row; the tokenizer takes time by the square of a longer run, which says nothing more
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
_SIGNS = lazy(rf"([^\w\s]{{{RUN}}})([^\w\s]+)")
_CAPITALS = lazy(r"[A-Z]['A-Z]+")  # ASCII: lower case is as long
_CHUNK = lazy(r"\S+|\s{2,}|[^\S ]|\A ")
_SIMPLE = re.compile(r"([A-Za-z]+|[0-9]+)((?<=[a-z0-9])\.|[,?!])?").fullmatch


@lru_cache(maxsize=1)
def tokenizer() -> Tokenizer:
    """The tokenizer of spacy.blank("en") without its pipeline, whose settings take as long to check. Of a word only its
    lower-case form is read, and so only that is worked out when the word is new: the twenty other attributes that spaCy
    keeps of a word cost more than cutting it."""
    from spacy.attrs import LOWER
    from spacy.lang.en import English
    from spacy.tokenizer import Tokenizer
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
    from spacy.vocab import Vocab

    english = English.Defaults
    return Tokenizer(
        Vocab(lex_attr_getters={LOWER: str.lower}),
        rules=english.tokenizer_exceptions,
        prefix_search=compile_prefix_regex(english.prefixes or ()).search,
        suffix_search=compile_suffix_regex(english.suffixes or ()).search,
        infix_finditer=compile_infix_regex(english.infixes or ()).finditer,
        token_match=english.token_match,
        url_match=english.url_match,
    )


def tokens(texts: Iterable[str]) -> tuple[list[Token], ...]:
    """The tokens of every text, with its own character offsets: typographic quotes become plain ones, words in capitals
    lower case, since the tokenizer knows no "DON'T", and what a run of signs has beyond RUN spaces."""
    plain = (text if text.isascii() else text.translate(_PLAIN) for text in texts)
    return tuple(_cut_all(_SIGNS.sub(_short, _CAPITALS.sub(_lower, text))) for text in plain)


def _cut_all(text: str) -> list[Token]:
    if (words := text.split()) == text.split(SPACE):  # single spaces: where each chunk stands is plain
        starts = accumulate((len(word) + 1 for word in words), initial=0)
        placed = zip(words, starts, strict=False)
        return [(form, at + start, at + end) for word, at in placed for form, start, end in cut(word)]
    chunks = [(chunk[0], chunk.start()) for chunk in _CHUNK.finditer(text)]
    return [(form, at + start, at + end) for chunk, at in chunks for form, start, end in cut(chunk)]


@lru_cache(maxsize=8192)
def cut(chunk: str) -> tuple[Token, ...]:
    """The tokens of a chunk without white space, or of white space alone. Letters alone, or digits, are one token, and
    a mark behind them is another, but for the tokenizer's special cases ("cannot", "Mr.")."""
    if chunk.isspace():
        return ((SPACE, 0, len(chunk)),)
    special = rules.special()
    if (simple := _SIMPLE(chunk)) and chunk not in special and simple[1] not in special:
        word = (simple[1].lower(), 0, simple.end(1))
        return (word, (simple[2], simple.end(1), len(chunk))) if simple[2] else (word,)
    if (found := rules.cut(chunk)) is not None:
        ends = [*accumulate(map(len, found))]
        return tuple((token.lower(), end - len(token), end) for token, end in zip(found, ends, strict=True))
    return tuple((token.lower_, token.idx, token.idx + len(token)) for token in tokenizer()(chunk))


def _short(run: re.Match[str]) -> str:
    return run[1] + " " * len(run[2])


def _lower(word: re.Match[str]) -> str:
    return word[0].lower()
