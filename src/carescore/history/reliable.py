"""Who changed by more than the error of measurement: the reliable change of Jacobson & Truax (1991)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from carescore.history import precision

FEWEST_TALKS = 2  # on either side: one conversation is too much its own patient's
BETTER, WORSE, SAME = "better", "worse", "no reliable change"


@dataclass(frozen=True, slots=True)
class Reliable:
    """A person's overall mean before and after; smallest: the difference that chance gives one of twenty people; name:
    as the library shows it."""

    person: int
    conversations: tuple[int, int]
    before: float
    after: float
    smallest: float
    name: str = ""

    @property
    def verdict(self) -> str:
        if abs(self.after - self.before) <= self.smallest:
            return SAME
        return BETTER if self.after > self.before else WORSE


Values = Mapping[int, Sequence[float]]


def reliable(
    before: Values, after: Values, noise: float, names: Mapping[int, str] | None = None
) -> tuple[Reliable, ...]:
    """Everybody with conversations enough before and after."""
    people = [p for p in sorted(before.keys() & after.keys()) if min(len(before[p]), len(after[p])) >= FEWEST_TALKS]
    return tuple(
        Reliable(
            person,
            (len(before[person]), len(after[person])),
            fmean(before[person]),
            fmean(after[person]),
            precision.smallest_change(noise, len(before[person]), len(after[person])),
            (names or {}).get(person, ""),
        )
        for person in people
    )
