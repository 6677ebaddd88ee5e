"""Speaker labels in front of speech: "Name: text", "[Name]: text", "(Name) text", and which of them are believed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_NOBODY = frozenset(
    {"unknown", "unknown speaker", "speaker unknown", "(unknown)", "uu", "spk_?", "?", "none", "null", ""}
)
NAME = r"[^\W\d_][\w.'’,()&/# \t-]{0,50}?"
PREFIX = re.compile(
    rf"^[ \t]*(?:-[ \t]*|>>[ \t]*)?(?:\[(?P<b>[^\]\n:]{{1,50}})\]|\((?P<p>[^)\n:]{{1,50}})\)|(?P<n>{NAME}))"
    r"[ \t]*[:：](?:[ \t]+|$)(?P<text>.*)$",
    re.DOTALL,
)
_ROLE = re.compile(
    r"^(?:dr|doctor|nurse|patient|mother|father|mom|dad|parent|agent|caller|client|customer|interviewer|therapist|staff|"
    r"clinician|receptionist|hygienist|dentist|front ?desk|speaker|spk)\b",
    re.IGNORECASE,
)
_HEADING = frozenset(
    "date time note notes subject duration attendees participants topic location title recording transcript file "
    "summary re from to cc source language kind".split()
)
_EVENT = re.compile(r"^(?:laugh|inaudible|crosstalk|music|silence|pause|cough|sigh|cry|applause|noise)", re.IGNORECASE)
_MAX_WORDS = 6


def clean(label: str | None) -> str | None:
    """A label without padding, colon and doubled spaces; None for labels that name nobody."""
    if label is None:
        return None
    text = " ".join(str(label).replace("\u00a0", " ").split()).rstrip(":：").strip()
    return None if text.lower() in _NOBODY else text


def split(text: str) -> tuple[str, str] | None:
    """(label, rest) where the text starts with what could be a label, else None."""
    match = PREFIX.match(text)
    if not match:
        return None
    label = (match["b"] or match["p"] or match["n"] or "").strip()
    label = label.upper() if len(label) == 1 else label
    if not label or len(label.split()) > _MAX_WORDS or label.lower() in _HEADING or _EVENT.match(label):
        return None
    return label, match["text"].strip()


def believed(labels: Iterable[str]) -> frozenset[str]:
    """The labels that are speakers: those that recur, name a role, or are capitalised names of up to three words."""
    counts = Counter(labels)
    return frozenset(label for label, n in counts.items() if (n > 1 and like_name(label)) or _certain(label))


def like_name(label: str) -> bool:
    """Whether a label is short, or its words are capitalised as in a name."""
    return len(label.split()) <= 3 or _capitalised(label)


def full_name(label: str) -> bool:
    """Whether a label names a role, or is a capitalised name of two or three words."""
    return bool(_ROLE.match(label)) or (_capitalised(label) and 2 <= len(label.split()) <= 3)


def _certain(label: str) -> bool:
    if len(label) == 1:
        return label.isalpha()
    return bool(_ROLE.match(label)) or (_capitalised(label) and len(label.split()) <= 3)


def _capitalised(label: str) -> bool:
    return all(word[:1].isupper() or not word[:1].isalpha() for word in re.split(r"[ _-]", label) if word)
