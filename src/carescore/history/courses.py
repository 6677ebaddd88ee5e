"""A skill of one person from conversation to conversation, and whether it changed by more than chance gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from carescore.history import precision
from carescore.history._records import Entry
from carescore.skills import SKILLS

NAMES = ("overall", *SKILLS)
FEWEST_POINTS = 4  # two conversations on either side: less is no comparison
Key = tuple[int, str]  # a person and a setting
Runs = Mapping[str, Mapping[Key, Sequence["Point"]]]


@dataclass(frozen=True, slots=True)
class Point:
    """A skill in one conversation."""

    entry: int
    date: str
    value: float
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """A skill in one setting over time, all of one instrument. noise: what chance gives one conversation; several: how
    many conversations the first and the last mean are of; smallest: the difference between the two beyond which chance
    is unlikely, over all the courses of the person; None where there are too few to compare."""

    skill: str
    setting: str
    points: tuple[Point, ...]
    noise: float
    several: int = 0
    first: float | None = None
    last: float | None = None
    smallest: float | None = None

    @property
    def difference(self) -> float | None:
        return None if self.first is None or self.last is None else self.last - self.first

    @property
    def changed(self) -> bool:
        """Whether the last conversations differ from the first by more than chance gives."""
        return self.difference is not None and self.smallest is not None and abs(self.difference) > self.smallest


def comparable(entries: Iterable[Entry]) -> list[Entry]:
    """Those of each setting that the version which scored last has scored."""
    listed = list(entries)
    newest: dict[str, Entry] = {}
    for entry in listed:
        if entry.setting not in newest or entry.score > newest[entry.setting].score:
            newest[entry.setting] = entry
    return [entry for entry in listed if entry.instrument == newest[entry.setting].instrument]


def by_date(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda e: (e.date, e.id))


def runs(entries: Iterable[Entry], names: Sequence[str] = NAMES) -> Runs:
    """By skill, person and setting, what is known in the order of the dates."""
    found: dict[str, dict[Key, list[Point]]] = {name: {} for name in names}
    for entry in by_date(entries):
        for name in names if entry.person is not None else ():
            value = entry.skills.get(name)
            if value is not None:
                point = Point(entry.id, entry.date, value, entry.intervals.get(name))
                found[name].setdefault((entry.person or 0, entry.setting), []).append(point)
    return found


def values(skill: str, entries: Sequence[Entry]) -> dict[int, list[float]]:
    """By person, what is known."""
    found: dict[int, list[float]] = {}
    for entry in entries:
        value = entry.skills.get(skill)
        if value is not None and entry.person is not None:
            found.setdefault(entry.person, []).append(value)
    return found


def noises(entries: Iterable[Entry], names: Sequence[str] = NAMES) -> dict[str, float]:
    """What chance gives one conversation of each skill, here."""
    last: dict[Key, dict[str, float]] = {}
    steps: dict[str, list[float]] = {name: [] for name in names}
    for entry in by_date(entries):
        if entry.person is None:
            continue
        before = last.setdefault((entry.person, entry.setting), {})
        for name in names:
            value = entry.skills.get(name)
            if value is not None:
                if name in before:
                    steps[name].append(value - before[name])
                before[name] = value
    return {name: precision.noise(name, of) for name, of in steps.items()}


def courses(found: Runs, noise: Mapping[str, float], person: int) -> tuple[Course, ...]:
    """The courses of one person, the settings with most conversations first."""
    own = [
        _course(name, setting, run, noise[name])
        for name, of in found.items()
        for (whose, setting), run in of.items()
        if whose == person
    ]
    tested = sum(course.several > 0 for course in own)
    judged = [_judged(course, tested) for course in own]
    return tuple(sorted(judged, key=lambda c: (-_longest(own, c.setting), c.setting, NAMES.index(c.skill))))


def _longest(own: Sequence[Course], setting: str) -> int:
    return max(len(course.points) for course in own if course.setting == setting)


def _course(name: str, setting: str, run: Sequence[Point], noise: float) -> Course:
    values = [point.value for point in run]
    several = min(precision.SEVERAL, len(values) // 2) if len(values) >= FEWEST_POINTS else 0
    first, last = (fmean(values[:several]), fmean(values[-several:])) if several else (None, None)
    return Course(name, setting, tuple(run), noise, several, first, last)


def _judged(course: Course, tested: int) -> Course:
    if not course.several:
        return course
    return replace(
        course, smallest=precision.smallest_change(course.noise, course.several, course.several, comparisons=tested)
    )
