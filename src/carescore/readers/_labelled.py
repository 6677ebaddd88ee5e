"""A text inside a cell, a key or a list that itself is a transcript: labels on lines or on one line, captions."""

from __future__ import annotations

import re
from collections import Counter

from carescore.readers import _labels
from carescore.text.regex import lazy

_LABEL = lazy(
    r"^[ \t>*_-]*(?:[\[(]?\d[\d:.,T ]*Z?[\])]?[ \t]*[-–|]?[ \t]*)?[\[<*_]*(?P<label>[^\W\d_][^:\n\t]{0,48}?)"
    r"[\]>]?[ \t]*(?:[\[(]\d[\d:., -]*[\])])?[ \t*_]*:[*_]*(?:[ \t]+|$|(?=[A-Z]))",
    re.MULTILINE,
)
_INLINE = lazy(r"(?:^|(?<=[.?!…\]\"'—-])[ \t]+)(?=[^\W\d_][\w .'’-]{0,30}:[ \t])")
_SIDES = lazy(r"(?:user|human|ai|bot|customer|rep\b|representative|staff|clerk|[AQDPNC])\b", re.IGNORECASE)
_MOST_LABELS = 0.67  # labels per labelled line: speakers recur
_SHARE = 0.5  # of the lines begin with a label
_FEWEST = 2  # lines with labels
_CAPTIONS = lazy(r"\s*WEBVTT|(?:\s*\d+\s*\n)?\s*\d\d:\d\d:\d\d[.,]\d{3} --> ")
_LONGEST = 200_000  # characters that show what a text is


def is_transcript(text: str) -> bool:
    """Whether a text is a transcript of its own, with labels that recur or are roles, or captions."""
    if ":" not in text:
        return False
    text = text[:_LONGEST]
    return bool(_CAPTIONS.match(text)) or _labelled(lines_of(text))


def _labelled(text: str) -> bool:
    lines = [line for line in text.split("\n") if line.strip()]
    found = [match["label"].strip() for line in lines if (match := _LABEL.match(line))]
    if len(found) < _FEWEST or len(found) < _SHARE * len(lines):
        return False
    counts = Counter(found)
    if all(map(_role, counts)):
        return True
    few = len(counts) < len(found) and len(counts) <= max(2, _MOST_LABELS * len(found))
    return few and all(_labels.like_name(label) or _role(label) for label in counts)


def _role(label: str) -> bool:
    return _labels.names_role(label) or bool(_SIDES.match(label))


def lines_of(text: str) -> str:
    """The text with every turn on a line of its own, where all stand on one line, or line breaks are written "\\n"."""
    text = text.strip()
    if "\n" not in text and "\\n" in text:
        text = text.replace("\\r", "").replace("\\n", "\n")
    if "\n" in text:
        return text
    cut = "\n".join(piece.strip() for piece in _INLINE.split(text) if piece.strip())
    return cut if cut.count("\n") and _labelled(cut) else text
