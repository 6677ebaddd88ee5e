"""What identifies a person in a text: where it stands, of which kind it is, and by which key it is the same again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from carescore.text.regex import lazy


class Kind(str, Enum):
    """The kinds of identifiers; the value is the word in the mark."""

    NAME = "NAME"
    BIRTH_DATE = "BIRTH DATE"
    DATE = "DATE"
    PHONE = "PHONE"
    EMAIL = "EMAIL"
    LINK = "LINK"
    ADDRESS = "ADDRESS"
    RECORD = "RECORD NUMBER"
    POLICY = "POLICY NUMBER"
    CARD = "CARD NUMBER"
    NUMBER = "NUMBER"


MARK = lazy(rf"\[(?:{'|'.join(kind.value for kind in Kind)})(?: \d+)?\]")


@dataclass(frozen=True, slots=True)
class Found:
    """An identifier: half-open character offsets, and what two mentions of one thing share."""

    start: int
    end: int
    kind: Kind
    key: str


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """A stretch of talk by one speaker, by label."""

    speaker: str
    text: str


def masked(text: str, found: Iterable[Found]) -> str:
    """The text, as long as it was, with what is found already made unreadable for further patterns."""
    letters = list(text)
    for one in found:
        letters[one.start : one.end] = "\x1f" * (one.end - one.start)
    return "".join(letters)


def apart(found: Iterable[Found]) -> list[Found]:
    """Those that do not overlap an earlier one of the list, in order of place."""
    kept: list[Found] = []
    for one in found:
        if one.start < one.end and all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def lines_before(lines: Sequence[SpokenLine], place: int, most: int) -> list[str]:
    """The last texts of other speakers before a line, the nearest first, at most so many lines back."""
    own = lines[place].speaker
    return [line.text for line in reversed(lines[max(0, place - most) : place]) if line.speaker != own]
