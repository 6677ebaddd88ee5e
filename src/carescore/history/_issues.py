"""What recurs: the kinds of moments to work on, by the conversations they are in, with the places to look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from carescore.history._records import Entry, Place
from carescore.skills.feedback import Feedback, feedback

Known = Mapping[str, set[int]]
RECURS = 2  # conversations before something is said to recur
SHARE = 1 / 3  # of the conversations in which it could be seen


@dataclass(frozen=True, slots=True)
class Issue:
    """A kind of moment to work on. conversations: in which it is, of those in which its measure was known; people:
    whose they are; places: its moments, the newest first; advice: what to do instead."""

    kind: str
    measure: str
    advice: str
    conversations: int
    of: int
    people: int
    places: tuple[Place, ...]

    @property
    def recurs(self) -> bool:
        return self.conversations >= RECURS and self.conversations >= SHARE * self.of


def issues(entries: Sequence[Entry], places: Iterable[Place], known: Known) -> tuple[Issue, ...]:
    """Every kind to work on, that of most conversations first. known: of the library (Library.known)."""
    order = {entry.id: i for i, entry in enumerate(entries)}
    person = {entry.id: entry.person for entry in entries}
    by_kind: dict[str, list[Place]] = {}
    for place in places:
        if not place.praise and place.entry in order:
            by_kind.setdefault(place.kind, []).append(place)
    found = []
    for kind, where in by_kind.items():
        said, ids = _said(kind), {place.entry for place in where}
        newest = sorted(where, key=lambda place: (-order[place.entry], place.turn))
        of = len((known.get(where[0].measure, set()) & order.keys()) | ids)
        people = len({person[i] for i in ids} - {None})
        advice = said.advice if said else ""
        found.append(Issue(kind, where[0].measure, advice, len(ids), of, people, tuple(newest)))
    return tuple(sorted(found, key=lambda issue: (-issue.conversations, issue.kind)))


def _said(kind: str) -> Feedback | None:
    return next((one for one in feedback() if one.kind == kind), None)
