"""What an export is, and what several need: turns with times, codes by family, names that a format can hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from uuid import UUID, uuid5
from xml.etree import ElementTree

from carescore.codes import Code, coders
from carescore.errors import UsageError
from carescore.report import Report, TurnText
from carescore.text.regex import lazy

OURS = "carescore"  # the coder of what carescore finds
MADE = "1970-01-01T00:00:00Z"  # where a format wants a day: two exports of one report are the same bytes
SEVERAL, OTHER = "several", "other"  # families of kinds that many coders find, and that none here does
_OURS = UUID("5f0f6a0e-3f0c-5b55-9b0e-6f1f8e6b7c11")  # the namespace of every stable id made here
_REFUSED = lazy("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # by XML 1.0
_BREAKS = lazy(r"[\n\r\t\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class ExportPlace:
    """Where files go: name, without an ending; and the recording that they are of, where it is told."""

    name: str
    media: str | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """A kind of file. ending: of its name; opens: the tools that open it; holds: what is in it; files: their content
    by what their names end in, the first being the file that was asked for; times: it needs them; folder: it is a
    folder of files; media: it can name the recording."""

    name: str
    title: str
    ending: str
    opens: str
    holds: str
    files: Callable[[Report, ExportPlace], dict[str, bytes]] = field(repr=False)
    times: bool = False
    folder: bool = False
    media: bool = False


@dataclass(frozen=True, slots=True)
class Timed:
    """A turn with both its times, in ms."""

    turn: TurnText
    start: int
    end: int


def timed(report: Report, what: str) -> list[Timed]:
    """The turns that have times, in their order. Raises UsageError where none has."""
    found = [
        Timed(turn, turn.start_ms, max(turn.end_ms, turn.start_ms + 1))
        for turn in report.turns
        if turn.start_ms is not None and turn.end_ms is not None
    ]
    if not found:
        raise UsageError(f"{what} needs times, and no turn of this conversation has any")
    return sorted(found, key=lambda one: (one.start, one.end))


def by_speaker(turns: Iterable[Timed]) -> dict[str, list[Timed]]:
    """The turns of each speaker, for tiers on which nothing may overlap: what begins before the speaker's last turn has
    ended begins there."""
    found: dict[str, list[Timed]] = {}
    for one in turns:
        own = found.setdefault(one.turn.speaker, [])
        start = max(one.start, own[-1].end if own else 0)
        own.append(Timed(one.turn, start, max(one.end, start + 1)))
    return found


def families(report: Report | None = None) -> dict[str, list[str]]:
    """The kinds of code that each family has, sorted; with those that only the report knows, and the family itself
    where a person coded it as a whole."""
    finders: dict[str, list[str]] = {code.kind: [OTHER] for code in report.codes} if report else {}
    finders |= {name: [name] for name in finders if name in coders()}
    known: dict[str, list[str]] = {}
    for name, coder in coders().items():
        for kind in coder.kinds:
            known.setdefault(kind, []).append(name)
    found: dict[str, list[str]] = {}
    for kind, names in sorted((finders | known).items()):
        found.setdefault(names[0] if len(names) == 1 else SEVERAL, []).append(kind)
    return dict(sorted(found.items()))


def family_of(report: Report) -> dict[str, str]:
    """The family of each kind of code."""
    return {kind: family for family, kinds in families(report).items() for kind in kinds}


def codes_by_turn(report: Report) -> dict[int, list[Code]]:
    """The codes of every turn, in order; what two families find alike is one, what two people code is not."""
    found: dict[int, list[Code]] = {turn.index: [] for turn in report.turns}
    for code in {(code.turn, code.start, code.end, code.kind, code.coder): code for code in report.codes}.values():
        found[code.turn].append(code)
    return found


def people(report: Report) -> list[str]:
    """Who coded in it beside carescore."""
    return sorted({code.coder for code in report.codes if code.coder is not None})


def token(text: str) -> str:
    """A name without white space, for formats whose columns white space parts."""
    return re.sub(r"\s+", "_", text.strip()) or "unknown"


def guid(*parts: object) -> str:
    """An id that is the same whenever it is made of the same parts."""
    return str(uuid5(_OURS, "\x1f".join(map(str, parts))))


def utf8(lines: Iterable[str]) -> bytes:
    """The lines as a text file without a byte order mark."""
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def xml(text: str) -> str:
    """The text with a mark in the place of what XML cannot hold: one for one, so that offsets stay."""
    return _REFUSED.sub("\ufffd", text)


def one_line(text: str) -> str:
    """The text without breaks of lines: one for one, so that offsets stay."""
    return xml(_BREAKS.sub(" ", text))


def document(root: ElementTree.Element) -> bytes:
    """An XML document, indented."""
    ElementTree.indent(root)
    found: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return found + b"\n"
