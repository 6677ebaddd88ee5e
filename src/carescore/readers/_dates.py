"""Dates and times of day of messages, as a clock on the wall: ms since 1970, without a zone."""

from __future__ import annotations

import re
from datetime import datetime, timezone

from carescore.text.regex import lazy

_OF_DAY = lazy(r"(?P<h>\d{1,2})[:.](?P<m>\d\d)(?:[:.](?P<s>\d\d))?(?:\s?(?P<half>[ap])\.?\s?m\.?)?", re.IGNORECASE)
DAY = 86_400_000


def day_ms(year: int, month: int, day: int) -> int | None:
    """The start of a day, None where there is no such day; years of two digits are of this century."""
    try:
        return int(datetime(year + 2000 if year < 100 else year, month, day, tzinfo=timezone.utc).timestamp()) * 1000
    except ValueError:
        return None


def of_day_ms(text: str) -> int | None:
    """ "9:10", "09.10.11" or "9:10 p.m." since midnight; None for anything else."""
    match = _OF_DAY.fullmatch(text.strip())
    if not match:
        return None
    hour, minute, second = int(match["h"]), int(match["m"]), int(match["s"] or 0)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    return ((hour * 60 + minute) * 60 + second) * 1000 if hour < 24 and minute < 60 and second < 60 else None


def day_of(ms: int) -> str:
    """The day, as 2026-03-14, of ms since 1970 without a zone."""
    return datetime.fromtimestamp(ms / 1000, timezone.utc).date().isoformat()
