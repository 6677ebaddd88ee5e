"""What an export is, and what several need: turns with times, codes by family, names that a format can hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from uuid import UUID, uuid5
from xml.etree import ElementTree

from carescore.codes import Code, coders
from carescore.errors import UsageError
from carescore.report import Report, TurnText

_OURS = UUID("5f0f6a0e-3f0c-5b55-9b0e-6f1f8e6b7c11")  # the namespace of every stable id made here
_REFUSED = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # by XML 1.0


@dataclass(frozen=True, slots=True)
class Export:
    """A kind of file. ending: of its name; folder: it is a folder of files; files: their content by what their names
    end in, the first being the file that was asked for."""

    name: str
    title: str
    ending: str
    files: Callable[[Report], dict[str, bytes]] = field(repr=False)
    folder: bool = False


@dataclass(frozen=True, slots=True)
class Timed:
    """A turn with both its times, in ms."""

    turn: TurnText
    start: int
    end: int


def timed(report: Report, what: str) -> list[Timed]:
    """The turns that have times. Raises UsageError where none has."""
    found = [
        Timed(turn, turn.start_ms, max(turn.end_ms, turn.start_ms + 1))
        for turn in report.turns
        if turn.start_ms is not None and turn.end_ms is not None
    ]
    if not found:
        raise UsageError(f"{what} needs times, and no turn of this conversation has any")
    return found


def families() -> dict[str, str]:
    """The coder of every kind of code."""
    return {kind: name for name, coder in coders().items() for kind in coder.kinds}


def codes_of(report: Report, turn: TurnText) -> list[Code]:
    """The codes of a turn, in order."""
    return [code for code in report.codes if code.turn == turn.index]


def token(text: str) -> str:
    """A name without white space, for formats whose columns white space parts."""
    return re.sub(r"\s+", "_", text.strip()) or "unknown"


def guid(*parts: object) -> str:
    """An id that is the same whenever it is made of the same parts."""
    return str(uuid5(_OURS, "\x1f".join(map(str, parts))))


def xml(text: str) -> str:
    """The text with a mark in the place of what XML cannot hold: one for one, so that offsets stay."""
    return _REFUSED.sub("\ufffd", text)


def document(root: ElementTree.Element) -> bytes:
    """An XML document, indented."""
    ElementTree.indent(root)
    found: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return found + b"\n"


def laid_out(report: Report) -> tuple[str, list[int]]:
    """The conversation as one text, "Name: what was said" a line, and where in it each turn's words begin."""
    text, starts = "", []
    for turn in report.turns:
        text += f"{xml(' '.join(turn.speaker.split()))}: "
        starts.append(len(text))
        text += _one_line(turn.text) + "\n"
    return text, starts


def _one_line(text: str) -> str:
    return xml(re.sub(r"[\n\r\t\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", " ", text))


def kinds(report: Report | None = None) -> Iterator[tuple[str, str]]:
    """(family, kind) of every code that there can be, sorted; of a report's own where one is given."""
    wanted = None if report is None else {code.kind for code in report.codes}
    yield from sorted((name, kind) for kind, name in families().items() if wanted is None or kind in wanted)
