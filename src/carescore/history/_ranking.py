"""Who stands where, for those who insist: a place is a range, and most ranges overlap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import fmean

from carescore.history import precision
from carescore.history.courses import Runs

SKILL = "overall"
FEWEST_TALKS = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """A person's overall mean in a setting. interval: 95 %, of what chance gives so many conversations; places: the
    highest and lowest rank that chance leaves open, over all pairs of people."""

    trainee: str
    setting: str
    conversations: int
    value: float
    interval: tuple[float, float]
    places: tuple[int, int]


def ranked(
    found: Runs, noise: Mapping[str, float], names: Mapping[int, str], fewest: int, skill: str = SKILL
) -> tuple[Standing, ...]:
    """Those with at least three conversations, by setting and then by value; a setting with fewer people than fewest
    is left out."""
    means = {
        key: (fmean(point.value for point in run), len(run))
        for key, run in found[skill].items()
        if len(run) >= FEWEST_TALKS
    }
    people = Counter(setting for _, setting in means)
    return tuple(
        Standing(names[person], setting, count, value, _interval(value, count, noise[skill]), places)
        for (person, setting), (value, count) in sorted(means.items(), key=lambda item: (item[0][1], -item[1][0]))
        if people[setting] >= fewest
        for places in [_places((person, setting), means, noise[skill])]
    )


def _interval(value: float, count: int, noise: float) -> tuple[float, float]:
    half = precision.quantile() * noise / sqrt(count)
    return value - half, value + half


def _places(key: tuple[int, str], means: Mapping[tuple[int, str], tuple[float, int]], noise: float) -> tuple[int, int]:
    """After Mohamad et al. 2019: one more than are surely above, and all but those surely below."""
    value, count = means[key]
    others = [of for other, of in means.items() if other[1] == key[1] and other != key]
    pairs = (len(others) + 1) * len(others) // 2
    beyond = [(v - value, precision.smallest_change(noise, count, n, comparisons=pairs)) for v, n in others]
    above, below = sum(d > least for d, least in beyond), sum(-d > least for d, least in beyond)
    return 1 + above, len(others) + 1 - below
