"""What a batch works on and what comes of it, as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from unicodedata import category

from carescore.report import Report

TIME_LIMIT = 600.0  # seconds: a conversation of two hours takes one
_UNSHOWN = frozenset({"Cc", "Cs", "Zl", "Zp"})  # controls, halves of characters, ends of lines and paragraphs
SCORED, FAILED, SKIPPED = "scored", "failed", "skipped"


@dataclass(frozen=True, slots=True)
class Failure:
    """A conversation that was not scored: its path and a one-line error without words of the conversation. skipped: it
    is no transcript at all, as a recording's .mp4 beside its captions."""

    path: str
    error: str
    skipped: bool = False


Item = Report | Failure


@dataclass(frozen=True, slots=True)
class Work:
    """One conversation to score. key: what it is called, its path in most cases, never twice in a run; source: what
    score takes; carried: columns that come with it; skip: why it is not scored; known: the digest of what an earlier
    run scored, which is kept while the content has not changed."""

    key: str
    source: Any
    carried: Mapping[str, Any] = field(default_factory=dict)
    skip: str | None = None
    known: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """What is done with every conversation. then: what is kept of a report or a failure (the worker makes it, so that
    little is sent); time_limit: seconds that one may take; memory_limit: MB that a worker may hold."""

    score: Callable[[Any], Report]
    then: Callable[[Work, Item], Any] | None = None
    time_limit: float | None = None
    memory_limit: int | None = None

    def kept(self, work: Work, item: Item) -> Any:
        return item if self.then is None else self.then(work, item)


@dataclass(frozen=True, slots=True)
class Done:
    """A conversation that is done. result: what the job keeps of it; None where the digest is the known one."""

    work: Work
    status: str
    result: Any
    digest: str | None
    seconds: float
    unchanged: bool = False


def shown(text: str) -> str:
    """A text on one line that can be written anywhere: breaks, control characters and a file name's bytes that are no
    UTF-8 as Python writes them in a string."""
    if text.isprintable():  # most are, and hold none of these
        return text
    return "".join(ascii(sign)[1:-1] if category(sign) in _UNSHOWN else sign for sign in text)
