"""What a line of text holds: a label, times, and the text after them, in whatever order the file repeats."""

from __future__ import annotations

from typing import NamedTuple

from carescore.readers import _labels, _stamps
from carescore.text.regex import lazy

_LONGEST_NAME = 70  # characters of a line that is a name
_YEAR = lazy(r"\b(?:19|20)\d\d\b")  # a date in a heading is no name


class Line(NamedTuple):
    """Label (None for none), the text after it, start and end (ms), whether these are surely times, and whether they
    are times of day."""

    label: str | None
    rest: str
    start: int | None = None
    end: int | None = None
    sure: bool = True
    of_day: bool = False


class Parts(NamedTuple):
    """A line without the time in front of it, and that time."""

    line: str
    text: str
    stamp: _stamps.Stamp | None

    def labelled(self, label: str | None, rest: str) -> Line:
        stamp = self.stamp
        if stamp is None:
            return Line(label, rest)
        return Line(label, rest, stamp.start, stamp.end, stamp.sure, stamp.of_day)


def parts(line: str) -> Parts:
    stamp = _stamps.leading(line)
    return Parts(line, line[stamp.length :] if stamp else line, stamp)


def by_colon(found: Parts) -> Line | None:
    """An optional time, a label with a colon, text; or a label in brackets behind a time or in angles, text."""
    text = found.text
    pair = _labels.split(text)
    if pair is None and (found.stamp or text.lstrip(" \t")[:1] == "<"):
        pair = _labels.bracketed(text)
    return found.labelled(*pair) if pair else None


def by_time(found: Parts) -> Line | None:
    """A label with a time behind or inside it, and perhaps text; or a time and a name, the text below."""
    if found.stamp is None:
        beside = _stamps.beside(found.line)
        label = _labels.form(beside.name) if beside and not _YEAR.search(beside.name) else ""
        return (
            Line(label, beside.rest.strip(), beside.start, beside.end, True, beside.of_day)
            if beside and label
            else None
        )
    label = _labels.form(found.text.strip(" \t:")) if len(found.text) < _LONGEST_NAME else ""
    return found.labelled(label, "") if label else found.labelled(None, found.text)


def by_brackets(found: Parts) -> Line | None:
    pair = _labels.bracketed(found.text)
    return found.labelled(*pair) if pair else None


def alone(found: Parts) -> Line | None:
    """A name on a line of its own, the text below."""
    label = _labels.form(found.text.strip(" \t:")) if len(found.text) < _LONGEST_NAME else ""
    return found.labelled(label, "") if label else None


def by_cells(found: Parts) -> Line | None:
    """Cells parted by tabs: times, numbers, a label, text."""
    if "\t" not in found.line:
        return None
    cells = [cell.strip() for cell in found.line.split("\t") if cell.strip()]
    times: list[_stamps.Stamp] = []
    label: str | None = None
    while len(cells) > 1 and not (label and not cells[0][:2].strip("[(#")[:1].isdigit()):
        cell = cells.pop(0)
        stamp = _stamps.leading(cell)
        if stamp and stamp.length == len(cell):
            times.append(stamp)
        elif label is None and not cell.isdigit():
            label = _labels.form(cell.rstrip(":：")) or None
            if label is None:
                return None
        elif not cell.isdigit():
            cells.insert(0, cell)
            break
    if label is None and not times:
        return None
    start = times[0].start if times else None
    end = times[0].end if len(times) == 1 else times[1].start if times else None
    return Line(label, " ".join(cells), start, end, True, any(time.of_day for time in times))
