"""Days as people write them; one that can be read in two ways is refused, never guessed."""

from __future__ import annotations

import re
from datetime import date, datetime

from carescore.errors import UsageError
from carescore.text.regex import lazy

DAY_FIRST, MONTH_FIRST = ORDERS = ("day-first", "month-first")
_ISO = lazy(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d.*)?$")
_NUMBERS = lazy(r"(\d{1,2})[-/. ]{1,2}(\d{1,2})[-/. ]{1,2}(\d{4})(?:[T ,]+\d.*)?$")
_SPELT = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y")


def parse(text: str, order: str | None = None) -> date:
    """The day that a text names: 2026-03-14, 14 March 2026, March 14, 2026, and 14/03/2026 where it cannot be read
    otherwise. order: "day-first" or "month-first", where numbers alone do not tell. Raises UsageError."""
    text = text.strip()
    try:
        if found := _ISO.match(text):
            return date(*map(int, found.groups()))
        if found := _NUMBERS.match(text):
            first, second, year = map(int, found.groups())
            return _ordered(first, second, year, order)
    except ValueError:
        raise UsageError(f"'{text}' is no day of the calendar") from None
    words = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b|[,.]", " ", text)
    for style in _SPELT:
        try:
            return datetime.strptime(" ".join(words.split()), style).date()
        except ValueError:
            continue
    raise UsageError(f"'{text}' is no date; write it as 2026-03-14")


def _ordered(first: int, second: int, year: int, order: str | None) -> date:
    if first > 12 or order == DAY_FIRST:
        return date(year, second, first)
    if second > 12 or order == MONTH_FIRST or first == second:
        return date(year, first, second)
    raise UsageError(
        f"'{first}/{second}/{year}' can be read in two ways; write it as 2026-03-14, or say --dates day-first"
        " or --dates month-first"
    )
