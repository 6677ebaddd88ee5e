"""Utterances as they are collected, line by line: labels begin them, times cut them, lines go on with them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from carescore.readers import _stamps
from carescore.readers._beliefs import Line
from carescore.transcript import Utterance

_CHANGE = re.compile(r"(?:^|[ \t]+)>>+(?=[ \t]|$)")  # captions: somebody else, nobody says who


@dataclass(slots=True)
class Turn:
    """An utterance that is being collected."""

    speaker: str | None
    said: list[str]
    start: int | None
    end: int | None
    line: int

    def done(self) -> Utterance:
        return Utterance(self.speaker, " ".join(" ".join(self.said).split()), self.start, self.end, (), self.line)


@dataclass(slots=True)
class Talk:
    """The utterances in the order of the text, and a time that stood on a line of its own."""

    names: Callable[[str], str | None]
    found: list[Turn] = field(default_factory=list)
    waiting: tuple[int, int | None] | None = None

    def begin(self, label: str | None, line: Line, number: int, *, same: bool = False) -> None:
        """A new utterance; same: by whoever spoke before."""
        speaker = self.found[-1].speaker if same and self.found else self.names(label) if label else None
        start, end = line.start, line.end
        if start is None and self.waiting:
            start, end = self.waiting
        self.waiting = None
        self.found.append(Turn(speaker, [], start, end, number))
        self.go_on(line.rest, number)

    def go_on(self, text: str, number: int) -> None:
        """More text of the last utterance; a time inside it begins another, one behind it is its end."""
        text, *others = _CHANGE.split(text) if ">>" in text else [text]
        self._add(text, number)
        for other in others:
            self.found.append(Turn(None, [], None, None, number))
            self._add(other, number)

    def _add(self, text: str, number: int) -> None:
        if ":" not in text:
            if text:
                self.found[-1].said.append(text)
            return
        cut = list(_stamps.pieces(text))
        for i, (piece, start) in enumerate(cut):
            last = self.found[-1]
            if start is not None and not any(last.said) and last.start is None:
                last.start = start
            elif start is not None and (piece or i < len(cut) - 1):
                self.found.append(Turn(last.speaker, [], start, None, number))
            elif start is not None and last.end is None:
                last.end = start
            if piece:
                self.found[-1].said.append(piece)

    def wait(self, start: int, end: int | None) -> None:
        """A time on a line of its own: of the label above it that has no text yet, else of what comes next."""
        last = self.found[-1] if self.found else None
        if last is None or any(last.said):
            self.waiting = (start, end)
        elif last.start is None:
            last.start, last.end = start, end
