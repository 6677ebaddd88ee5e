"""What a stretch of talk does, found once and shared by all measures; adding a code is adding a file."""

from carescore.codes._base import (
    Code,
    Coder,
    Codes,
    Evidence,
    bundled,
    coders,
    first_of_each,
    others,
    phrases,
    quote,
    whole,
    words_of,
)
from carescore.codes._context import around, plain

__all__ = [
    "Code",
    "Coder",
    "Codes",
    "Evidence",
    "around",
    "bundled",
    "coders",
    "first_of_each",
    "others",
    "phrases",
    "plain",
    "quote",
    "whole",
    "words_of",
]
