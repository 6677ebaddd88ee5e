"""E-mail addresses, links and network names, written and as people say them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from carescore.privacy._lexicons import is_first
from carescore.privacy.identifiers import Found, Kind
from carescore.text.regex import lazy
from carescore.text.words import HESITATIONS

_TOP = r"(?:com|org|net|edu|gov|info|health|care|clinic|app|io|co|us|uk|ca|au|ie|nz|de|eu|nhs|mail|me)"
EMAIL = lazy(r"[\w.+%'’-]+@[\w-]+(?:\.[\w-]+)+")
LINK = lazy(rf"\b(?:https?://|www\.)[^\s<>\"”]+|\b[\w-]+(?:\.[\w-]+)*\.{_TOP}\b(?:/[^\s<>\"”,]*)?", re.IGNORECASE)
HANDLE = lazy(r"(?<![\w@.])@\w{3,}")
NETWORK = lazy(r"\b\d{1,3}(?:\.\d{1,3}){3}\b|\b[0-9A-F]{2}(?::[0-9A-F]{2}){5}\b", re.IGNORECASE)
_ENDS = ".,;:!?)'’"
_WITHIN = r"(?: dot |\.| dash | hyphen )"
_PROVIDERS = r"gmail|hotmail|yahoo|outlook|icloud|aol|proton(?:mail)?|msn|comcast"
_HOST = (
    rf"(?:(?:[\w-]+ ){{0,2}}?[\w-]+(?:{_WITHIN}[\w-]+)*(?: dot |\.){_TOP}(?:(?: dot |\.)(?:uk|au|nz|za|us))?"
    rf"|(?:{_PROVIDERS})(?! dot |\.\w))"
)
_SPOKEN_EMAIL = lazy(
    rf"\b(?P<local>(?:[\w.'’-]+[ ,]+){{0,14}}?[\w.'’-]+),? at (?:the )?(?P<host>{_HOST})\b", re.IGNORECASE
)
_SPOKEN_LINK = lazy(
    rf"\b(?:(?:w ?w ?w|triple w|dub dub dub) dot (?:[\w-]+ ){{0,2}}?)?[\w-]+(?: dot [\w-]+(?: [\w-]+)?)* dot {_TOP}"
    r"(?: dot (?:uk|au|nz|us))?"
    r"(?:(?: forward)? slash [\w-]+)*\b",
    re.IGNORECASE,
)
_IN_HOST = lazy(r" dot |\.")  # else a provider alone: "rosa at hotmail"
_SEVERAL = lazy(r"(?!dash |hyphen )[\w-]+ (?!dot |dash |hyphen )")  # words of a host that are no parts of it
_OF_LOCAL = lazy(r"underscore|dash|hyphen| dot |\d", re.IGNORECASE)
_OF_MAIL = lazy(r"mail| dot | underscore ", re.IGNORECASE)
_SPOKEN_SITE = lazy(
    rf"\b(?:go to|visit|log (?:in|on) (?:at|to|on)|(?:web)?site(?: is)?|page is|portal is) "
    rf"((?:[\w-]+ ){{1,3}}(?:dot [\w-]+ )*dot {_TOP}(?:(?: forward)? slash [\w-]+)*)\b",
    re.IGNORECASE,
)
HINT = lazy(r"@|\w[.:]\w|://")  # in all that is written
_PIECE = lazy(r"[^\s,]+")


def found(text: str) -> Iterator[Found]:
    """The addresses of a text."""
    if " dot " not in text and " at " not in text and not HINT.search(text):
        return
    for kind, pattern in ((Kind.EMAIL, EMAIL), (Kind.NUMBER, NETWORK), (Kind.LINK, LINK), (Kind.LINK, HANDLE)):
        for match in pattern.finditer(text):
            end = match.start() + len(match[0].rstrip(_ENDS))
            yield Found(match.start(), end, kind, text[match.start() : end].lower())
    for match in _SPOKEN_EMAIL.finditer(text) if " at " in text else ():
        if not _IN_HOST.search(match["host"]) and not _OF_MAIL.search(text):
            continue
        start = match.start() + _local(match["local"])
        if _SEVERAL.match(match["host"]) and not _OF_LOCAL.search(text[start : match.start("host")]):
            continue  # "log in at my lake dot org" is a link
        yield Found(start, match.end(), Kind.EMAIL, _written(text[start : match.end()]))
    for match in _SPOKEN_SITE.finditer(text) if " dot " in text else ():
        yield Found(match.start(1), match.end(1), Kind.LINK, _written(match[1]))
    for match in _SPOKEN_LINK.finditer(text) if " dot " in text else ():
        yield Found(match.start(), match.end(), Kind.LINK, _written(match[0]))


def _local(words: str) -> int:
    """Where the part before "at" begins: behind the last word that leads to an address and is in none."""
    pieces = list(_PIECE.finditer(words))
    place = len(pieces) - 1
    while place > 0 and (_plain(pieces[place - 1]) not in _LEADS or _is_pair(pieces, place)):
        place -= 1
    return pieces[place].start()


def _is_pair(pieces: list[re.Match[str]], place: int) -> bool:
    """Whether "and" stands there between two names: "bill and betty"."""
    return place > 1 and _plain(pieces[place - 1]) == "and" and is_first(_plain(pieces[place - 2]))


def _plain(piece: re.Match[str]) -> str:
    return piece[0].lower().strip("'’.,")


_LEADS = frozenset(
    "is it it's its that's thats was e-mail email mail address addresses at and the to me my your our us so "
    "yes yeah sure okay ok well on use try for send write with or be would you can find i i'm her his".split()
).union(HESITATIONS)


def _written(text: str) -> str:
    joined = re.sub(r" dot ", ".", re.sub(r",? at (?:the )?", "@", text.lower()))
    return re.sub(r"[\s,]+", "", joined)
