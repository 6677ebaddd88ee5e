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
    count,
    covered,
    first_a_turn,
    having,
    level,
    missing,
    not_applicable,
    of_kind,
    once_a_turn,
    one_sided,
    per_staff_turns,
    per_words,
    share,
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
    "count",
    "covered",
    "first_a_turn",
    "first_of_each",
    "having",
    "level",
    "missing",
    "not_applicable",
    "of_kind",
    "once_a_turn",
    "one_sided",
    "per_staff_turns",
    "per_words",
    "phrases",
    "quote",
    "share",
    "whole",
    "words_of",
]
