"""What a file said, as plain data: roles, speakers, words, utterances, transcripts. No input or output here.

Times are integer milliseconds from the start of the recording, or None where the source has none. A repr, here and
everywhere, shows neither what was said nor a speaker's label: it ends in logs and tracebacks.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from enum import Enum

# What readers write into the text of an utterance where a transcriber noted it: no words, and codes may read them.
SIGNS = frozenset({"[laughs]", "[crying]", "[sighs]", "[crosstalk]", "[interrupted]", "[inaudible]"})


def words_in(text: str) -> list[str]:
    """The words of a text: what white space parts, without signs."""
    found = text.split()
    return [word for word in found if word not in SIGNS] if "[" in text else found


class Role(str, Enum):
    """What a speaker is in the conversation. UNKNOWN is a legal answer."""

    STAFF = "staff"
    PATIENT = "patient"
    COMPANION = "companion"
    INTERPRETER = "interpreter"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Speaker:
    """One voice of the conversation.

    id: the label as the source gave it. confidence: 0 to 1, how sure the role is; None when a person or
    the label itself named the role. name: what the talk itself calls them, None where it does not or the label has it.
    """

    id: str = field(repr=False)
    role: Role = Role.UNKNOWN
    confidence: float | None = None
    name: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word with its times (ms), where the recogniser gave them."""

    text: str = field(repr=False)
    start_ms: int | None = None
    end_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Utterance:
    """One stretch of talk exactly as the file had it, unmerged. speaker is None where the file names none;
    line is the 1-based line (or row, or item) it came from."""

    speaker: str | None = field(repr=False)
    text: str = field(repr=False)
    start_ms: int | None = None
    end_ms: int | None = None
    words: tuple[Word, ...] = field(default=(), repr=False)
    line: int | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Transcript:
    """A conversation as read: utterances in order of time where all have one, else in the file's order.

    format: name of the reader. notes: what the reader had to mend or could not keep, in sentences without
    any word of the talk. written: people wrote messages to each other, and nobody spoke. date: the day of the
    conversation, as 2026-03-14, where the file itself says it.
    """

    id: str
    utterances: tuple[Utterance, ...]
    format: str = "memory"
    notes: tuple[str, ...] = ()
    path: str | None = None
    sha256: str | None = None
    written: bool = False
    date: str | None = None

    def __repr__(self) -> str:
        counts = f"{len(self.utterances)} utterances, {len(self.speakers)} speakers"
        return f"Transcript({self.id!r}, {counts}, {self.format})"

    @property
    def has_clock(self) -> bool:
        """Whether every utterance has both its times."""
        return bool(self.utterances) and all(u.start_ms is not None and u.end_ms is not None for u in self.utterances)

    @property
    def speakers(self) -> tuple[str, ...]:
        """Labels in order of first appearance."""
        return tuple(dict.fromkeys(u.speaker for u in self.utterances if u.speaker is not None))

    def to_jsonl(self) -> str:
        """One JSON object a line, an utterance each with the keys of Utterance; the jsonl reader reads it back."""
        return "".join(json.dumps(asdict(u), ensure_ascii=False) + "\n" for u in self.utterances)


def digest_of(name: str | None, utterances: Sequence[Utterance]) -> str:
    """SHA-256 of a conversation that is no file of its own: its name, and who said what and when. Not of the lines: a
    table may grow above it."""
    said = [
        (u.speaker, u.text, u.start_ms, u.end_ms, [(w.text, w.start_ms, w.end_ms) for w in u.words]) for u in utterances
    ]
    return hashlib.sha256(repr((name, said)).encode("utf-8", "backslashreplace")).hexdigest()
