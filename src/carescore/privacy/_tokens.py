"""The words of a text as names see them: with a capital or not, at the beginning of a sentence or inside."""

from __future__ import annotations

import re
from dataclasses import dataclass

from carescore.text.people import ABBREVIATED_TITLES, ADDRESSES
from carescore.text.regex import lazy, one_of

_WORD = lazy(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SHORT = ABBREVIATED_TITLES | {"rev", "st", "jr", "sr"}  # what else stands beside a name with a full stop
_POSSESSIVE = lazy(r"['’](?:s|ll|d|ve|re)?$", re.IGNORECASE)
_LETTERS = lazy(r"^(?:[A-Z]{2,}s?$|[A-Z]-(?![A-Z]-)\w)")  # "MRI", "NSAIDs", "C-section"
_CAMEL = lazy(r"^(?!Mc|Mac|De|Di|La|Le|Van|O['’]|D['’]|Fitz)\w*[a-z][A-Z]")
_STUTTER = lazy(r"^(\w+)(?:['’]\w+)?-(?:\1\w*(?:['’]\w+)?-)*\1\w*(?:['’]\w+)?$", re.IGNORECASE)
FRAGMENT = 4  # letters of a word that was cut off and cannot be told
_CUT = ("-", "–", "—")
_ENDS = frozenset("-.?!:;…\n\x1f—–*•>)]")
_SKIPPED = " \t\"“”'‘’(["
TITLE = lazy(
    rf"(?:{one_of(ADDRESSES)}|reverend|rev|pastor|rabbi|imam|aunt|auntie|uncle|grandma|grandpa|officer|judge|señora?|matron|"
    r"surgeon|st)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word without its possessive ending. low: in small letters; capital: begins with a big one and is no
    abbreviation; initial: begins a sentence; tied: parted from the word before it by a space alone."""

    start: int
    end: int
    text: str
    low: str
    capital: bool
    initial: bool
    tied: bool


def tokens(text: str) -> list[Token]:
    """The words of a text. One that is all in big or all in small letters has no capitals."""
    found: list[Token] = []
    cased = is_cased(text)
    for match in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", match[0])
        cut = len(match[0]) <= FRAGMENT and text[match.end() : match.end() + 1] in _CUT
        if _STUTTER.match(word) or (cut and not word.isupper()):
            continue  # "I-I", "th-those"; "Janu—"
        last = found[-1] if found else None
        gap = text[last.end : match.start()] if last else ""
        dotted = bool(last and gap in (". ", " . ") and (last.low in _SHORT or len(last.low) == 1))
        found.append(
            Token(
                match.start(),
                match.start() + len(word),
                word,
                word.lower(),
                cased and word[:1].isupper() and not _abbreviation(word),
                not dotted and _begins(text, match.start()),
                dotted or gap == " ",
            )
        )
    return found


def is_cased(text: str) -> bool:
    """Whether big letters tell something: there are some beside "I", and small ones."""
    words = [word for word in _WORD.findall(text) if word not in ("I", "A") and not word.startswith(("I'", "I’"))]
    return any(word[:1].isupper() for word in words) and any(not word.isupper() for word in words)


def upper(text: str) -> str:
    """A text in big letters, place for place: a letter whose big form is several ("ß", "ﬁ") stays as it is."""
    loud = text.upper()
    return loud if len(loud) == len(text) else "".join(s.upper() if len(s.upper()) == 1 else s for s in text)


def _abbreviation(word: str) -> bool:
    return bool(_LETTERS.match(word) or _CAMEL.match(word))


def _begins(text: str, place: int) -> bool:
    while place and text[place - 1] in _SKIPPED:
        place -= 1
    return not place or text[place - 1] in _ENDS
