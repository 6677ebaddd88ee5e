"""Postal addresses: streets with a number, post boxes, flats, postcodes, and a town with its state and code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from carescore.privacy import _number_words
from carescore.privacy._lexicons import is_ordinary
from carescore.privacy._tokens import is_cased
from carescore.privacy.identifiers import Found, Kind
from carescore.text.numbers import ORDINALS
from carescore.text.people import TITLES
from carescore.text.regex import lazy, one_of
from carescore.text.wordlists import alternatives

_TYPE = rf"(?:{alternatives('privacy', 'street_types')})"
SURE_WORDS = "street avenue road drive lane court boulevard terrace crescent parkway highway".split()
_SURE = rf"(?:{'|'.join(SURE_WORDS)})"
_STATES = alternatives("privacy", "states")
_SHORT = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|"
    "SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC|AB|BC|MB|NB|NL|NS|ON|PE|QC|SK"
)
_AUSTRALIAN = r"(?:NSW|VIC|QLD|SA|WA|TAS|ACT|NT)\b"
_POSTCODE = r"(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d)"
_COUNTED = rf"(?:{_number_words.WORDS}|oh)"
_NUMBER = rf"(?:(?:\d{{1,4}}/)?\d{{1,6}}[A-Za-z]?(?:-\d+)?|{_COUNTED}(?:[ -](?:and )?{_COUNTED})*)"
_DIRECTION = r"(?:north|south|east|west|n|s|e|w|ne|nw|se|sw)\b\.?"
_NTH = (
    r"(?:\d{1,3}(?:st|nd|rd|th)|"
    rf"(?:\w+[ -])?(?:{one_of(ORDINALS)}|\w+tieth))"
)
_STREET = rf"(?:{_NTH}|[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){{0,2}}?)"
_FLAT = (
    r"(?:apartment|apt|unit|suite|ste|flat|room|floor|#|lot|building|bldg)\b\.? ?#?"
    rf"(?:number )?(?:{_COUNTED}(?:[ -]{_COUNTED})*(?: (?![ai] )[A-Z]\b)?|[A-Z]?\d+[A-Z]?|[A-Z]\b|\w+)"
)
_CITY = (
    rf"(?:(?!{one_of(map(str.capitalize, TITLES))}\b)[A-Z](?:[^\W\d_]|['’-])+(?!\w)"
    rf"(?: (?!{_AUSTRALIAN})[A-Z](?:[^\W\d_]|['’-])+(?!\w)){{0,2}})"
)
_ZIP = r"\d{5}(?:-\d{4})?"
_DOOR = rf",? number (?:\d+|{_COUNTED}(?:[ -]{_COUNTED})*)\b"
_TAIL = (
    rf"(?:,? (?i:{_FLAT})|(?i:{_DOOR}))?"
    rf"(?:,? (?:in )?{_CITY}(?:,? (?:{_STATES}|{_SHORT})\b|,? {_AUSTRALIAN}(?: \d{{4}}\b)?)?)?"
    rf"(?:,? (?:{_POSTCODE}|{_ZIP})\b)?"
)
_STREETS = lazy(
    rf"\b(?:number )?{_NUMBER},? (?:{_DIRECTION} )?{_STREET} {_TYPE}\b\.?(?: {_DIRECTION}(?!\w))?", re.IGNORECASE
)
_AFTER = lazy(_TAIL)
UNNUMBERED = lazy(rf"\b(?:on|of|off|at|in|from|down) ({_CITY} (?i:{_SURE}))\b(?! [A-Z])")
_ROUTE = lazy(r"\b\d{1,6} (?:county |state |rural )?(?:route|highway|hwy|rr|road) \d{1,4}\b", re.IGNORECASE)
# Stays a pattern: a number may stand before or behind a name of any kind, of which a part tells.
_FOREIGN = lazy(
    r"\b(?:\d{1,4},? )?(?:rue|calle|avenida|rua|viale|piazza|all[ée]e|chemin|paseo|impasse|quai)"
    r"(?: de l[ao]s?| d[eu]s?| della| di)? [^\W\d_][\w'’-]+(?:,? \d{1,4}\b(?! ?\d))?"
    r"|\b[^\W\d_]{3,}(?:stra(?:ß|ss)e|straat|gasse|gatan|weg|allee) \d{1,4}[a-z]?\b",
    re.IGNORECASE,
)
_FOREIGN_TOWN = lazy(rf",? \d{{4,5}}(?: [A-Z]{{2}})? {_CITY}")
_SMALL_TOWN = lazy(  # behind a street or a box, in a text without capitals
    rf",? [^\W\d_][\w'’ -]{{1,30}}?,? (?:(?:{_STATES}|{_SHORT}),? {_ZIP}|{_AUSTRALIAN} \d{{4}})\b"
    rf"|(?:,? [^\W\d_][\w'’ -]{{1,30}}?)?,? {_POSTCODE}\b",
    re.IGNORECASE,
)
_SMALL_STREET = lazy(rf"\b(?:on|off|at|in) (([a-z'’-]+) {_SURE})\b")
_SMALL_BEHIND = lazy(  # a town behind a street, told by being no ordinary word
    rf",? (?!{one_of(TITLES)}\b)(?P<town>[^\W\d_][\w'’-]*)(?:,? (?:{_STATES}))?(?=[.?!,;]|$)",
    re.IGNORECASE,
)
_SMALL_POSTCODE = lazy(
    r"\b[a-z]\d[a-z] ?\d[a-z]\d\b|"
    r"\b[a-z]{1,2}\d[a-z\d]? (?!\d(?:st|nd|rd|th|am|pm|mg|ml|cc|kg|lb|oz|in|ft|hr|cm|mm)\b)\d[a-z]{2}\b"
)
_BOX = lazy(rf"\bp\.? ?o\.? ?box (?:number )?(?:{_COUNTED}(?:[ -]{_COUNTED})*\b|\w+)", re.IGNORECASE)
_SAID_CODE = lazy(  # letter by letter: "the postcode is s w one a one a a"
    rf"\b(?:post ?code|postal code)(?:['’]s| is| was|:)? ((?:(?:[a-z]|\d{{1,2}}|{_COUNTED})\b[ -]?){{4,8}})",
    re.IGNORECASE,
)
_FLATS = lazy(rf"\b{_FLAT}", re.IGNORECASE)
_CODED = lazy(
    rf"\b(?:{_CITY},? (?:(?:{_STATES}|{_SHORT}),? {_ZIP}|{_AUSTRALIAN} \d{{4}})|{_POSTCODE}|(?:{_SHORT}) {_ZIP})\b"
)
_TOWN = lazy(rf"\b{_CITY}, (?:{_SHORT})\b(?!\.)")
_IN_STATE = lazy(rf"\b(?:in|from|near|to|of|at|outside|around) ({_CITY}, (?:{_STATES}))\b")
_SMALL_IN_STATE = lazy(
    rf"\b(?:in|from|near|to|outside|around) ((?P<town>[^\W\d_][\w'’-]+),? (?:{_STATES}))\b", re.IGNORECASE
)
_UNITS = lazy(
    r"^(?:\w+ )?(?:minutes?|hours?|days?|weeks?|months?|years?|times?|people|of|to|in|more|other|different)\b",
    re.IGNORECASE,
)
_ANSWER = lazy(rf"\b(?:[A-Z] ){{0,2}}{_NUMBER} [^.?!]*", re.IGNORECASE)
_HOME = lazy(r"\b(?:apartment|apt|flat|unit)\b\.? ?#?(?:number )?(?=\S*\d|[A-Z]\b)[\w-]+", re.IGNORECASE)


def found(text: str, asked: bool) -> Iterator[Found]:
    """The addresses of a text. asked: the other side has just asked for one."""
    cased = is_cased(text)
    if _number_words.any_in(text):
        yield from _numbered(text, asked, cased)
    for match in () if cased else _SMALL_STREET.finditer(text):
        if not is_ordinary(match[2]):
            yield _one(text, match.start(1), match.end(1))
    for match in UNNUMBERED.finditer(text) if any(word in text.lower() for word in SURE_WORDS) else ():
        yield _one(text, match.start(1), match.end(1))
    for match in _TOWN.finditer(text):
        yield _one(text, match.start(), match.end())
    yield from _in_states(text, cased)


def _in_states(text: str, cased: bool) -> Iterator[Found]:
    """Towns with the name of their state; without capitals those that are no ordinary word."""
    for match in (_IN_STATE if cased else _SMALL_IN_STATE).finditer(text):
        if cased or not is_ordinary(match["town"].lower()):
            yield _one(text, match.start(1), match.end(1))


def _tail(text: str, end: int, cased: bool) -> int:
    """Where an address ends with flat, town and code behind the street."""
    tail = _AFTER.match(text, end)
    last = tail.end() if tail else end
    if cased:
        return last
    if small := _SMALL_TOWN.match(text, last):
        return small.end()
    behind = _SMALL_BEHIND.match(text, last)
    return behind.end() if behind and not is_ordinary(behind["town"].lower()) else last


def _behind(text: str, match: re.Match[str], pattern: object, cased: bool) -> int:
    """Where it ends with the town behind it; a street that has neither number nor town is no address."""
    if pattern is _FOREIGN:
        town = _FOREIGN_TOWN.match(text, match.end())
        return town.end() if town else match.end() if any(sign.isdigit() for sign in match[0]) else match.start()
    return _tail(text, match.end(), cased) if pattern is _BOX else match.end()


def _numbered(text: str, asked: bool, cased: bool) -> Iterator[Found]:
    for match in _ROUTE.finditer(text):
        yield _one(text, match.start(), match.end())
    for match in _STREETS.finditer(text):
        if not _UNITS.match(match[0].lower().removeprefix("number ").partition(" ")[2]):
            yield _one(text, match.start(), _tail(text, match.end(), cased))
    for pattern in (_FOREIGN, _BOX, _CODED, _HOME, *(() if cased else (_SMALL_POSTCODE,))):
        for match in pattern.finditer(text):
            yield _one(text, match.start(), _behind(text, match, pattern, cased))
    for match in _SAID_CODE.finditer(text):
        if any(len(word) == 1 and word.isalpha() for word in match[1].split()) and _number_words.any_in(match[1]):
            yield _one(text, match.start(1), match.start(1) + len(match[1].rstrip(" -")))
    answer = _ANSWER.search(text) if asked else None
    if answer:
        yield _one(text, answer.start(), answer.start() + len(answer[0].rstrip(" ,")))


def _one(text: str, start: int, end: int) -> Found:
    return Found(
        start, end, Kind.ADDRESS, " ".join(text[start:end].lower().replace(",", " ").replace(".", " ").split())
    )
