"""Utterances as they are collected, line by line: labels begin them, times cut them, lines go on with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from carescore.readers import _remarks, _stamps
from carescore.readers.plain_text._line import Line
from carescore.text.regex import lazy
from carescore.transcript import Utterance

_CHANGE = lazy(r"(?:^|[ \t]+)>>+(?=[ \t]|$)")  # captions: somebody else, nobody says who
_SPACES = lazy(r"\s(?:\s+|(?<! ))")  # all but single blanks
_QUOTED = lazy(r'^["“]([^"“”]*)["”]$')


@dataclass(slots=True)
class OpenTurn:
    """An utterance that is being collected."""

    speaker: str | None
    said: list[str]
    start: int | None
    end: int | None
    line: int

    def done(self) -> Utterance | None:
        """The utterance, None where nothing was said. split() would hold an unbroken text word by word."""
        text = self.said[0] if len(self.said) == 1 else " ".join(self.said)
        if "  " in text or not text.isprintable():
            text = _SPACES.sub(" ", text)
        text = _remarks.without(text.strip())
        if text[:1] in ('"', "“") and (quoted := _QUOTED.match(text)):
            text = quoted[1]
        return Utterance(self.speaker, text, self.start, self.end, (), self.line) if text else None


@dataclass(slots=True)
class Collector:
    """The utterances in the order of the text, the last turn still open, and a time that stood on a line of its own.
    A turn in which nothing was said is no utterance. two: the only speakers, when there are two: ">>" in what one says
    begins what the other says."""

    names: Callable[[str], str | None]
    two: tuple[str, ...] = ()
    last: OpenTurn | None = None
    waiting: tuple[int, int | None] | None = None
    changes: int = 0
    _done: list[Utterance] = field(default_factory=list)

    def begin(self, label: str | None, line: Line, number: int, *, same: bool = False) -> None:
        """A new utterance; same: by whoever spoke before."""
        speaker = self.last.speaker if same and self.last else self.names(label) if label else None
        start, end = line.start, line.end
        if self.waiting:
            if start is None:
                start, end = self.waiting
            self.waiting = None
        turn = self._open(OpenTurn(speaker, [], start, end, number))
        if line.rest and ":" not in line.rest and ">>" not in line.rest:
            turn.said.append(line.rest)
        elif line.rest:
            self._go_on(turn, line.rest, number)

    def go_on(self, text: str, number: int) -> bool:
        """More text of the last utterance; False where there is none yet."""
        if self.last:
            self._go_on(self.last, text, number)
        return self.last is not None

    def wait(self, start: int, end: int | None) -> None:
        """A time on a line of its own: of the label above it that has no text yet, else of what comes next."""
        if self.last is None or any(self.last.said):
            self.waiting = (start, end)
        elif self.last.start is None:
            self.last.start, self.last.end = start, end

    def change(self, text: str, number: int) -> None:
        """Somebody else begins, and no label says who."""
        start, end = self.waiting or (None, None)
        self.waiting = None
        self._go_on(self._open(OpenTurn(self._other(), [], start, end, number)), text, number)

    def utterances(self) -> list[Utterance]:
        self._close()
        return self._done

    def _other(self) -> str | None:
        """The other one of two."""
        speaker = self.last.speaker if self.last else None
        if len(self.two) != 2 or speaker not in self.two:
            return None
        self.changes += 1
        return self.two[speaker == self.two[0]]

    def _open(self, turn: OpenTurn) -> OpenTurn:
        self._close()
        self.last = turn
        return turn

    def _close(self) -> None:
        if self.last and self.last.said and (done := self.last.done()):
            self._done.append(done)
        self.last = None

    def _go_on(self, turn: OpenTurn, text: str, number: int) -> None:
        """A time inside the text begins another utterance, one behind it is its end."""
        if ">>" not in text:
            self._add(turn, text, number)
            return
        text, *others = _CHANGE.split(text)
        self._add(turn, text, number)
        for other in others:
            self._add(self._open(OpenTurn(self._other(), [], None, None, number)), other, number)

    def _add(self, turn: OpenTurn, text: str, number: int) -> None:
        if ":" not in text:
            if text:
                turn.said.append(text)
            return
        cut = list(_stamps.pieces(text))
        for i, (piece, start) in enumerate(cut):
            if start is not None and not any(turn.said) and turn.start is None:
                turn.start = start
            elif start is not None and (piece or i < len(cut) - 1):
                turn = self._open(OpenTurn(turn.speaker, [], start, None, number))
            elif start is not None and turn.end is None:
                turn.end = start
            if piece:
                turn.said.append(piece)
