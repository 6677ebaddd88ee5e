"""Telephone, record, policy, card and other numbers, by their form and by what is said beside them or was asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from carescore.privacy import _cues
from carescore.privacy._lexicons import is_ordinary
from carescore.privacy._number_words import Run, runs
from carescore.privacy._tokens import is_cased, upper
from carescore.privacy.identifiers import Found, Kind
from carescore.text.regex import lazy

KINDS = frozenset({Kind.PHONE, Kind.RECORD, Kind.POLICY, Kind.CARD, Kind.NUMBER})
EXTENSION = 2  # digits of an extension
CUED = 3  # digits from which a number is one that a word beside it names
LONG = 7  # digits from which a number needs no word beside it
SPOKEN = 4  # single digits in a row that nobody says but of a number to write down
# Stays a pattern: each unit right behind a number, with its own ending, and what must not follow.
_UNIT = lazy(
    r"^[\s-]*(?:milligrams?|mgs?|micrograms?|mcg|mls?|cc|grams?|g|kilos?|kilograms?|kgs?|"
    r"pounds?|lbs?|ounces?|oz|units?|liters?|litres?|"
    r"dollars?|cents?|bucks|pence|quid|euros?|percent|per|%|degrees?|minutes?|mins?|seconds?|secs?|"
    r"hours?|hrs?|days?|nights?|"
    r"weeks?|months?|years?|times|steps?|calories|beats|feet|foot|inch(?:es)?|miles?|metres?|meters?|cm|mm|tablets?|pills?|"
    r"capsules?|people|patients|o['’]?clock|a\.?m\b|p\.?m\b|over\b|out of|to\b|or\b|"
    r"points?|more|hundred|thousand|million|grand)(?!\w)",
    re.IGNORECASE,
)
_MONEY = lazy(
    r"[$£€]\s*$|\b(?:dollars|about|around|almost|over|under|roughly|up to|paid|cost|costs|owe|costing)\s*\$?$",
    re.IGNORECASE,
)
_YEAR = lazy(r"(?:19|20)\d\d")
_PUBLIC = frozenset("911 988 999 111 112 101 411 211 311 611 711 811 123".split())
_VITALS = lazy(r"^\d{2,3}(?:/| over )\d{2,3}", re.IGNORECASE)
_CODE = lazy(r"(?<![\w/-])(?=[A-Z0-9/-]*[A-Z])(?=(?:[A-Z0-9/-]*\d){3})[A-Z0-9]+(?:[-/][A-Z0-9]+)*(?![\w-])")
_SHORT_CODE = lazy(  # with fewer figures, right behind a word for it: "confirmation code QF7K2M"
    r"(?i:\b(?:number|code|id|reference|ref)(?: is|['’]s| was|:)?,? )"
    r"(?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])([A-Z0-9]{5,12})(?!\w)"
)
_PREFIX = lazy(r"(?:(?<![\w.])(?!(?:ID|MRN|NHS|SSN|PIN|CVV|CVC|US|UK|ER|OK|I|A|NO|RX)\b)[A-Z]{1,5}[ -])?[(+]*$")
_SMALL_PREFIX = lazy(r"(?<![\w.'’-])([a-z]{2,5})[ -][(+]*$")
_LETTER = lazy(r"(?<![\w.'’-])[b-hj-z] $")  # before words of numbers: "w two six eight eight"
_DECIMAL = r"(?<![\d.])\d{1,3}\.\d{1,2}(?!\.?\d)"
_DECIMALS = lazy(rf"{_DECIMAL}.*(?:,|\bthen\b)|(?:,|\bthen\b).*{_DECIMAL}")  # "11.4, then 9.2" is measured
_DASHED = lazy(r"(?<![\w.])[A-Za-z] (?:dash|hyphen) $")
_IBAN = lazy(r"(?<!\w)[A-Z]{2}\d\d(?: ?[A-Z\d]{4}){3,7}(?: ?[A-Z\d]{1,3})?(?!\w)")
_INSURED = lazy(r"(?<!\w)[A-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D](?!\w)")  # a British national insurance number
_LOGIN = lazy(
    r"\b(?:user ?name|user id|log-?in|screen name|pass ?word)(?: is| was|['’]s|:) (?=\S*\d)([^\s,;?!]*[^\s,;?!.])",
    re.IGNORECASE,
)
_EXPIRY = lazy(r"(?<![\d/])(?:0?[1-9]|1[0-2]) ?/ ?(?:20)?\d\d(?![\d/])")
_EXTENSION = lazy(r"\bext(?:ension|\.)? (?:is |number )?$", re.IGNORECASE)
_AMOUNT = lazy(r"\d+(?:MC?G|ML|IU|CC|G|KG|LBS?|TH|ST|ND|RD|S|AM|PM|K|X|KM|CM|MM|HZ|BPM)")  # "500MG" of no capitals
_FOUR = lazy(r"last (?:four|4)|final four|\bpin\b|ending in|ends in|ext(?:ension)?\b", re.IGNORECASE)


def found(text: str, asked: Kind | None) -> Iterator[Found]:
    """The numbers of a text. asked: what the other side has just asked for."""
    loud = text if is_cased(text) else upper(text)
    for pattern, kind in ((_IBAN, Kind.CARD), (_INSURED, Kind.NUMBER)):
        for match in pattern.finditer(loud):
            yield Found(match.start(), match.end(), kind, re.sub(r"\W", "", match[0]))
    for match in _CODE.finditer(loud):
        if _AMOUNT.fullmatch(match[0]):
            continue
        cued = _cues.beside(text, match.start(), match.end()) or asked
        kind = cued if cued and cued in KINDS - {Kind.PHONE} else Kind.NUMBER
        yield Found(match.start(), match.end(), kind, re.sub(r"\W", "", match[0]).upper())
    for match in _SHORT_CODE.finditer(loud):
        cued = _cues.beside(text, match.start(1), match.end(1))
        yield Found(match.start(1), match.end(1), cued if cued in KINDS else Kind.NUMBER, match[1])
    for match in _LOGIN.finditer(text):
        yield Found(match.start(1), match.end(1), Kind.NUMBER, match[1].lower())
    if not is_cased(text):
        yield from _spelled(text, asked)
    if asked is Kind.CARD or "expir" in text.lower():
        for match in _EXPIRY.finditer(text):
            yield Found(match.start(), match.end(), Kind.CARD, re.sub(r"\D", "", match[0]))
    for run in runs(text):
        of_run = _kind(text, run, asked)
        if of_run:
            start = _start(text, run.start) if of_run in KINDS else run.start
            yield Found(start, run.end, of_run, run.key)


def _spelled(text: str, asked: Kind | None) -> Iterator[Found]:
    """Numbers with letters in a text without capitals, where something says what they are: "h 77 21 04"."""
    for run in runs(upper(text)):
        kind = _kind(text, run, asked)
        if kind in KINDS and not run.key.isdigit() and len(run.digits) >= SPOKEN:
            yield Found(_start(text, run.start), run.end, kind, run.key)


def _start(text: str, start: int) -> int:
    """Where a number begins with the letters and signs before its figures: "XHP 4471", "+44", "(555)", "A dash 4"."""
    dashed = _DASHED.search(text[:start])
    if dashed:
        return dashed.start()
    if text[start : start + 1].isalpha() and (letter := _LETTER.search(text[:start])):
        return letter.start()
    match = _PREFIX.search(text[:start])
    small = None if is_cased(text) else _SMALL_PREFIX.search(text[:start])
    if small and not is_ordinary(small[1]):
        return small.start()
    return match.start() if match else start


def again(text: str, known: Sequence[Found]) -> Iterator[Found]:
    """Numbers that were found elsewhere in the conversation, or parts of them that are long enough to tell."""
    for run in runs(text):
        one = next((f for f in known if len(run.digits) >= SPOKEN and _within(run, f)), None)
        if one and not _UNIT.match(text[run.end :]) and not _MONEY.search(text[: run.start]) and not _is_year(run):
            yield Found(_start(text, run.start), run.end, one.kind, run.key)


def _within(run: Run, known: Found) -> bool:
    return known.kind in KINDS and run.digits in re.sub(r"\D", "", known.key)


def _numeric(asked: Kind | None) -> Kind | None:
    return asked if asked in KINDS else None


def _kind(text: str, run: Run, asked: Kind | None) -> Kind | None:
    """What a run of numbers is; None where it is nobody's number."""
    count = len(run.digits)
    if count >= LONG and not _years(run):
        cued = _cues.beside(text, run.start, run.end) or _numeric(asked)
        if cued is None and _DECIMALS.search(text[run.start : run.end]):
            return None
        return cued if cued in KINDS else _by_form(run)
    if (
        count < (EXTENSION if _EXTENSION.search(text[: run.start]) else CUED)
        or (run.digits in _PUBLIC and run.key == run.digits)
        or _measured(text, run)
    ):
        return None
    cued = _cues.beside(text, run.start, run.end) or asked
    if cued is Kind.ADDRESS:
        return Kind.ADDRESS if count >= CUED else None
    if cued in KINDS and not (_is_year(run) and not _FOUR.search(text[: run.start])):
        return cued
    return Kind.NUMBER if _dictated(run) or _bare(text, run) or _cues.numbered(text, run.start) else None


def _measured(text: str, run: Run) -> bool:
    """Whether it counts or measures something, or is money."""
    return bool(
        _UNIT.match(text[run.end :])
        or _MONEY.search(text[max(0, run.start - 16) : run.start])
        or _VITALS.match(text[run.start :])
    )


def _by_form(run: Run) -> Kind:
    """What a long number is by its form alone."""
    count = len(run.digits)
    if 13 <= count <= 19 and (_luhn(run.digits) or all(len(part) == 4 for part in run.parts[:-1])):
        return Kind.CARD
    if count == 9 and [len(part) for part in run.parts] == [3, 2, 4]:
        return Kind.NUMBER
    return Kind.PHONE if count in (7, 10, 11, 12) and run.key == run.digits else Kind.NUMBER


def _luhn(digits: str) -> bool:
    doubled = [int(d) * (2 if i % 2 else 1) for i, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def _is_year(run: Run) -> bool:
    return bool(_YEAR.fullmatch(run.digits)) and run.key == run.digits


def _years(run: Run) -> bool:
    return all(_YEAR.fullmatch(part) for part in run.parts)


def _dictated(run: Run) -> bool:
    """Single digits in a row, and nobody counting up or down."""
    single = [part for part in run.parts if len(part) == 1 and part.isdigit()]
    steps = {int(two) - int(one) for one, two in pairwise(single)}
    return (
        len(single) >= SPOKEN and len(single) == len([p for p in run.parts if p.isdigit()]) and steps not in ({1}, {-1})
    )


def _bare(text: str, run: Run) -> bool:
    """Five figures and more in one, that are no amount: "44871"; not "12,500"."""
    written = text[run.start : run.end]
    return written.isdigit() and len(written) >= 5 and not re.match(r",\d{3}", text[run.end :])
