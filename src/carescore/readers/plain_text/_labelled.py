"""Text whose layout is known: its labels begin utterances, its times cut them, and the other lines go on with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from carescore.readers import _labels
from carescore.readers._builder import drained
from carescore.readers.plain_text import _layouts, _sections
from carescore.readers.plain_text._collect import Collector
from carescore.readers.plain_text._layouts import Layout
from carescore.readers.plain_text._line import Line, by_colon, parts
from carescore.readers.plain_text._unlabelled import CHANGE, Numbered, Times
from carescore.text.regex import lazy
from carescore.transcript import Utterance

_LEGEND = lazy(r"(?:^|[,;])[ \t]*(\w{1,3})[ \t]*=[ \t]*([^\W\d_][\w .'’-]{1,40}?)[ \t]*(?=[,;.]|$)")
_TOP = 40  # lines that can hold a legend
_INITIALS = lazy(r"[ \t]*[^\W_]{1,3}[ \t]*$")
_NEAR = 90  # characters that can hold a label


def read(
    layout: Layout, lines: list[Numbered], stamps: Times, headings: frozenset[int]
) -> tuple[list[Utterance], list[str], bool]:
    """The utterances of a layout, notes, and whether times are of the day; the lines are used up, for large texts have
    many. stamps: the lines that are nothing but a time; headings: those that end the talk."""
    seen = [_layouts.see(layout, line) for number, line in lines if number not in stamps]
    named = _layouts.accepted(layout, seen)
    top = [line for number, line in lines[:_TOP] if number not in stamps]
    name = _names(zip(top, seen, strict=False), named)
    labels = dict.fromkeys(line.label for line in seen if line and line.label in named)
    people = tuple(dict.fromkeys(filter(None, map(name, filter(None, labels)))))
    of_day = any(line.of_day for line in seen if line and line.label in named)
    last = max((i for i, line in enumerate(seen) if line and line.label in named), default=0)
    reading = _Reading(layout.above, named, headings, last, Collector(name, people if len(people) == 2 else ()))
    whats = drained(seen)
    for number, line in drained(lines):
        if number in stamps:
            reading.talk.wait(stamps[number].start, stamps[number].end)
        elif not reading.take(number, line, next(whats)):
            break
    return reading.talk.utterances(), reading.notes(), of_day


@dataclass(slots=True)
class _Reading:
    """The talk, line by line. above: the text is below its label; last: the place of the last line with a label."""

    above: bool
    named: frozenset[str]
    headings: frozenset[int]
    last: int
    talk: Collector
    initials: frozenset[str] = field(init=False)
    heading: int = 0
    place: int = -1
    before: int = 0

    def __post_init__(self) -> None:
        self.initials = _initials(self.named)

    def take(self, number: int, line: str, what: Line | None) -> bool:
        """A line; False where it and all below is no talk."""
        talk = self.talk
        self.place += 1
        gap, self.before = number > self.before + 1, number
        if what is None or what.label not in self.named:
            what = _otherwise(line, self.named, what)
        if what and what.label in self.named:
            talk.begin(what.label, what, number)
        elif talk.last and (number in self.headings or (gap and self.place > self.last and _sections.is_field(line))):
            return False
        elif change := CHANGE.match(line):
            talk.change(line[change.end() :], number)
        elif what and what.label is None and what.start is not None and what.sure:
            talk.begin(None, what, number, same=True)
        elif talk.waiting and talk.last:
            talk.begin(None, Line(None, line), number, same=not self.above)
        elif not (_INITIALS.match(line) and line.strip() in self.initials) and not talk.go_on(line, number):
            self.heading += 1
        return True

    def notes(self) -> list[str]:
        found: list[str] = []
        if self.heading:
            found.append(f"{self.heading} lines above the first speaker were taken as a heading")
        if self.talk.changes:
            found.append(f'{self.talk.changes} changes marked ">>" were given to the other one of the two speakers')
        return found


def _initials(named: Iterable[str]) -> frozenset[str]:
    """What stands in the picture of a person who has none, as a copied page repeats it above the name."""
    every = ("".join(word[0] for word in label.split()).upper() for label in named)
    return frozenset(short for letters in every for short in (letters, letters[:2], letters[0] + letters[-1]))


def _otherwise(line: str, named: frozenset[str], what: Line | None) -> Line | None:
    """What a line is in which the layout sees no speaker: a label before a colon or alone, for labels are written in
    more than one way; else the time that it begins with."""
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
    legend = _legend(top, named)
    known: dict[str, str | None] = {}
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


def _legend(top: Iterable[tuple[str, Line | None]], named: frozenset[str]) -> dict[str, str]:
    """What letters stand for, by the lines above the first speaker."""
    found: dict[str, str] = {}
    for line, what in top:
        if what and what.label in named:
            break
        found |= {match[1].upper(): match[2] for match in _LEGEND.finditer(line)}
    return found
