"""Clock times to integer milliseconds, digit by digit or by decimal arithmetic: 0.29 s is 290 ms, never 289."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from decimal import Decimal, InvalidOperation
from typing import Any

from carescore.text.regex import lazy

SKIPPED_CUE = "a cue without readable times was skipped"
CLOCK = r"(?:\d{1,3}:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,6})?"
_CLOCK = lazy(r"(?P<minus>-)?(?:(?P<h>\d{1,6}):)?(?P<m>\d{1,3}):(?P<s>\d{1,2})(?:[.,:;](?P<f>\d{1,6}))?$")
_DURATION = lazy(r"PT(?:(?P<h>\d{1,9})H)?(?:(?P<m>\d{1,9})M)?(?:(?P<s>\d{1,9}(?:\.\d+)?)S)?$")
_LONGEST = 18  # digits before the point: more is no time, and would take long to write out
_FRACTION = lazy(r"\.(\d+)")
_SECONDS = lazy(r"(\d{1,12})(?:\.(\d{1,3}))?")
ARROW = lazy(r"^[ \t]*(?P<start>-?[\d:.,;]+)[ \t]*-->[ \t]*(?P<end>-?[\d:.,;]+)(?P<settings>[ \t]+\w+:\S.*)?[ \t]*$")
_CUE = lazy(
    r"[ \t]*(?:(\d{1,6}):)?(\d{1,3}):(\d\d)[.,](\d{3})[ \t]*-->"
    r"[ \t]*(?:(\d{1,6}):)?(\d{1,3}):(\d\d)[.,](\d{3})(?:[ \t]|$)"
)


def clock_ms(text: str) -> int | None:
    """ "1:02", "0:01:02.5" or "00:01:02,500" in ms; None for anything else. Two fields are minutes and seconds."""
    match = _CLOCK.match(text.strip())
    if not match:
        return None
    minus, hours, minutes, seconds, fraction = match.groups()
    total = (int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)) * 1000 + int(f"{fraction or '':0<3}"[:3])
    return -total if minus else total


def cue_ms(line: str) -> tuple[int, int] | None:
    """Start and end on the timing line of a cue; None when one cannot be read."""
    if usual := _CUE.match(line):
        h, m, s, ms, h2, m2, s2, ms2 = usual.groups()
        start = (int(h or 0) * 3600 + int(m) * 60 + int(s)) * 1000 + int(ms)
        return start, (int(h2 or 0) * 3600 + int(m2) * 60 + int(s2)) * 1000 + int(ms2)
    match = ARROW.match(line)
    first, last = (clock_ms(match["start"]), clock_ms(match["end"])) if match else (None, None)
    return None if first is None or last is None else (first, last)


def scaled_ms(value: Any, scale: int) -> int | None:
    """A number (or its text) in units of scale ms, rounded to ms; a clock time, "PT1M2S", or a date with a time (ms
    since 1970) also; else None."""
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value * scale if abs(value) < 10**_LONGEST else None
    text = str(value).strip()
    if scale == 1000 and (usual := _SECONDS.fullmatch(text)):
        return int(usual[1]) * 1000 + int(f"{usual[2] or '':0<3}")
    if text.startswith("PT") and (match := _DURATION.match(text)):
        return int(sum(Decimal(match[k] or 0) * u for k, u in (("h", 3_600_000), ("m", 60_000), ("s", 1000))))
    if ":" in text:
        return instant_ms(text) if "-" in text[1:] else clock_ms(text)
    try:
        number = Decimal(text.removesuffix("s").replace(",", "."))
        if not number.is_finite() or number.adjusted() >= _LONGEST:
            return None
        return int((number * scale).to_integral_value())
    except InvalidOperation:
        return None


def instant_ms(text: str) -> int | None:
    """An ISO 8601 date with a time in ms since 1970, UTC where no zone is given; None for anything else."""
    try:
        moment = datetime.fromisoformat(_FRACTION.sub(_microseconds, text.strip().replace("Z", "+00:00")))
        zoned = moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
        return round(zoned.timestamp() * 1000)
    except (ValueError, OverflowError):
        return None


def _microseconds(match: re.Match[str]) -> str:
    """A fraction with the six digits that every Python reads; services write three to nine."""
    return f".{match[1][:6]:0<6}"
