"""Speaker labels in front of speech: "Name: text", "[Name]: text", "(Name) text", and which of them are believed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

_NOBODY = frozenset(
    {"unknown", "unknown speaker", "speaker unknown", "(unknown)", "uu", "spk_?", "?", "none", "null", ""}
)
NAME = r"[^\W\d_](?:[^:：\n\t<>\[\]{}=?!;|*]{0,50}?[^:：\s<>\[\]{}=?!;|*])??"
_PHONE = r"\+\d[\d ()-]{6,20}"
TAIL = r"(?:[ \t]\[[^\]\n\d:]{1,20}\])?"
_BRACKETS = r"\[(?P<b>[^\]\n:]{1,50})\]|\((?P<p>[^)\n:]{1,50})\)"
PREFIX = re.compile(
    rf"^[ \t]*(?:[-–—][ \t]*|>>+[ \t]*)?(?:{_BRACKETS}|@?(?P<n>(?:{NAME}|{_PHONE}){TAIL}))"
    r"[ \t]*(?::(?:[ \t]+|$)|：[ \t]*)(?P<text>.*)$",
    re.DOTALL,
)
_BRACKETED = re.compile(
    rf"^[ \t]*(?:-[ \t]*|>>[ \t]*)?(?:{_BRACKETS}|<(?P<i>[^\W\d_/][^<>\n:/]{{0,49}})>)"
    r"(?:[ \t]+(?P<text>\S.*)|[ \t]*)$",
    re.DOTALL,
)
_ROLE = re.compile(
    r"^(?:(?:the )?(?:dr|doctor|nurse|patient|physician|provider|resident|pharmacist|mother|father|mom|mum|dad|parent|"
    r"husband|wife|daughter|caregiver|carer|interpreter|agent|caller|client|customer|interviewer|interviewee|"
    r"respondent|moderator|therapist|counsell?or|staff|clinician|receptionist|hygienist|dentist|assistant|front ?desk|"
    r"operator|participant|guest|witness|court|speaker|spk))(?:\b|_|(?=\d))",
    re.IGNORECASE,
)
_HEADING = frozenset(
    "date time note notes subject duration attendees participants topic location title recording transcript file "
    "summary re from to cc source language kind keywords speakers url link meeting agenda page".split()
)
_SAID = frozenset(
    "yes no yeah yep nope ok okay right sure well so and but mhm mm mm-hm uh-huh hm hmm oh ah um uh thanks good "
    "great fine hello hi hey bye alright exactly please sorry what why how when where who "
    "i he she they we you it".split()
)  # short answers that recur like names do, on lines of their own
_EVENT = re.compile(
    r"^(?:laugh|inaudible|unintelligible|indistinct|cross ?talk|overlap|music|silence|pause|cough|sigh|cry|applause|"
    r"noise|background|phone r|door|beep|static|sneez|sniff|clear|chuckl|groan|whisper|nod|gasp|breath|foreign|blank|"
    r"redacted|pii|end of|sound|typing)",
    re.IGNORECASE,
)
_MAX_WORDS = 6
_WITHIN = 90  # characters that can hold a label


def clean(label: str | None) -> str | None:
    """A label without padding, colon and doubled spaces; None for labels that name nobody."""
    if label is None:
        return None
    text = " ".join(str(label).replace("\u00a0", " ").split()).rstrip(":：").strip()
    return None if text.lower() in _NOBODY else text


def split(text: str) -> tuple[str, str] | None:
    """(label, rest) where the text starts with what could be a label and a colon, else None."""
    if ":" not in text[:_WITHIN] and "：" not in text[:_WITHIN]:
        return None
    match = PREFIX.match(text)
    return _pair(match, match["b"] or match["p"] or match["n"] or "") if match else None


def bracketed(text: str) -> tuple[str, str] | None:
    """(label, rest) where the text starts with a label in brackets and no colon, else None."""
    match = _BRACKETED.match(text) if any(mark in text[:_WITHIN] for mark in "[(<") else None
    return _pair(match, match["b"] or match["p"] or match["i"] or "") if match else None


def _pair(match: re.Match[str], found: str) -> tuple[str, str] | None:
    label = _label(found)
    return (label, (match["text"] or "").strip()) if label else None


@lru_cache(maxsize=4096)
def _label(found: str) -> str:
    """What stands where a label stands, in the form that all its lines share; "" when it can be none."""
    label = re.sub(r"(?<=\w) says$", "", found.strip())
    label = label.upper() if len(label) == 1 else label
    wrong = len(label.split()) > _MAX_WORDS or label.lower() in _HEADING or _EVENT.match(label)
    return "" if wrong else label


def believed(labels: Iterable[str]) -> frozenset[str]:
    """The labels that are speakers: those that recur, name a role, or are capitalised names of up to three words."""
    counts = Counter(labels)
    return frozenset(label for label, n in counts.items() if (n > 1 and like_name(label)) or _certain(label))


def in_brackets(labels: Iterable[str]) -> frozenset[str]:
    """The labels in brackets that are speakers: a role, or a capitalised name that recurs."""
    counts = Counter(labels)
    return frozenset(label for label, n in counts.items() if names_role(label) or (n > 1 and _certain(label)))


def like_name(label: str) -> bool:
    """Whether a label is short, or its words are capitalised as in a name, and it is no short answer."""
    return (len(label.split()) <= 3 or capitalised(label)) and label.lower().rstrip(".,") not in _SAID


def names_role(label: str) -> bool:
    """Whether a label says what the speaker is."""
    return bool(_ROLE.match(label))


def full_name(label: str) -> bool:
    """Whether a label names a role, or is a capitalised name of two or three words."""
    return names_role(label) or (capitalised(label) and 2 <= len(label.split()) <= 3)


def _certain(label: str) -> bool:
    if len(label) == 1:
        return label.isalpha()
    if label.lower() in _SAID:
        return False
    return names_role(label) or (capitalised(label) and len(label.split()) <= 3)


def capitalised(label: str) -> bool:
    """Whether every word of a label begins with a capital, a digit or a mark."""
    return all(word[:1].isupper() or not word[:1].isalpha() for word in re.split(r"[ _-]", label) if word)
