"""A report without a word of the conversation, in which places stay: for every character there is another."""

from __future__ import annotations

from dataclasses import replace

from carescore.privacy import without_coders, without_words
from carescore.report import Report

_FILLER = "xxx "


def numbers_only(report: Report) -> Report:
    """The report as privacy.without_words makes it, with "xxx xxx" of the same length for what was said, and with the
    places and kinds of the codes; people who coded are numbered."""
    bare = without_words(report)
    turns = zip(bare.turns, report.turns, strict=True)
    return replace(
        bare,
        turns=tuple(replace(turn, text=_filled(len(had.text))) for turn, had in turns),
        codes=tuple(replace(code, attributes={}) for code in without_coders(report.codes)),
    )


def _filled(length: int) -> str:
    return (_FILLER * (length // len(_FILLER) + 1))[:length]
