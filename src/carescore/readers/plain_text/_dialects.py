"""The dialects of plain text: what each sees in a line, which one a text is in, and which labels are believed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from carescore.readers import _labels, _stamps
from carescore.readers._times import CLOCK, clock_ms
from carescore.readers.plain_text._accepted import BELIEFS, Line

_T = rf"(?P<t>{_stamps.TIME}|{_stamps.SPELT})"
_N = rf"(?P<n>@?{_labels.NAME}{_labels.TAIL})"
_TIMED = rf"[\[(]{_T}(?:[ \t]*(?:-->|->|-|–)[ \t]*(?P<e>{_stamps.TIME}))?[\])]"
_NAME_TIME = re.compile(rf"^[ \t]*{_N}[ \t]*{_TIMED}[ \t]*:?[ \t]*(?P<rest>.*)$")
_NAME_ABOVE = re.compile(rf"^[ \t]*{_N}(?:[ \t]{{2,}}|\t|[ \t]+[-–—@|·•,][ \t]*){_T}[ \t]*$")
_NAME_ABOVE_1 = re.compile(rf"^[ \t]*{_N}[ \t]{_T}[ \t]*$")
_CLOCK_ABOVE = re.compile(rf"^[ \t]*\[(?P<n>[^\]\n:]{{1,50}})\][ \t]+(?P<t>{CLOCK})[ \t]*$")
_LETTER = re.compile(r"^[ \t]*(?P<n>[A-Za-z]\d{0,2}|\d)[:.)](?:[ \t]+(?P<rest>\S.*)|[ \t]*)$")
_COURT = re.compile(
    r"^[ \t]*(?:(?P<n>[QA])(?:[.:][ \t]+|[ \t]{2,}|\t)|(?P<by>(?:EXAMINATION )?BY [A-Z][A-Z .'’-]{2,40}):)"
    r"[ \t]*(?P<rest>.*)$"
)
_NUMBERED = re.compile(
    r"^[ \t]*(?P<n>(?:speaker|spk|person|participant)[ _-]?\d{1,2})[ \t]+(?P<rest>[^\W\d].*)$", re.IGNORECASE
)
_OF_DAY = re.compile(
    rf"^[ \t]*{_N}[ \t]*[-–—|·•,]?[ \t]+[\[(]?(?P<t>\d{{1,2}}:\d\d(?::\d\d)?)[ \t]?(?P<half>[ap])\.?m\.?[\])]?[ \t]*$",
    re.IGNORECASE,
)
_DASHED = re.compile(rf"^[ \t]*{_N}[ \t]+[-–—][ \t]+(?P<rest>\S.*)$")
_TIME = re.compile(r"\d:\d| second")  # what every time holds
_ALONE = re.compile(rf"^[ \t]*{_N}[ \t]*:?[ \t]*$")
_LONGEST_NAME = 90  # characters of a line that is a name, perhaps with a time
_LONGEST = 400  # characters of a line that can hold a label
_SAMPLE = 1000  # lines that decide on the dialect
_COVERED = 0.5  # of the lines: labels that are only letters, or nothing but a dash behind them, are on so many


See = Callable[[str], "Line | None"]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a line is seen, and how its labels are believed: "colon" (as names do), "timed" (a time beside a name is
    much), "brackets", or "loose" (at least two, one of which recurs).
    above: the text is below the label. of_day: times are of the day. covered: the least share of lines with labels."""

    see: See
    belief: str
    above: bool = False
    of_day: bool = False
    covered: float = 0.0


def inline(line: str) -> Line | None:
    """An optional stamp, a label with a colon or in angles, text; or a stamp and text."""
    stamp = _stamps.leading(line)
    rest = line[stamp.length :] if stamp else line
    pair = _labels.split(rest) or (_labels.bracketed(rest) if stamp or rest.lstrip()[:1] == "<" else None)
    if stamp is None:
        return Line(*pair) if pair else None
    label, said = pair or (None, rest.strip())
    return Line(label, said, stamp.start, stamp.end, stamp.sure)


def _time_above(line: str) -> Line | None:
    """A stamp and a name: the text is below."""
    stamp = _stamps.leading(line)
    match = _ALONE.match(line[stamp.length :]) if stamp else None
    return Line(match["n"], "", stamp.start, stamp.end) if stamp and match else None


def _cells(line: str) -> Line | None:
    """Cells parted by tabs: times, numbers, a label, text."""
    if "\t" not in line:
        return None
    cells = [cell.strip() for cell in line.split("\t") if cell.strip()]
    times: list[int] = []
    label: str | None = None
    while len(cells) > 1 and not (label and not re.match(r"[\[(#]?\d", cells[0])):
        cell = cells.pop(0)
        stamp = _stamps.leading(cell)
        if stamp and stamp.length == len(cell):
            times += [stamp.start] if stamp.end is None else [stamp.start, stamp.end]
        elif label is None and not cell.isdigit():
            label = cell.rstrip(":：").strip()
        elif not cell.isdigit():
            cells.insert(0, cell)
            break
    if label is None and not times:
        return None
    return Line(label, " ".join(cells), times[0] if times else None, times[1] if len(times) > 1 else None)


def _bracketed(line: str) -> Line | None:
    pair = _labels.bracketed(line)
    return Line(*pair) if pair else None


def _court(line: str) -> Line | None:
    """Questions and answers of a hearing; "BY MR. FOX:" says who asks from here on."""
    match = _COURT.match(line)
    if match:
        return Line(match["by"] or match["n"], match["rest"])
    return inline(line)


def _pattern(pattern: re.Pattern[str], marks: re.Pattern[str] = re.compile("")) -> See:
    """marks: what a line must hold before it is worth the pattern."""
    rests = "rest" in pattern.groupindex
    timed = "t" in pattern.groupindex
    ends = "e" in pattern.groupindex

    def see(line: str) -> Line | None:
        match = pattern.match(line) if marks.search(line) and (rests or len(line) < _LONGEST_NAME) else None
        if not match:
            return None
        label = _stripped(match["n"])
        rest = match["rest"] or "" if rests else ""
        start = _stamps.ms(match["t"]) if timed else None
        return Line(label, rest, start, _stamps.ms(match["e"]) if ends and match["e"] else None)

    return see


_stripped = lru_cache(maxsize=1024)(str.strip)  # one string for all the lines of a label


def _of_day(line: str) -> Line | None:
    """A name and "9:02 AM", as chats of meetings have it: ms since midnight."""
    match = _OF_DAY.match(line) if len(line) < _LONGEST_NAME else None
    if not match:
        return None
    hour, _, rest = match["t"].partition(":")
    hours = int(hour) % 12 + (12 if match["half"] in "pP" else 0)
    return Line(_stripped(match["n"]), "", clock_ms(f"{hours}:{rest}:00" if ":" not in rest else f"{hours}:{rest}"))


INLINE = Dialect(inline, "colon")
COURT = Dialect(_court, "court", covered=0.1)
ALONE = Dialect(_pattern(_ALONE), "alone", above=True)
DIALECTS: tuple[Dialect, ...] = (
    COURT,
    INLINE,
    Dialect(_pattern(_NAME_TIME, re.compile(r"[\[(][ \t]*\d")), "timed", above=True),
    Dialect(_pattern(_NAME_ABOVE, _TIME), "timed", above=True),
    Dialect(_pattern(_NAME_ABOVE_1, _TIME), "timed", above=True),
    Dialect(_time_above, "timed", above=True),
    Dialect(_pattern(_CLOCK_ABOVE), "timed", above=True),
    Dialect(_pattern(_LETTER), "loose", covered=_COVERED),
    Dialect(_of_day, "timed", above=True, of_day=True),
    Dialect(_pattern(_NUMBERED), "loose", covered=_COVERED),
    Dialect(_bracketed, "brackets"),
    Dialect(_pattern(_DASHED, re.compile("[-–—]")), "loose", covered=_COVERED),
    Dialect(_cells, "cells", covered=_COVERED),
    ALONE,
)


def see(dialect: Dialect, line: str) -> Line | None:
    """What the dialect sees; only the beginning of a long line can hold a label."""
    seen = dialect.see(line[:_LONGEST])
    if seen is None or len(line) <= _LONGEST:
        return seen
    return seen._replace(rest=seen.rest + line[_LONGEST:])


def best(lines: Sequence[str]) -> Dialect | None:
    """The dialect that explains most lines, the earlier one when equal; a label with a time weighs half a line more."""
    lines = lines[:_SAMPLE]
    found: tuple[float, Dialect | None] = (0, None)
    for dialect in DIALECTS:
        seen = [see(dialect, line) for line in lines]
        named = believed(dialect, seen)
        labelled = [line for line in seen if line and line.label in named]
        weight = len(labelled) + sum(line.start is not None for line in labelled) / 2
        if dialect is INLINE and named:
            weight += sum(line is not None and line.label is None and line.sure for line in seen)
        if weight > found[0]:
            found = (weight, dialect)
    return found[1]


def believed(dialect: Dialect, seen: Sequence[Line | None]) -> frozenset[str]:
    """The labels that are speakers, of what the dialect saw in every line."""
    labels = [line.label for line in seen if line and line.label]
    if not labels or len(labels) < dialect.covered * len(seen):
        return frozenset()
    return BELIEFS[dialect.belief](labels, seen)
