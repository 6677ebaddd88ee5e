"""Times as people and tools write them into text: "[00:01:02]", "#00:01:02-5#", "0:01 - 0:04", "(4s)", "10:02 AM".

A stamp is sure when brackets, hours or an end mark it; "10:30" alone may be an answer, and is believed only where many
lines begin so and run forward. Frames of a second are dropped: a text does not say how many there are in one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from carescore.readers._dates import of_day_ms
from carescore.readers._times import CLOCK, clock_ms, instant_ms, scaled_ms
from carescore.text.regex import lazy

TIME = rf"(?:\d{{1,3}}:\d\d:\d\d[:;]\d\d|{CLOCK}(?:-\d(?=#))?)"
SPELT = r"(?:\d+ hours? )?(?:\d+ minutes? )?\d+ seconds?"
_HALF = r"[ \t]?[aApP]\.?[mM]\b\.?"
_DATE = r"(?:\d{4}-\d\d-\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})"
_ISO = r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?"
_SECONDS = r"\d{1,6}(?:\.\d{1,6})?[ \t]?s(?:ec(?:ond)?s?)?\b"
_NUMBER = r"\d{1,6}\.\d{1,6}(?![\w.%])"
_SPELT_CLOCK = rf"{SPELT}[ \t]*(?:{CLOCK})?"
_ANY = rf"(?:{_ISO}|(?:{_DATE},?[ \t]+)?{TIME}(?:{_HALF})?|{_SPELT_CLOCK}|{_SECONDS}|{_NUMBER})"
_KEY = r"(?:\b(?:start|begin|from|stop|end|until|to|time|t)[ \t]*[=:][ \t]*)?"
_TO = r"(?:[ \t]*(?:-->|->|→|-|–|—|/|~|\bto\b)[ \t]*|,?[ \t]+(?=\d{1,6}\.\d|(?:stop|end|until|to)[ \t]*[=:]))"
_RANGE = rf"{_KEY}(?P<t>{_ANY})(?:{_TO}{_KEY}(?P<e>{_ANY}))?(?![\w:])"
_PARTS = r"[ \t]*(?:[-–—](?![\d>-])[ \t]*|[|,;~](?!\d)[ \t]*|:(?=[ \t]|$)[ \t]*)?"  # what parts a time and the text
_CLOCKED = r"(?:(?P<h>\d{1,3}):)?(?P<m>\d{1,3}):(?P<s>\d{1,2})(?:[.,](?P<f>\d{1,6}))?"
_USUAL = lazy(
    rf"[ \t]*(?P<open>[\[(<#@]*){_CLOCKED}(?![.,]?\d|[:;]\d|{_HALF}"
    rf"|[-/]\d)[\])>#]*(?![ \t]*(?:[-–—/~→]{{0,2}}[ \t]*[\d>]|to ))"
    rf"{_PARTS}"
)
_USUALLY_BESIDE = lazy(
    rf"(?P<n>[^\W\d][^:\n\[\](){{}}<>]{{0,60}}?)(?:[ \t]*:)?[ \t]*(?:(?P<open>[\[(])|[ \t]|[,"
    rf"|·•@~–—-][ \t])[ \t]*{_CLOCKED}"
    r"(?(open)[\])]|(?=[ \t]*:?[ \t]*$))(?P<rest>.*)$"
)
_FIRST = lazy(rf"[ \t]*(?P<open>[\[(<#@{{]*)[ \t]*{_RANGE}[ \t]*(?P<close>[\])>#}}]*)")
_AFTER = lazy(_PARTS)
_LEVEL = lazy(r"[\[(]?(?:INFO|DEBUG|WARN(?:ING)?|ERROR|TRACE|NOTICE)\b[\])]?(?::[\w.]+:)?[ \t]*[-|:]?[ \t]*")
_BESIDE = lazy(
    rf"(?:[ \t]*[,|·•@~–—-][ \t]*|[ \t]+|(?<=[\w.)\]]))(?:(?P<open>[\[(<{{])[ \t]*)?{_RANGE}[ \t]*(?P<close>[\])>}}]?)"
)
_TIMELIKE = lazy(r"\d:\d|\d\.\d|\d[ \t]?s\b|\d sec")
_LINK = lazy(r"[ \t]*(?:→|->|-)?[ \t]*https?://\S+[ \t]*$")
_WITHIN = lazy(rf"\[(?P<a>{TIME})\]|#(?P<b>{TIME})#|\((?P<c>\d{{1,2}}:\d\d:\d\d(?:[.,]\d+)?)\)")
_FRAMES = lazy(r"(\d{1,3}:\d\d:\d\d)[:;]\d\d$")
_UNITS = {"h": 3_600_000, "m": 60_000, "s": 1000}
_WIDEST = 60  # characters that a stamp can take
_LEVELS = frozenset("IDWETN[(")  # what the level of a log begins with
_CLOSING = {"[": "]", "(": ")", "<": ">"}
_NEAR = 90  # characters in which a time beside a name stands
_FEWEST, _SHARE, _FORWARD = 3, 0.3, 0.9  # bare times: so many lines, of all lines, and so many of them not backwards


class Stamp(NamedTuple):
    """A time at the beginning of a line: start and end (ms, end None for none), whether it is surely one, where it
    ends, and whether it is a time of day or a date, which count from no recording's start."""

    start: int
    end: int | None
    sure: bool
    length: int
    of_day: bool = False


class Beside(NamedTuple):
    """A time behind a name: the name, start and end (ms), whether it is a time of day, and the text after both."""

    name: str
    start: int
    end: int | None
    of_day: bool
    rest: str


def ms(text: str) -> int | None:
    """A stamp without its brackets in ms: of the recording, since midnight, or since 1970."""
    if "second" in text or "minute" in text:
        return sum(int(number) * _UNITS[unit] for number, unit in re.findall(r"(\d+) ([hms])", text))
    if ":" not in text:
        return scaled_ms(re.sub(r"[ \ta-z]+$", "", text), 1000)
    if text[-1] in "mM.":
        return _dated(text)
    if "-" in text[1:5] or "/" in text or text.count(".") > 1:
        return instant_ms(text.replace(",", ".")) if text[4:5] == "-" else _dated(text)
    framed = _FRAMES.match(text)
    return clock_ms(framed[1] if framed else text.replace("-", "."))


def _dated(text: str) -> int | None:
    """A time of day with a half of it or a date: ms since midnight, whatever the day."""
    return of_day_ms(re.sub(rf"^{_DATE},?[ \t]+", "", text).upper().replace(" ", "").replace(".M", "M"))


def _is_of_day(text: str) -> bool:
    dated = "-" in text[1:5] or "/" in text[:6] or text.count(".") > 1
    return dated or text[-1] in "mM" or text.endswith(("m.", "M."))


def framed(text: str) -> bool:
    """Whether there are times that count frames."""
    return bool(re.search(r"^\W?\d\d:\d\d:\d\d[:;]\d\d\b", text, re.MULTILINE))


def leading(line: str) -> Stamp | None:
    """The stamp that a line begins with."""
    head = line[:8].lstrip(" \t[(<#@{")
    if not head[:1].isdigit() and not head.startswith(("start", "begin", "from", "t=", "time")):
        return None
    if usual := _USUAL.match(line):
        at = usual.end()
        sure = bool(usual["open"] or usual["h"])
        return Stamp(_counted(usual), None, sure, _behind_level(line, at) if line[at : at + 1] in _LEVELS else at)
    match = _FIRST.match(line)
    if match is None or bool(match["open"].strip("#@")) != bool(match["close"].strip("#")):
        return None
    start = ms(match["t"])
    end = ms(match["e"]) if match["e"] else None
    if start is None or (":" not in match["t"] and not match["open"] and end is None):
        return None
    marked = bool(match["open"]) or end is not None or match["t"].count(":") > 1
    sure = marked and (":" in match["t"] or match["t"][-1] == "s" or (bool(match["open"]) and end is not None))
    return Stamp(start, end, sure, _behind(line, match.end()), _is_of_day(match["t"]))


def _counted(clock: re.Match[str]) -> int:
    """The ms of a clock's groups."""
    hours, minutes, seconds, fraction = clock.group("h", "m", "s", "f")
    whole = (int(hours) * 60 if hours else 0) + int(minutes)
    return (whole * 60 + int(seconds)) * 1000 + (int(f"{fraction:0<3}"[:3]) if fraction else 0)


def _behind(line: str, at: int) -> int:
    """Where the text begins behind a stamp: after a mark that parts them, and the level that a log writes."""
    after = _AFTER.match(line, at)
    return _behind_level(line, after.end() if after else at)


def _behind_level(line: str, at: int) -> int:
    level = _LEVEL.match(line, at)
    return level.end() if level else at


def alone(line: str) -> Stamp | None:
    """The stamp that is the whole line, but for a link to the place in the recording."""
    stamp = leading(line) if len(line) <= _WIDEST or "http" in line else None
    return stamp if stamp and (stamp.length == len(line) or _LINK.match(line, stamp.length)) else None


def beside(line: str) -> Beside | None:
    """The time behind or inside the label that a line begins with: "Name (00:04): text", "[Name, 00:04] text"."""
    if not _TIMELIKE.search(line, 0, _NEAR):
        return None
    if usual := _USUALLY_BESIDE.match(line):
        rest = usual["rest"].lstrip(" \t:-–—|")
        return Beside(usual["n"].rstrip(" \t-–—|,"), _counted(usual), None, False, rest)
    for match in _BESIDE.finditer(line, 1, _NEAR + 30):
        name = line[: match.start()]
        inside = name.lstrip()[:1] in _CLOSING and _CLOSING[name.lstrip()[0]] not in name
        if ":" in name.rstrip(" \t:") or len(name) > _NEAR or bool(match["open"] or inside) != bool(match["close"]):
            return None
        rest = line[match.end() :]
        if not (match["close"] or not rest.strip(" \t:") or rest.lstrip()[:1] == "|" or _LINK.match(rest)):
            continue
        start = ms(match["t"])
        if start is None or (":" not in match["t"] and " " not in match["t"] and not match["close"]):
            return None
        end = ms(match["e"]) if match["e"] else None
        bare = _LINK.sub("", rest).lstrip(" \t:-–—|")
        return Beside(
            name.lstrip(" \t[(<" if inside else " \t").rstrip(" \t:-–—|,"), start, end, _is_of_day(match["t"]), bare
        )
    return None


def spelt(line: str) -> int | None:
    """ "5 minutes 3 seconds", perhaps with "5:03" after it, as Teams copies it, in ms."""
    match = re.fullmatch(rf"[ \t]*({_SPELT_CLOCK})[ \t]*", line) if "second" in line else None
    return ms(match[1]) if match else None


def pieces(text: str) -> Iterator[tuple[str, int | None]]:
    """(text, ms where it begins) around the stamps inside a text; the first begins where the text does (None). What
    stands after a last stamp may be empty: then the text ends there."""
    if ":" not in text or not any(mark in text for mark in "[#("):
        yield text, None
        return
    place, start = 0, None
    for match in _WITHIN.finditer(text):
        yield text[place : match.start()].strip(), start
        place, start = match.end(), ms(match["a"] or match["b"] or match["c"])
    yield text[place:].strip(), start


def accepted(starts: Sequence[int], lines: int) -> bool:
    """Whether bare times that so many of the lines begin with are times of the recording."""
    if len(starts) < max(_FEWEST, _SHARE * lines):
        return False
    forward = sum(a <= b for a, b in pairwise(starts))
    return forward >= _FORWARD * (len(starts) - 1)
