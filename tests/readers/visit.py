"""One short visit that every format's test writes in its format; test_golden_rule.py reads them all.

A test file of a format defines ``WRITTEN``: {file name: Sample(content, keeps)}. keeps names what the format carries:
"speaker", "start", "end", "words". A time that the format rounds, to seconds say, is not kept: leave it out, and test it
in a test of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

ALL = frozenset({"speaker", "start", "end"})
WORDED = ALL | {"words"}
VISIT: list[tuple[str, str, int, int]] = [
    ("Dr. Fox", "Any pain today?", 1000, 2500),
    ("Sam Hill", "No, just stiff.", 2700, 4000),
    ("Dr. Fox", "Good.", 4200, 4800),
]
SPEAKERS = ("Dr. Fox", "Sam Hill")


@dataclass(frozen=True)
class Sample:
    """A file of the visit, and what its format keeps of it."""

    content: str | bytes
    keeps: frozenset[str] = ALL

    @property
    def data(self) -> bytes:
        return self.content if isinstance(self.content, bytes) else self.content.encode("utf-8")


def clock(ms: int, sep: str = ".") -> str:
    return f"{ms // 3600000:02}:{ms // 60000 % 60:02}:{ms // 1000 % 60:02}{sep}{ms % 1000:03}"


def words(said: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """(word, start ms, end ms): the words of an utterance at equal distances."""
    spoken = said.split()
    cuts = [start + (end - start) * i // len(spoken) for i in range(len(spoken) + 1)]
    return list(zip(spoken, cuts, cuts[1:], strict=False))
