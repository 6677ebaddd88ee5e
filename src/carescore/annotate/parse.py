"""The one shared spaCy pipeline: a blank English tokenizer, loaded when first needed, never trained parts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
RUN = 20  # signs in a row; the tokenizer takes time by the square of a longer run, which says nothing more
_SIGNS = re.compile(rf"([^\w\s]{{{RUN}}})([^\w\s]+)")
_CAPITALS = re.compile(r"[A-Z]['A-Z]+")  # ASCII: lower case is as long


@lru_cache(maxsize=1)
def pipeline() -> Language:
    """The pipeline of this process."""
    import spacy

    return spacy.blank("en")


def docs(texts: Iterable[str]) -> tuple[Doc, ...]:
    """One Doc per text, whose character offsets are those of the text: typographic quotes become plain ones, words in
    capitals lower case, since the tokenizer knows no "DON'T", and what a run of signs has beyond RUN spaces."""
    make = pipeline().make_doc
    plain = (text if text.isascii() else text.translate(_PLAIN) for text in texts)
    return tuple(make(_SIGNS.sub(_short, _CAPITALS.sub(_lower, text))) for text in plain)


def _short(run: re.Match[str]) -> str:
    return run[1] + " " * len(run[2])


def _lower(word: re.Match[str]) -> str:
    return word[0].lower()
