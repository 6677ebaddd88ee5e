"""ELAN's tab-delimited export, without a header: tier, participant, times, value; a tier a speaker.

Begin, end and duration each stand in the forms that were chosen: hh:mm:ss.ms, seconds with a point, whole ms.
Source: ELAN manual, exporting a document as tab-delimited text.
"""

from __future__ import annotations

from collections.abc import Sequence

from carescore.errors import ReadError
from carescore.readers import _cues
from carescore.readers._base import Parsed, Reader
from carescore.readers._labels import clean
from carescore.readers._times import clock_ms, scaled_ms
from carescore.text.regex import lazy
from carescore.transcript import Utterance

_TIME = r"(?:\d{1,3}:\d\d:\d\d\.\d{3}|\d+\.\d{1,3}|\d+)"
_TIMES = rf"{_TIME}(?:\t{_TIME}){{1,11}}"  # up to begin, end and duration in four forms
_LINE = lazy(rf"^(?P<tier>[^\t]+)\t(?P<who>[^\t]*)\t(?P<times>{_TIMES})\t(?P<said>[^\t]*)\t*$")
_FORMS = ((":", "clock"), (".", "seconds"))
_SHARE = 0.9


def looks_like(head: str) -> bool:
    return _cues.share(_LINE, head) >= _SHARE


def read(text: str) -> Parsed:
    found: list[Utterance] = []
    notes: list[str] = []
    for number, line in _cues.numbered(text):
        match = _LINE.match(line)
        if not match:
            notes.append(f"line {number}: a line that is no annotation was skipped")
        elif said := " ".join(match["said"].split()):
            label = clean(match["who"]) or clean(match["tier"].rpartition("@")[2])
            found.append(Utterance(label, said, *_span(match["times"].split("\t")), (), number))
    if not found:
        raise ReadError("no annotation with times holds text", line=1)
    return found, notes


def _span(cells: Sequence[str]) -> tuple[int | None, int | None]:
    """Start and end: the forms of the cells repeat for the begin, the end and the duration."""
    forms = [next((form for mark, form in _FORMS if mark in cell), "ms") for cell in cells]
    size = next(n for n in range(1, len(forms) + 1) if forms == (forms[:n] * len(forms))[: len(forms)])
    return _ms(cells[0]), _ms(cells[size]) if size < len(cells) else None


def _ms(cell: str) -> int | None:
    return clock_ms(cell) if ":" in cell else scaled_ms(cell, 1000 if "." in cell else 1)


READER = Reader(
    name="elan_table",
    title="ELAN tab-delimited export",
    extensions=(".txt", ".tsv"),
    export="ELAN: export as tab-delimited text, with participant, begin and end",
    looks_like=looks_like,
    read=read,
)
