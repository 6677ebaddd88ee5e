"""Plain text and Markdown: "Name: text", "[00:01:02] Name: text", a name and a time above the text, and many more.

Every dialect is tried on every line; the one that explains most lines wins, and only labels that recur or name a role
are believed. A line that is no label goes on with the speaker before; a time inside the talk cuts it there. Text
without any label is nobody's, and never split by guess. Source: exports of Teams, Zoom, Google Meet, Otter, Rev,
Fathom, Descript, Tactiq, NVivo, f4, MAXQDA, DaVinci Resolve, and hand-typed transcripts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from carescore.errors import ReadError
from carescore.readers import _boilerplate, _labels, _markdown, _records, _stamps
from carescore.readers._base import Parsed, Reader
from carescore.readers._builder import drained
from carescore.readers.plain_text import _dialects
from carescore.readers.plain_text._accepted import Line
from carescore.readers.plain_text._collect import Talk
from carescore.readers.plain_text._dialects import Dialect
from carescore.transcript import Utterance

_STRUCTURED = re.compile(
    r'WEBVTT|\{|File type =|@UTF8|@Begin|\["|\[\{|<(?![^\W\d_][^<>\n:/=]{0,49}>[ \t]+[^\s<][^<\n]*(?:\n|$))'
)
_CHANGE = re.compile(r"[ \t]*>>+[ \t]*")
_DASH = re.compile(r"[ \t]*[-–—](?!-)[ \t]*(?=\S)")
_DASHES = 0.8  # of the lines: then each dash is a turn
_LEGEND = re.compile(r"[ \t]*(\w{1,3})[ \t]*=[ \t]*([^\W\d_][\w .'’-]{1,40}?)[ \t]*[,;.]?$")
_TOP = 40  # lines that can hold a legend
_DAY = 86_400_000  # ms
_FRAMES = "frames of a second were left out of the times"
Numbered = tuple[int, str]
Times = dict[int, tuple[int, int | None]]  # by line number: start and end of the lines that are nothing else


def looks_like(head: str) -> bool:
    """Anything that is not the beginning of a structured format."""
    return not _STRUCTURED.match(head.lstrip())


def read(text: str) -> Parsed:
    lines = _boilerplate.lines(text)
    first = lines[0][0]
    if table := _markdown.table(lines):
        return _of_table(*table), []
    lines = _boilerplate.removed(_markdown.plain(_boilerplate.halved(lines)))
    stamps = _alone_stamps(lines)
    dialect = _dialects.best([line for number, line in lines if number not in stamps])
    said, notes = _labelled(dialect, lines, stamps) if dialect else _unlabelled(lines, stamps)
    if not said:
        raise ReadError("there are speakers in it, but no speech", line=first)
    if dialect and dialect.of_day:
        return _since(said), [*notes, "times of day count from the first of them"]
    return said, [*notes, _FRAMES] if _stamps.framed(text) else notes


def _of_table(rows: list[list[str]], numbers: list[int]) -> list[Utterance]:
    records = [dict(zip(rows[0], row, strict=False)) for row in rows[1:]]
    return _records.utterances(records, numbers[1:])


def _alone_stamps(lines: Sequence[Numbered]) -> Times:
    """By line number: (start, end) of the lines that are nothing but a time of the recording."""
    found: Times = {}
    bare: Times = {}
    before = ""
    for number, line in lines:
        if stamp := _stamps.alone(line):
            (found if stamp.sure else bare)[number] = (stamp.start, stamp.end)
        elif (start := _stamps.spelt(line)) is not None and _labels.capitalised(before):
            bare[number] = (start, None)
        else:
            before = line.strip()
    if bare and _stamps.believed([start for start, _ in bare.values()], len(lines) // 2):
        return found | bare
    return found


def _labelled(dialect: Dialect, lines: list[Numbered], stamps: Times) -> Parsed:
    """The utterances of a dialect, and notes; the lines are used up, for large texts have many."""
    seen = [_dialects.see(dialect, line) for number, line in lines if number not in stamps]
    named = _dialects.believed(dialect, seen)
    top = [line for number, line in lines[:_TOP] if number not in stamps]
    talk = Talk(_names(zip(top, seen, strict=False), named))
    above = 0
    whats = drained(seen)
    for number, line in drained(lines):
        if number in stamps:
            talk.wait(*stamps[number])
            continue
        what = next(whats)
        if what is None or what.label not in named:
            what = _dialects.inline(line) if dialect is not _dialects.INLINE or what is None else what
        if what and what.label in named:
            talk.begin(what.label, what, number)
        elif change := _CHANGE.match(line):
            talk.begin(None, Line(None, line[change.end() :]), number)
        elif what and what.label is None and what.start is not None and what.sure:
            talk.begin(None, what, number, same=True)
        elif talk.waiting and talk.last:
            talk.begin(None, Line(None, line), number, same=not dialect.above)
        elif not talk.go_on(line, number):
            above += 1
    return talk.utterances(), [f"{above} lines above the first speaker were taken as a heading"] if above else []


def _names(top: Iterable[tuple[str, Line | None]], named: frozenset[str]) -> Callable[[str], str | None]:
    """What a label stands for: "D = Doctor" above the talk says it; in a hearing "BY MR. FOX:" says who asks."""
    legend: dict[str, str] = {}
    known: dict[str, str | None] = {}
    for line, what in top:
        if what and what.label in named:
            break
        if match := _LEGEND.match(line):
            legend[match[1].upper()] = match[2]
    asks = {"Q": "Q"}
    hearing = {"Q", "A"} <= named

    def name(label: str) -> str | None:
        if label.startswith(("BY ", "EXAMINATION BY ")) and hearing:
            asks["Q"] = label.partition("BY ")[2]
            return asks["Q"]
        if hearing:
            label = asks["Q"] if label == "Q" else "A" if label == "THE WITNESS" else label
        if label not in known:
            known[label] = _labels.clean(legend.get(label.upper(), label).lstrip("@"))
        return known[label]

    return name


def _unlabelled(lines: list[Numbered], stamps: Times) -> Parsed:
    """Text of nobody: cut where times, ">>" or dashes at the beginning of lines cut it, nowhere else."""
    seen = {number: _stamps.leading(line) for number, line in lines if number not in stamps}
    bare = [stamp.start for stamp in seen.values() if stamp and not stamp.sure]
    clocked = _stamps.believed(bare, len(seen))
    dashes = sum(bool(_DASH.match(line)) for number, line in lines if number in seen)
    turns = dashes >= max(2, _DASHES * len(seen))
    talk = Talk(lambda label: None)
    for number, line in drained(lines):
        stamp = seen.get(number)
        if number in stamps:
            talk.wait(*stamps[number])
        elif stamp and (stamp.sure or clocked):
            talk.begin(None, Line(None, line[stamp.length :], stamp.start, stamp.end), number)
        elif change := _CHANGE.match(line) or (_DASH.match(line) if turns else None):
            talk.begin(None, Line(None, line[change.end() :]), number)
        elif talk.waiting or not talk.go_on(line, number):
            talk.begin(None, Line(None, line), number)
    found = talk.utterances()
    if len(found) > 1:
        return found, ["no speaker labels: who speaks is unknown"]
    return found, ["no speaker labels: the whole text is one utterance of an unknown speaker"]


def _since(said: Sequence[Utterance]) -> list[Utterance]:
    """The utterances with times of day counted from the first, over midnight too."""
    moved: list[Utterance] = []
    zero = before = next((u.start_ms for u in said if u.start_ms is not None), 0)
    for u in said:
        if u.start_ms is not None:
            zero -= _DAY if before - u.start_ms > _DAY // 2 else 0
            before = u.start_ms
        moved.append(u if u.start_ms is None else replace(u, start_ms=u.start_ms - zero))
    return moved


READER = Reader(
    name="plain_text",
    title="Plain text with speaker labels",
    extensions=(".txt", ".text", ".md"),
    export="Otter, Rev, Zoom captions, or typed by hand: one 'Name: text' per line",
    looks_like=looks_like,
    read=read,
    fallback=True,
)
