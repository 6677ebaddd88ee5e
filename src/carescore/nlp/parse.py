"""The one shared spaCy pipeline: a blank English tokenizer, loaded when first needed, never trained parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from carescore.segmentation import Dialogue

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


@lru_cache(maxsize=1)
def pipeline() -> Language:
    """The pipeline of this process."""
    import spacy

    return spacy.blank("en")


def docs(texts: Iterable[str]) -> tuple[Doc, ...]:
    """One Doc per text; typographic quotes become plain ones, so character offsets stay those of the text."""
    make = pipeline().make_doc
    return tuple(make(text if text.isascii() else text.translate(_PLAIN)) for text in texts)


def parse(dialogue: Dialogue) -> Dialogue:
    """The dialogue with docs[i] the Doc of turns[i]."""
    return replace(dialogue, docs=docs(turn.text for turn in dialogue.turns))
