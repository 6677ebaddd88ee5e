"""What a person coded, as their file has it: each coding with its place in a report, and the name they gave it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from carescore.errors import ReadError
from carescore.report import Report

UNNAMED = "coder"  # who a file does not name
DIFFERENT = "another conversation than the report: what was said differs"


@dataclass(frozen=True, slots=True)
class Coding:
    """A stretch of a turn that a coder gave a code: half-open character offsets in the turn's text, all of it where the
    file tells no more. report: the place of the report among those given; name: the code, as the file has it; where:
    what leads to it in the file, in no word of the conversation."""

    report: int
    turn: int
    start: int
    end: int
    coder: str = field(repr=False)
    name: str = field(repr=False)
    where: str


@dataclass(frozen=True, slots=True)
class Codings:
    """All of one file: what was coded, in which of the reports, and by whom, who may have found nothing."""

    path: str
    reports: frozenset[int]
    coders: frozenset[str]
    codings: tuple[Coding, ...] = field(repr=False)


def key(name: str) -> str:
    """A code's name as it is compared."""
    return "_".join(name.casefold().replace("-", " ").replace("_", " ").split())


def words(text: str) -> str:
    """A text as it is compared: without differences of white space."""
    return " ".join(text.split())


def content(path: str) -> bytes:
    """The bytes of a file. Raises ReadError."""
    try:
        return Path(path).read_bytes()
    except OSError:
        raise ReadError("the file cannot be read", path) from None


def require_words(report: Report, path: str) -> Report:
    """The report. Raises ReadError where it holds no words to compare with."""
    if not any(turn.text for turn in report.turns):
        raise ReadError("cannot be compared: the report was written without words", path)
    return report
