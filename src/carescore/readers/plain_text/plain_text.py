"""Plain text and Markdown: "Name: text", "[00:01:02] Name: text", a name and a time above the text, and many more.

A line is read as parts (mark, time, range, label, text) in the order that the file repeats; the layout that explains
most lines wins, and labels that come back after somebody else spoke are believed. A line that is no label goes on with
the speaker before; a time inside the talk cuts it there. Headings above, and summaries, chats and footers below the
talk are none of it. Text without any label is nobody's; its marks stay. Labels that are seen and not understood are
refused with their line. Source: exports of Teams, Zoom, Google Meet, Otter, Rev, Fathom, Descript, Tactiq, NVivo, f4,
MAXQDA, DaVinci Resolve, and hand-typed transcripts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from carescore.errors import ReadError
from carescore.readers import _boilerplate, _columns, _labels, _markdown, _records, _stamps
from carescore.readers._base import Parsed, Reader
from carescore.readers.plain_text import _clock, _labelled, _layouts, _sections, _shape, _unlabelled
from carescore.readers.plain_text._line import by_colon, parts
from carescore.readers.plain_text._unlabelled import Numbered, Times
from carescore.text.regex import lazy
from carescore.transcript import Utterance

_STRUCTURED = lazy(
    r'WEBVTT|\{|File type =|@UTF8|@Begin|\["|\[\{'
    r"|<(?![^\W\d_][^<>\n:/=]{0,49}>:?[ \t]+[^\s<][^<\n]*(?:\n|$)|speaker[ _]?\?>)",
    re.IGNORECASE,
)
_FRAMES = "frames of a second were left out of the times"
_LONGEST_TIME = 60  # characters of a line that is a time
_NOT_UNDERSTOOD = "labels were seen that are not understood"
_MANY, _NEARLY = 5, 0.6  # lines and share of them that begin with what could be a label
_NEARLY_ALL = 0.8
_WORDY = 0.5  # of what stands between spaces has a letter, in talk
_SPOKEN = lazy(r"\S+")
_KNOWN = frozenset("-–—•·>*\"'“‘«([<¿¡….♪")  # what lines of talk begin with


def looks_like(head: str) -> bool:
    """Anything that is not the beginning of a structured format."""
    return not _STRUCTURED.match(head.lstrip())


def read(text: str) -> Parsed:
    lines = _boilerplate.lines(text)
    first = lines[0][0]
    if table := _markdown.table(lines):
        return _of_table(*table), []
    lines = _boilerplate.removed(_sections.talk(_markdown.plain(_boilerplate.halved(lines))))
    if found := _shape.records(lines):
        return found, []
    lines = _shape.unfolded(lines)
    headings = _sections.ends(lines)
    if headings:
        _sections.refuse_summary(lines, headings)
    stamps = _alone_stamps(lines)
    of_day = any(stamp.of_day for stamp in stamps.values())
    layout = _layouts.best([line for number, line in lines[:_SAMPLE] if number not in stamps])
    if layout is None:
        _refuse_labels(lines, stamps)
        said, notes = _unlabelled.read(lines, stamps)
    else:
        said, notes, dated = _labelled.read(layout, lines, stamps, headings)
        of_day = of_day or dated
    if not said:
        raise ReadError("there are speakers in it, but no speech", line=first)
    if not _wordy(said):
        raise ReadError("numbers or signs, and hardly a word: no talk", line=first)
    said, more = _clock.settled(said, of_day)
    return said, [*notes, *more, *([_FRAMES] if _stamps.framed(text) else [])]


_SAMPLE = 2000


def _wordy(said: Sequence[Utterance]) -> bool:
    """Whether talk without a label has words: figures alone are a table that nothing names, not what somebody says."""
    if any(utterance.speaker for utterance in said):
        return True
    seen = lettered = 0
    for utterance in said:
        for word in _SPOKEN.finditer(utterance.text):
            seen += 1
            lettered += any(map(str.isalpha, word.group()))
    return lettered >= _WORDY * seen


def _of_table(rows: list[list[str]], numbers: list[int]) -> list[Utterance]:
    _columns.require_distinct(rows[0], numbers[0])
    records = [dict(zip(rows[0], row, strict=False)) for row in rows[1:]]
    return _records.utterances(records, numbers[1:])


def _alone_stamps(lines: Sequence[Numbered]) -> Times:
    """By line number: the lines that are nothing but a time of the recording."""
    found: Times = {}
    bare: Times = {}
    before = ""
    for number, line in lines:
        if len(line) > _LONGEST_TIME and "http" not in line:
            before = line
        elif stamp := _stamps.alone(line):
            (found if stamp.sure else bare)[number] = stamp
        elif (start := _stamps.spelt(line)) is not None and _labels.capitalised(before.strip()):
            bare[number] = _stamps.Stamp(start, None, False, len(line))
        else:
            before = line
    if bare and _stamps.accepted([stamp.start for stamp in bare.values()], len(lines) // 2):
        return found | bare
    return found


def _refuse_labels(lines: Sequence[Numbered], stamps: Times) -> None:
    """Raises ReadError where most lines begin with what is a label by its form, and none of them ever returns, or
    nearly all with one mark that says nothing here."""
    texts = [(number, parts(line)) for number, line in lines[:_SAMPLE] if number not in stamps]
    seen = [number for number, found in texts if (line := by_colon(found)) and line.label and _is_unknown(line.label)]
    if len(seen) >= max(_MANY, _NEARLY * len(texts)):
        raise ReadError(_NOT_UNDERSTOOD, line=seen[0])
    marks = Counter(text[0] for _, found in texts if (text := found.text.lstrip()) and not text[0].isalnum())
    mark, count = marks.most_common(1)[0] if marks else ("", 0)
    if count >= max(_MANY, _NEARLY_ALL * len(texts)) and mark not in _KNOWN:
        raise ReadError(_NOT_UNDERSTOOD, line=texts[0][0])


def _is_unknown(label: str) -> bool:
    return len(label.split()) <= 3 and (_labels.capitalised(label) or any(map(str.isdigit, label)))


READER = Reader(
    name="plain_text",
    title="Plain text with speaker labels",
    extensions=(".txt", ".text", ".md"),
    export="Otter, Rev, Zoom captions, or typed by hand: one 'Name: text' per line",
    looks_like=looks_like,
    read=read,
    fallback=True,
)
