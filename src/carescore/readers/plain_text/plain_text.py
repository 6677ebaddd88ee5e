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
from collections.abc import Callable, Iterable, Sequence

from carescore.errors import ReadError
from carescore.readers import _boilerplate, _labels, _markdown, _records, _stamps
from carescore.readers._base import Parsed, Reader
from carescore.readers._builder import drained
from carescore.readers.plain_text import _clock, _layouts, _sections, _shape, _unlabelled
from carescore.readers.plain_text._collect import Talk
from carescore.readers.plain_text._layouts import Layout
from carescore.readers.plain_text._line import Line, by_colon, parts
from carescore.readers.plain_text._unlabelled import CHANGE, Numbered, Times
from carescore.transcript import Utterance

_STRUCTURED = re.compile(
    r'WEBVTT|\{|File type =|@UTF8|@Begin|\["|\[\{'
    r"|<(?![^\W\d_][^<>\n:/=]{0,49}>:?[ \t]+[^\s<][^<\n]*(?:\n|$)|speaker[ _]?\?>)",
    re.IGNORECASE,
)
_LEGEND = re.compile(r"(?:^|[,;])[ \t]*(\w{1,3})[ \t]*=[ \t]*([^\W\d_][\w .'’-]{1,40}?)[ \t]*(?=[,;.]|$)")
_TOP = 40  # lines that can hold a legend
_INITIALS = re.compile(r"[ \t]*[^\W_]{1,3}[ \t]*$")
_FRAMES = "frames of a second were left out of the times"
_LONGEST_TIME = 60  # characters of a line that is a time
_NEAR = 90  # characters that can hold a label
_NOT_UNDERSTOOD = "labels were seen that are not understood"
_MANY, _NEARLY = 5, 0.6  # lines and share of them that begin with what could be a label
_NEARLY_ALL = 0.8
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
        said, notes, dated = _labelled(layout, lines, stamps, headings)
        of_day = of_day or dated
    if not said:
        raise ReadError("there are speakers in it, but no speech", line=first)
    said, more = _clock.settled(said, of_day)
    return said, [*notes, *more, *([_FRAMES] if _stamps.framed(text) else [])]


_SAMPLE = 2000


def _of_table(rows: list[list[str]], numbers: list[int]) -> list[Utterance]:
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
    if bare and _stamps.believed([stamp.start for stamp in bare.values()], len(lines) // 2):
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


def _labelled(
    layout: Layout, lines: list[Numbered], stamps: Times, headings: frozenset[int]
) -> tuple[list[Utterance], list[str], bool]:
    """The utterances of a layout, notes, and whether times are of the day; the lines are used up, for large texts have
    many."""
    seen = [_layouts.see(layout, line) for number, line in lines if number not in stamps]
    named = _layouts.believed(layout, seen)
    top = [line for number, line in lines[:_TOP] if number not in stamps]
    name = _names(zip(top, seen, strict=False), named)
    spoken = dict.fromkeys(filter(None, map(name, dict.fromkeys(x.label for x in seen if x and x.label in named))))
    of_day = any(line.of_day for line in seen if line and line.label in named)
    talk = Talk(name, tuple(spoken) if len(spoken) == 2 else ())
    last = max((i for i, line in enumerate(seen) if line and line.label in named), default=0)
    initials = _initials(named)
    above = place = before = 0
    whats = drained(seen)
    for number, line in drained(lines):
        if number in stamps:
            talk.wait(stamps[number].start, stamps[number].end)
            continue
        what = next(whats)
        place += 1
        if what is None or what.label not in named:
            what = _otherwise(line, named, what)
        if what and what.label in named:
            talk.begin(what.label, what, number)
        elif talk.last and (number in headings or (place > last + 1 and number > before + 1 and _sections.is_field(line))):
            break
        elif change := CHANGE.match(line):
            talk.change(line[change.end() :], number)
        elif what and what.label is None and what.start is not None and what.sure:
            talk.begin(None, what, number, same=True)
        elif talk.waiting and talk.last:
            talk.begin(None, Line(None, line), number, same=not layout.above)
        elif _INITIALS.match(line) and line.strip() in initials:
            pass
        elif not talk.go_on(line, number):
            above += 1
        before = number
    notes = [f"{above} lines above the first speaker were taken as a heading"] if above else []
    if talk.changes:
        notes.append(f'{talk.changes} changes marked ">>" were given to the other one of the two speakers')
    return talk.utterances(), notes, of_day


def _initials(named: Iterable[str]) -> frozenset[str]:
    """What stands in the picture of a person who has none, as a copied page repeats it above the name."""
    every = ("".join(word[0] for word in label.split()).upper() for label in named)
    return frozenset(short for letters in every for short in (letters, letters[:2], letters[0] + letters[-1]))


def _otherwise(line: str, named: frozenset[str], what: Line | None) -> Line | None:
    """What a line is in which the layout sees no speaker: a label before a colon or alone, for labels are written in
    more than one way; else what was seen."""
    if what is not None and what.label is None:
        return what
    if ":" in line[:_NEAR] and (other := by_colon(parts(line))) and other.label in named:
        return other
    if len(line) < _NEAR and (bare := line.strip(" \t:")) in named:
        return Line(bare, "")
    found = parts(line) if what else None
    return found.labelled(None, found.text) if found and found.stamp else None


def _names(top: Iterable[tuple[str, Line | None]], named: frozenset[str]) -> Callable[[str], str | None]:
    """What a label stands for: "D = Doctor" above the talk says it; in a hearing "BY MR. FOX:" says who asks."""
    legend: dict[str, str] = {}
    known: dict[str, str | None] = {}
    for line, what in top:
        if what and what.label in named:
            break
        legend |= {match[1].upper(): match[2] for match in _LEGEND.finditer(line)}
    asks = {"Q": "Q"}
    hearing = {"Q", "A"} <= named

    def name(label: str) -> str | None:
        if label in known and not hearing:
            return known[label]
        if label.startswith(("BY ", "EXAMINATION BY ")) and hearing:
            asks["Q"] = label.partition("BY ")[2]
            return asks["Q"]
        if hearing:
            label = asks["Q"] if label == "Q" else "A" if label == "THE WITNESS" else label
        if label not in known:
            known[label] = _labels.clean(legend.get(label.upper(), label).lstrip("@"))
        return known[label]

    return name


READER = Reader(
    name="plain_text",
    title="Plain text with speaker labels",
    extensions=(".txt", ".text", ".md"),
    export="Otter, Rev, Zoom captions, or typed by hand: one 'Name: text' per line",
    looks_like=looks_like,
    read=read,
    fallback=True,
)
