"""Utterances while they are read: the last one may go on, line by line, at no cost for what it holds already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from carescore.transcript import Utterance

T = TypeVar("T")


def drained(items: list[T]) -> Iterator[T]:
    """The items in order; the list lets go of each when it is given, so that what is made of it takes its place."""
    items.reverse()
    while items:
        yield items.pop()


class Growing:
    """A list of utterances of which the last can still grow."""

    def __init__(self) -> None:
        self._found: list[Utterance] = []
        self._more: list[str] = []
        self._end: int | None = None

    @property
    def last(self) -> Utterance | None:
        """The last utterance without what it grew by."""
        return self._found[-1] if self._found else None

    def add(self, utterance: Utterance) -> None:
        self._close()
        self._found.append(utterance)

    def go_on(self, said: str, end_ms: int | None = None) -> None:
        """The last utterance goes on with these words, and to this end if it is later."""
        if said:
            self._more.append(said)
        if end_ms is not None:
            self._end = end_ms if self._end is None else max(self._end, end_ms)

    def utterances(self) -> list[Utterance]:
        self._close()
        return self._found

    def _close(self) -> None:
        if not self._more and self._end is None:
            return
        last = self._found[-1]
        ends = [ms for ms in (last.end_ms, self._end) if ms is not None]
        text = " ".join(filter(None, [last.text, *self._more]))
        self._found[-1] = replace(last, text=text, end_ms=max(ends, default=None))
        self._more, self._end = [], None
