"""What a person did for the first time, or better than before, and chance does not explain.

A best is a conversation above all earlier ones and above their mean by more than chance gives in any conversation and
skill of the person. A first is a moment of praise whose measure found nothing in at least three earlier conversations.
A streak ends with the newest conversation, and is so long that the person's earlier share makes it unlikely.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean

from carescore.history import precision
from carescore.history._records import Entry, Figure, Figures, Place
from carescore.history.courses import Course
from carescore.skills.moments import MOST

BEST, FIRST, STREAK = "best", "first", "streak"
EARLIER = 3  # conversations without it, before a first is one
IN_A_ROW = 3  # conversations of a streak
SURE = 0.7  # that a trainer would agree with the moment of a first; a proposal
FEELINGS = "empathic_opportunities"


@dataclass(frozen=True, slots=True)
class Milestone:
    """kind: BEST, FIRST or STREAK; what: a skill, or a kind of moment; entry, date: the conversation, of a streak the
    newest; value: of a best, its points; count: of a first, the conversations before it, of a streak, its length;
    place: the moment of a first."""

    kind: str
    what: str
    entry: int
    date: str
    setting: str
    count: int
    value: float | None = None
    place: Place | None = None


def milestones(
    courses: Sequence[Course], entries: Sequence[Entry], places: Sequence[Place], figures: Figures
) -> tuple[Milestone, ...]:
    """The person's, the newest first."""
    by_entry: dict[int, list[Place]] = {}
    for place in places:
        by_entry.setdefault(place.entry, []).append(place)
    found = [*_bests(courses), *_firsts(entries, by_entry, figures), *_streaks(entries, by_entry, figures)]
    return tuple(sorted(found, key=lambda one: one.date, reverse=True))


def _bests(courses: Sequence[Course]) -> Iterator[Milestone]:
    tested = sum(max(len(course.points) - EARLIER, 0) for course in courses)
    bar = precision.quantile(tested, sides=1)
    for course in courses:
        values = [point.value for point in course.points]
        best = None
        for i in range(EARLIER, len(values)):
            over = values[i] - fmean(values[:i])
            if values[i] > max(values[:i]) and over > bar * course.noise * sqrt(1 + 1 / i):
                best = i
        if best is not None:
            point = course.points[best]
            yield Milestone(BEST, course.skill, point.entry, point.date, course.setting, best, point.value)


def _firsts(entries: Sequence[Entry], places: Mapping[int, list[Place]], figures: Figures) -> Iterator[Milestone]:
    without: dict[str, int] = {}
    done: set[str] = set()
    for entry in entries:
        values = {name: f.value for name, f in figures.get(entry.id, {}).items() if f.value is not None}
        for place in places.get(entry.id, ()):
            seen = place.measure in done or not place.praise or (place.confidence or 0) < SURE
            if not seen and values.get(place.measure) and without.get(place.measure, 0) >= EARLIER:
                done.add(place.measure)
                count = without[place.measure]
                yield Milestone(FIRST, place.kind, entry.id, entry.date, entry.setting, count, place=place)
        for measure, value in values.items():
            if value:
                done.add(measure)
            else:
                without[measure] = without.get(measure, 0) + 1


def _streaks(entries: Sequence[Entry], places: Mapping[int, list[Place]], figures: Figures) -> Iterator[Milestone]:
    work = {e.id: [p for p in places.get(e.id, ()) if not p.praise] for e in entries}
    kinds = {p.kind for of in work.values() for p in of if p.measure != FEELINGS}
    level = precision.LEVEL / (len(kinds) + 1)
    if found := _unmissed(entries, figures, level):
        yield found
    for kind in sorted(kinds):
        if found := _without(kind, entries, work, level):
            yield found


def _unmissed(entries: Sequence[Entry], figures: Figures, level: float) -> Milestone | None:
    """The newest conversations with a feeling, in all of which every feeling that was found was taken up."""
    felt = [(entry, *shares) for entry in entries if (shares := _feelings(figures.get(entry.id, {})))]
    length = _last(met == of for _, met, of in felt)
    before, now = felt[: len(felt) - length], felt[len(felt) - length :]
    share = (sum(met for _, met, _ in before) + 1) / (sum(of for *_, of in before) + 2)  # Laplace: it is not known well
    chance = share ** sum(of for *_, of in now)
    if length < IN_A_ROW or not before or chance > level:
        return None
    return Milestone(STREAK, "missed_feeling", now[-1][0].id, now[-1][0].date, now[-1][0].setting, length)


def _feelings(figures: Mapping[str, Figure]) -> tuple[float, float] | None:
    """How many were taken up, of how many; None where there was none."""
    found = figures.get(FEELINGS)
    return (found.count, found.per) if found and found.count is not None and found.per else None


def _without(kind: str, entries: Sequence[Entry], work: Mapping[int, list[Place]], level: float) -> Milestone | None:
    """The newest conversations without a kind; where moments are as many as are shown, it may only be unshown."""
    clean = [kind not in {p.kind for p in work[e.id]} and len(work[e.id]) < MOST for e in entries]
    length = _last(clean)
    before = clean[: len(clean) - length]
    chance = ((sum(before) + 1) / (len(before) + 2)) ** length
    if length < IN_A_ROW or not before or chance > level:
        return None
    return Milestone(STREAK, kind, entries[-1].id, entries[-1].date, entries[-1].setting, length)


def _last(flags: Iterable[bool]) -> int:
    """How many at the end hold."""
    length = 0
    for flag in flags:
        length = length + 1 if flag else 0
    return length
