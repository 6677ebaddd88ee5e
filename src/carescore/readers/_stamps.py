"""Times as people and tools write them into text: "[00:01:02]", "#00:01:02-5#", "0:01 - 0:04", "5 minutes 3 seconds".

A stamp is sure when brackets, hours or an end mark it; "10:30" alone may be an answer, and is believed only where many
lines begin so and run forward. Frames of a second are dropped: a text does not say how many there are in one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from carescore.readers._times import CLOCK, clock_ms, scaled_ms

TIME = rf"(?:\d{{1,3}}:\d\d:\d\d[:;]\d\d|{CLOCK}(?:-\d(?=#))?)"
SPELT = r"(?:\d+ hours? )?(?:\d+ minutes? )?\d+ seconds?"
_ANY = rf"(?:{TIME}|\d+\.\d+s?)"
_TO = r"[ \t]*(?:-->|->|-|–|—|/)[ \t]*"
_RANGE = re.compile(rf"[ \t]*(?P<open>[\[(]?)(?P<t>{_ANY}){_TO}(?P<e>{_ANY})(?![\w:])[\])]?[ \t]*:?[ \t]*")
_ONE = re.compile(rf"[ \t]*(?P<open>[\[(<#@]*)(?P<t>{TIME})(?!\d|:\d)[\])>#]*(?:[ \t]*[-–](?![\d-]))?[ \t]*")
_SPELT = re.compile(rf"[ \t]*(?P<t>{SPELT})[ \t]*(?:{CLOCK})?[ \t]*$")
_WITHIN = re.compile(rf"\[(?P<a>{TIME})\]|#(?P<b>{TIME})#|\((?P<c>\d{{1,2}}:\d\d:\d\d(?:[.,]\d+)?)\)")
_PARTED = re.compile(r"[>–—/]|\d[ \t]*-")
_FRAMES = re.compile(r"(\d{1,3}:\d\d:\d\d)[:;]\d\d$")
_UNITS = {"h": 3_600_000, "m": 60_000, "s": 1000}
_WIDEST = 40  # characters that a stamp can take
_FEWEST, _SHARE, _FORWARD = 3, 0.3, 0.9  # bare times: so many lines, of all lines, and so many of them not backwards


class Stamp(NamedTuple):
    """A time at the beginning of a line: start, end (None for none), whether it is surely one, and where it ends."""

    start: int
    end: int | None
    sure: bool
    length: int


def ms(text: str) -> int | None:
    """A stamp without its brackets in ms."""
    if " " in text:
        return sum(int(number) * _UNITS[unit] for number, unit in re.findall(r"(\d+) ([hms])", text))
    if ":" not in text:
        return scaled_ms(text, 1000)
    framed = _FRAMES.match(text)
    return clock_ms(framed[1] if framed else text.replace("-", "."))


def framed(text: str) -> bool:
    """Whether there are times that count frames."""
    return bool(re.search(r"^\W?\d\d:\d\d:\d\d[:;]\d\d\b", text, re.MULTILINE))


def leading(line: str) -> Stamp | None:
    """The stamp that a line begins with."""
    head = line[:4].lstrip(" \t[(<#@")
    if not head[:1].isdigit():
        return None
    match = (_RANGE.match(line) if _PARTED.search(line, 0, _WIDEST) else None) or _ONE.match(line)
    if match is None or (start := ms(match["t"])) is None:
        return None
    end = ms(match["e"]) if "e" in match.re.groupindex else None
    if ":" not in match["t"] and not match["open"]:
        return None
    sure = bool(match["open"]) or end is not None or match["t"].count(":") > 1
    return Stamp(start, end, sure, match.end())


def alone(line: str) -> Stamp | None:
    """The stamp that is the whole line."""
    stamp = leading(line) if len(line) <= _WIDEST else None
    return stamp if stamp and stamp.length == len(line) else None


def spelt(line: str) -> int | None:
    """ "5 minutes 3 seconds", perhaps with "5:03" after it, as Teams copies it, in ms."""
    match = _SPELT.match(line) if "second" in line else None
    return ms(match["t"]) if match else None


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


def believed(starts: Sequence[int], lines: int) -> bool:
    """Whether bare times that so many of the lines begin with are times of the recording."""
    if len(starts) < max(_FEWEST, _SHARE * lines):
        return False
    forward = sum(a <= b for a, b in pairwise(starts))
    return forward >= _FORWARD * (len(starts) - 1)
