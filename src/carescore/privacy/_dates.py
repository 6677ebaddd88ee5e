"""Dates with a day, and dates of birth in any form, written and spoken. Weekdays, months and years alone stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from carescore.privacy import _number_words
from carescore.privacy.identifiers import Found, Kind
from carescore.text.dates import MONTHS
from carescore.text.numbers import ONES, ORDINALS, TEENS, TENS, VALUES
from carescore.text.regex import lazy, one_of

_MONTH = rf"(?:{one_of(MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
_ORDINALS = [*ORDINALS, "twentieth", "thirtieth"]  # of the days of a month
_ORDINAL = rf"(?:(?:twenty|thirty)[ -])?(?:{'|'.join(_ORDINALS)})"
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?![\d:/]|\s*(?:mg|ml|%|milli|a\.?m|p\.?m))|{_ORDINAL})\b"
_CARDINAL = rf"(?:twenty|thirty)?[ -]?{one_of(VALUES)}"
_ONE = one_of(ONES)
_TWO = rf"(?:{one_of(TENS)}(?:[ -]{_ONE})?|(?:oh|o)[ -]{_ONE}|{one_of(TEENS)})"
_YEAR = (
    rf"(?:(?:19|20)\d\d|['’]\d\d|nineteen[ -](?:hundred(?:[ -]and)?[ -])?{_TWO}|twenty[ -]{_TWO}"
    rf"|two thousand(?:[ -](?:and[ -])?(?:{_TWO}|{_ONE}))?)\b"
)
_SHORT_YEAR = rf"(?:{_YEAR}|\d\d\b|{_TWO}\b)"
NUMERIC = lazy(
    r"(?<![\d/.-])(?:\d{1,2}([/.-])\d{1,2}\1(?:19|20)?\d\d|(?:19|20)\d\d([/.-])\d{1,2}\2\d{1,2})(?![\d/]|-\d|\.\d)"
)
_LEADS = "|".join(rf"(?<=\b{word} )" for word in "for by since until till before after from dated".split())
DAY_MONTH = lazy(  # "on 5/7"; behind other words only what is no fraction and no mark out of ten: "booked for 5/28"
    r"(?<=\bon )\d{1,2}/\d{1,2}(?![\d/])"
    rf"|(?:{_LEADS})(?:(?:1[0-2]|0?[1-9])/(?:1[1-9]|2\d|3[01])|(?:1[3-9]|2\d|3[01])/(?:1[0-2]|0?[1-9]))(?![\d/]|\.\d)",
    re.IGNORECASE,
)
WRITTEN = lazy(
    rf"\b(?:{_MONTH}\s+(?:the\s+)?{_DAY}(?:,?\s*(?:of\s+|in\s+)?{_YEAR})?"
    rf"|(?:the\s+)?(?:{_DAY}\s+(?:and|or|to|till|until|through)\s+(?:the\s+)?)?{_DAY}\s+(?:day\s+)?(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?)",
    re.IGNORECASE,
)
_LATE = rf"(?:{'|'.join(_ORDINALS[9:])}|(?:twenty|thirty)[ -](?:{'|'.join(_ORDINALS[:9])}))"
_GOES_ON = "at and or for to with from through but so then when because i we you they he she".split()
_ENDS = rf"(?=[.,;?!]|$| (?:{'|'.join(_GOES_ON)})\b)"
_BEFORE = "|".join(rf"(?<=\b{word} )" for word in "on by until since after through before around".split())
ALONE = lazy(  # a day without its month: "on the 21st", not "on the 2nd floor"
    rf"(?:{_BEFORE})the (?:\d{{1,2}}(?:st|nd|rd|th)|{_LATE}){_ENDS}", re.IGNORECASE
)
COUNTED = lazy(rf"\b{_MONTH}\s+{_CARDINAL}\b,?\s+{_YEAR}", re.IGNORECASE)  # "March three nineteen fifty"
_OF_BIRTH = lazy(
    rf"\b(?:{_MONTH}(?:,?\s+(?:the\s+)?(?:{_DAY}|{_CARDINAL}\b))?(?:,?\s+(?:of\s+)?{_SHORT_YEAR})?"
    rf"|(?:the\s+)?{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_SHORT_YEAR})?"
    rf"|(?:the\s+)?{_DAY}\s+of\s+(?:the\s+)?(?:{_ORDINAL}|\d{{1,2}}(?:st|nd|rd|th))\b,?\s+{_SHORT_YEAR}"
    rf"|(?:the\s+)?{_ORDINAL},?\s+{_YEAR}|{_YEAR}"
    rf"|\d{{1,2}}[/. -]\d{{1,2}}[/. -]\d{{2,4}})",
    re.IGNORECASE,
)
_BORN = lazy(r"birth|\bborn\b|\bd\.?o\.?b\b", re.IGNORECASE)
HINT = lazy(rf"\d|\b{_MONTH}|{_ORDINAL}|{_number_words.WORDS}", re.IGNORECASE)  # in every date
_FEWEST = 3  # digits of a date of birth said in numbers: "four twelve sixty"
_WINDOW = 60


def found(text: str, asked: bool) -> Iterator[Found]:
    """The dates of a text. asked: the other side has just asked for a date of birth."""
    if not HINT.search(text):
        return
    for start, end in sorted(_births(text, asked), key=lambda span: span[0] - span[1]):
        yield Found(start, end, Kind.BIRTH_DATE, _key(text[start:end]))
    for pattern in (NUMERIC, WRITTEN, COUNTED, DAY_MONTH, ALONE):
        for match in pattern.finditer(text):
            if _is_date(match[0]):
                yield Found(match.start(), match.end(), Kind.DATE, _key(match[0]))


def _births(text: str, asked: bool) -> Iterator[tuple[int, int]]:
    """What can be a date of birth: behind a word for it, before "is my date of birth", or anywhere in an answer."""
    places = [m.end() for m in _BORN.finditer(text)]
    if not places and not asked:
        return
    for match in [*NUMERIC.finditer(text), *_OF_BIRTH.finditer(text)]:
        after = any(0 <= match.start() - place <= _WINDOW for place in places)
        before = any(
            0 <= place - match.end() <= _WINDOW // 2 and "is" in text[match.end() : place].split() for place in places
        )
        if (after or before or asked) and (len(match[0]) > 3 and _counts(match[0], asked)):
            yield match.start(), match.end()
    for run in _number_words.runs(text):
        near = any(0 <= run.start - place <= _WINDOW for place in places)
        if (near or asked) and _FEWEST <= len(run.digits) <= 8 and run.digits == run.key and len(run.parts) != 2:
            yield run.start, run.end


def _counts(words: str, asked: bool) -> bool:
    """Whether it tells more than a month: a month alone is no date."""
    return bool(re.search(r"\d|\s", words)) and not (
        words.lower().startswith("may ") and not re.search(r"\d", words) and not asked
    )


def _is_date(words: str) -> bool:
    """Not "you may second that": small letters of a month that is a word need figures, "the", or a later day."""
    month = words.split()[0]
    return not (month in ("may", "march", "mar", "jan") and not re.search(r"\d|\bthe\b|eth\b|th\b|\bthird\b", words))


def _key(words: str) -> str:
    return re.sub(r"\W+", " ", words.lower().replace("the ", "").replace(" of ", " ")).strip()
