"""Answering the phone. They stay patterns: names and places are told by their capitals and by where they stand."""

from __future__ import annotations

import re

from carescore.text.people import STAFF_TITLES, TITLES
from carescore.text.regex import either_case, lazy, one_of

START = 200  # characters of a turn in which the phone is answered
ON_HOLD = lazy(r"on (?:\w+ ){0,2}hold|please hold|hold please|hold the line|on the line")
_NO_NAME = r"(?!(?:an?|the|my|your|good|nice|great|not|about|just|what|where|so|really|been|only|still|all|like|it)\b)"
NAMED = lazy(
    rf"\b(?:this is|it['’]s|my name is|my name['’]s|speaking with|i['’]m|i am)\s+{_NO_NAME}"
    rf"(?:{one_of(TITLES)}\b\.?\s+)?[\w\[<][\w'’\]>.-]*|[\w\]>]+ speaking\b",
    re.IGNORECASE,
)
_FIRST = r"(?:[^\W\d_a-z]|[\[<])"
SPEAKING = lazy(rf"(?:^|[,.!]\s*){_FIRST}[\w'’\]>-]* speaking\b")
_ANSWERS = lazy(
    rf"\b(?:[Tt]his is|[Ii]t['’]s)\s+{_NO_NAME}(?:{either_case(STAFF_TITLES)}\b\.?\s+)?{_FIRST}[\w'’\]>.-]*"
    rf"(?:\s{_FIRST}[\w'’\]>-]*)?,?\s+(?:from|at|in|with|speaking|calling)\b"
)
_ANSWERS_UNCASED = lazy(
    rf"\b(?:this is|it['’]s)\s+{_NO_NAME}(?:{one_of(STAFF_TITLES)}\b\.?\s+)?[a-z]+,?\s+(?:from|speaking|calling)\b"
)
_OFFICE = lazy(
    r"^[^?!]{0,50}\b(?:clinic|dental|dentistry|office|practice|medical|pharmacy|surgery|billing|front desk|reception"
    r"|cent(?:er|re))\b[^?!.]{0,20}[,.]\s*(?:this is|how (?:can|may)|[\w\]>]+ speaking)\b",
    re.IGNORECASE,
)
ORGANISATION = lazy(
    r"(?i:\b(?:clinic|dental|dentistry|practice|medical|hospital|surgery|pharmacy|cent(?:er|re)|office|health(?:care)?"
    r"|p(?:a)?ediatrics|orthodontics|physicians|associates|cardiology|radiology|front desk|billing|reception)\b"
    r"|\[(?:org|clinic|practice|company|hospital|facility)\w*\])|\b(?:from|calling) [A-Z]\w+",
)
ALL = {
    "by_name": _ANSWERS,
    "by_name_uncased": _ANSWERS_UNCASED,
    "office": _OFFICE,
    "organisation": ORGANISATION,
    "named": NAMED,
}
ANSWERS = frozenset({"by_name", "by_name_uncased", "office"})  # those that answers() tries


def answers(text: str) -> bool:
    """Whether a text answers as one does on the phone, by name or with the office first ("Hillside Dental, how can I
    help?")."""
    return bool(answers_by_name(text) or _OFFICE.match(text))


def answers_by_name(text: str) -> bool:
    """Whether a text answers with a name, and from where; talk without capitals has fewer ways to tell."""
    return bool((_ANSWERS_UNCASED if text == text.lower() else _ANSWERS).search(text))
