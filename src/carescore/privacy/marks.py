"""Typed, numbered marks in place of what is found, and where every place of the text went."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from carescore.privacy.identifiers import Found, Kind


@dataclass(slots=True)
class Marks:
    """Numbers by order of appearance: the same key of the same kind is the same mark."""

    numbers: dict[Kind, dict[str, int]] = field(default_factory=dict)

    def of(self, kind: Kind, key: str) -> str:
        known = self.numbers.setdefault(kind, {})
        return f"[{kind.value} {known.setdefault(key, len(known) + 1)}]"

    @property
    def counts(self) -> dict[str, int]:
        """How many there are of each kind."""
        return {kind.value: len(self.numbers[kind]) for kind in Kind if self.numbers.get(kind)}


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A text with its marks. edits: (start, end in the old text, start, end in the new one), in order."""

    text: str
    edits: tuple[tuple[int, int, int, int], ...] = ()

    def start(self, place: int) -> int:
        """Where a stretch begins that began there: at a mark's beginning where it began inside of what went."""
        return self._moved(place, first=True)

    def end(self, place: int) -> int:
        """Where a stretch ends that ended there: at a mark's end where it ended inside of what went."""
        return self._moved(place, first=False)

    def _moved(self, place: int, first: bool) -> int:
        before = bisect_right(self.edits, place if first else place - 1, key=lambda edit: edit[0])
        if not before:
            return place
        _, old_end, new_start, new_end = self.edits[before - 1]
        if place < old_end or (place == old_end and not first):
            return new_start if first else new_end
        return place - old_end + new_end


def rewritten(text: str, found: Iterable[Found], marks: Marks) -> Rewritten:
    """The text with a mark for each identifier, which do not overlap and stand in order."""
    pieces: list[str] = []
    edits: list[tuple[int, int, int, int]] = []
    last = length = 0
    for one in found:
        mark = marks.of(one.kind, one.key)
        pieces += [text[last : one.start], mark]
        length += one.start - last
        edits.append((one.start, one.end, length, length + len(mark)))
        length += len(mark)
        last = one.end
    return Rewritten("".join([*pieces, text[last:]]), tuple(edits))
