"""What a measure or a code of your own is made of; docs/extending.md tells how.

A measure is a function from the ``Codes`` of one conversation to a ``Score``, with its card, a ``Measure``. Give it as
``carescore.score(..., measures=[MEASURE])``, or install it under the entry point ``carescore.measures``.
"""

from carescore.codes import Code, Coder, Codes, Evidence, first_of_each, phrases, quote, whole, words_of
from carescore.measures import (
    SIDES,
    Figure,
    Level,
    Measure,
    Rate,
    Sample,
    Score,
    missing,
    not_applicable,
    per_words,
)
from carescore.segmentation import Dialogue, Turn

__all__ = [
    "SIDES",
    "Code",
    "Coder",
    "Codes",
    "Dialogue",
    "Evidence",
    "Figure",
    "Level",
    "Measure",
    "Rate",
    "Sample",
    "Score",
    "Turn",
    "first_of_each",
    "missing",
    "not_applicable",
    "per_words",
    "phrases",
    "quote",
    "whole",
    "words_of",
]
