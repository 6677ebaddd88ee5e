"""Whether what is said of many conversations holds what it promises, on simulated people.

python benchmarks/impact.py [--rounds N] [--part pairs cohorts control pooled people months plan progress fit]

A person's true level varies (SD 6 points), so does their true gain (SD 2); each conversation adds noise (SEM of the
skill: history/precision.json). Six skills with the same truth; unless the part says otherwise five conversations a
person on either side. covers: share of the 95 % intervals that hold the truth; any: share of rounds in which anything
at all is called changed; power: share in which `overall` is, after Holm's correction.
"""

from __future__ import annotations

import argparse
import gc
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import statsmodels.stats.multitest  # noqa: F401 - before gc.freeze, which is for its sake

from carescore.history import (
    Entry,
    Total,
    changes,
    courses,
    fitting,
    milestones,
    months,
    pooled,
    power,
    precision,
    reliable,
)
from carescore.skills import Profile, profiles

PEOPLE, GAINS = (5, 8, 12, 20, 50), (0.0, 3.0, 5.0, 10.0)
LEVEL, LEVEL_SD, GAIN_SD, TALKS = 55.0, 6.0, power.GAIN_SD, 5
NAMES = courses.NAMES
Random = np.random.Generator
Row = tuple[str, tuple[float, ...]]


def _skills(
    random: Random, people: int, gain: float, talks: int, only: str | None = None, spread: float = GAIN_SD
) -> dict[str, np.ndarray]:
    """By skill, values as (person, before or after, conversation). only: the one skill that gains; spread: SD of the
    people's gains."""
    made = {}
    for name in NAMES:
        level = random.normal(LEVEL, LEVEL_SD, (people, 1, 1))
        gains = random.normal(gain if only in (None, name) else 0.0, spread, (people, 1))
        noise = random.normal(0, precision.published()[name], (people, 2, talks))
        made[name] = level + noise
        made[name][:, 1] += gains
    return made


def _pairs(made: dict[str, np.ndarray]) -> dict[str, list[tuple[float, float]]]:
    return {name: [tuple(pair) for pair in of.mean(axis=2).tolist()] for name, of in made.items()}


def _covers(change: changes.Change, truth: float) -> bool:
    assert change.interval is not None
    return change.interval[0] <= truth <= change.interval[1]


def pairs(random: Random, rounds: int) -> Iterator[Row]:
    """gain, people: covers, any, power."""
    for gain in GAINS:
        for people in PEOPLE:
            found = []
            for _ in range(rounds):
                of = changes.paired(_pairs(_skills(random, people, gain, TALKS)))
                found.append((_covers(of[0], gain), any(one.changed for one in of), of[0].changed))
            yield f"{gain:.0f} points, {people} people", tuple(np.mean(found, axis=0))


def cohorts(random: Random, rounds: int) -> Iterator[Row]:
    """Two groups of different people with 2 to 8 conversations each; overall alone. gain, people in each: covers,
    changed."""
    for gain in (0.0, 5.0):
        for people in (8, 12, 20, 50):
            found = []
            for _ in range(max(rounds // 5, 100)):
                sets = _group(random, "overall", people, 0.0), _group(random, "overall", people, gain, people)
                (of,) = changes.mixed({"overall": sets})
                found.append((_covers(of, gain), of.changed))
            yield f"{gain:.0f} points, {people} people in each", tuple(np.mean(found, axis=0))


def control(random: Random, rounds: int) -> Iterator[Row]:
    """Pairs beside those of people who were not trained; all gain 3 points, the trained some besides. gain, people in
    each: covers, any, power."""
    for gain in (0.0, 5.0, 10.0):
        for people in (8, 12, 20, 50):
            found = []
            for _ in range(rounds):
                trained, others = (_pairs(_skills(random, people, 3.0 + more, TALKS)) for more in (gain, 0.0))
                of = changes.beside({name: (trained[name], others[name]) for name in NAMES})
                found.append((_covers(of[0], gain), any(one.changed for one in of), of[0].changed))
            yield f"{gain:.0f} points, {people} people in each", tuple(np.mean(found, axis=0))


def _group(random: Random, skill: str, people: int, gain: float, first: int = 0) -> dict[int, list[float]]:
    noise = precision.published()[skill]
    levels = random.normal(LEVEL + gain, LEVEL_SD, people)
    return {first + i: list(random.normal(level, noise, random.integers(2, 9))) for i, level in enumerate(levels)}


ENTRY = Entry(1, 1, 1, "", "2026-01-01", None, "clinic", None, None, None, "", None, "", False, "", "", "", 0)


def ratios(random: Random, rounds: int) -> Iterator[Row]:
    """A share of 0 to 9 chances a conversation; true shares of people .3 (SD .1). rise, people: covers, any, power."""
    for rise in (0.0, 0.1):
        for people in (8, 12, 20, 50):
            found = []
            for _ in range(rounds):
                (change,) = pooled.pooled(*_shares(random, people, rise)) or (None,)
                if change:
                    low, high = change.interval
                    found.append((low <= 100 * rise <= high, change.changed, change.changed))
            yield f"{100 * rise:.0f} points, {people} people", tuple(np.mean(found, axis=0))


def _shares(random: Random, people: int, rise: float) -> list[dict[str, Total]]:
    """The totals of either side."""
    sides: list[dict[int, tuple[float, float]]] = [{}, {}]
    for person in range(people):
        share = np.clip(random.normal(0.3, 0.1), 0.05, 0.8)
        for after, of in enumerate(sides):
            chances = int(random.integers(0, 10, TALKS).sum())
            if chances:
                of[person] = float(random.binomial(chances, share + rise * after)), float(chances)
    return [{"x": Total(of, 100.0, "%")} for of in sides]


def people(random: Random, rounds: int) -> Iterator[Row]:
    """Reliable change. true gain: called better, called worse."""
    for gain in (0.0, 5.0, 10.0):
        found = []
        for _ in range(rounds):
            level = random.normal(LEVEL, LEVEL_SD)
            noise = precision.published()["overall"]
            one, two = ({1: list(random.normal(level + shift, noise, TALKS))} for shift in (0, gain))
            verdict = reliable.reliable(one, two, noise)[0].verdict
            found.append((verdict == reliable.BETTER, verdict == reliable.WORSE))
        yield f"{gain:.0f} points", tuple(np.mean(found, axis=0))


def by_month(random: Random, rounds: int) -> Iterator[Row]:
    """Control charts of months (SD 3). months before and after, rise: any signal, signal after the training."""
    for before, after in ((12, 0), (24, 0), (8, 12), (12, 12), (24, 12)):
        for rise in (0.0, 6.0) if after else (0.0,):
            found = []
            for _ in range(rounds):
                values = random.normal(LEVEL, 3.0, before + after)
                values[before:] += rise
                of = [
                    replace(ENTRY, date=f"{2020 + i // 12}-{i % 12 + 1:02}-01", skills={"overall": float(v)})
                    for i, v in enumerate(values)
                ]
                until = f"{2020 + before // 12}-{before % 12 + 1:02}-01" if after else None
                fired = months.chart([one for one in of for _ in range(3)], until=until).signals
                found.append((bool(fired), any(until and s.month >= until[:7] for s in fired)))
            yield f"{before} and {after} months, {rise:.0f} points", tuple(np.mean(found, axis=0))


def plan(random: Random, rounds: int) -> Iterator[Row]:
    """The table of what is needed for 5 points, where one skill alone gains. people: conversations, power."""
    for need in power.needed(5.0):
        if need.conversations:
            found = [
                changes.paired(_pairs(_skills(random, need.people, 5.0, need.conversations, only="overall")))[0].changed
                for _ in range(rounds)
            ]
            yield f"{need.people} people", (need.conversations, float(np.mean(found)))


def progress(random: Random, rounds: int) -> Iterator[Row]:
    """One person, without a gain and with one: conversations, gain from the first half to the second, any skill
    changed, any best."""
    for talks, gain in ((4, 0.0), (10, 0.0), (20, 0.0), (10, 10.0), (20, 10.0)):
        found = []
        for _ in range(rounds):
            made = _skills(random, 1, gain, talks // 2, spread=0.0)
            of = [replace(ENTRY, id=i, skills=dict(zip(made, row, strict=True))) for i, row in enumerate(_rows(made))]
            own = courses.courses(courses.runs(of), courses.noises(of), 1)
            best = [m for m in milestones.milestones(own, [], [], {}) if m.kind == "best"]
            found.append((any(one.changed for one in own), bool(best)))
        yield f"{talks} conversations, {gain:.0f} points", tuple(np.mean(found, axis=0))


def _rows(made: dict[str, np.ndarray]) -> list[list[float]]:
    """The skills of each conversation of the one person."""
    return [list(map(float, row)) for row in np.column_stack([of.ravel() for of in made.values()])]


def fit(random: Random, rounds: int) -> Iterator[Row]:
    """Trainers who weigh as the profile does, up to noise (SD 5, 10 or 20 points, in whole points of 0 to 100); a part
    in five is unknown. conversations, noise: any skill is given other weights."""
    profile = profiles.load("clinic")
    for count in (30, 60, 120):
        for noise in (5.0, 10.0, 20.0):
            found = [
                any(one.weights for one in fitting.fits(_judged(random, profile, count, noise), profile))
                for _ in range(max(rounds // 2, 100))
            ]
            yield f"{count} conversations, SD {noise:.0f}", (float(np.mean(found)),)


def _judged(random: Random, profile: Profile, count: int, noise: float) -> list[fitting.JudgedConversation]:
    """Points of parts hang together: a level of the conversation, and their own."""
    rows = []
    for _ in range(count):
        level, points, given = random.normal(60, 15), {}, {}
        for skill, rules in profile.skills.items():
            own = np.clip(random.normal(level, 25, len(rules)), 0, 100).round()
            own[random.random(len(rules)) < 0.2] = np.nan
            points[skill] = {rule.name: None if np.isnan(p) else float(p) for rule, p in zip(rules, own, strict=True)}
            if not np.isnan(own).all():
                weights = np.array([rule.weight for rule in rules])
                value = fitting.summed(own[None, :], weights)[0] + random.normal(0, noise)
                given[skill] = float(np.clip(round(value), 0, 100))
        rows.append(fitting.JudgedConversation((profile.name, profile.version), "", points, given))
    return rows


PARTS: dict[str, Callable[[Random, int], Iterator[Row]]] = {
    "pairs": pairs,
    "cohorts": cohorts,
    "control": control,
    "pooled": ratios,
    "people": people,
    "months": by_month,
    "plan": plan,
    "progress": progress,
    "fit": fit,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--part", nargs="+", choices=PARTS, default=list(PARTS))
    arguments = parser.parse_args()
    gc.freeze()  # statsmodels searches all objects for garbage at every correction: four fifths of the time
    for name in arguments.part:
        print(f"\n{name}. {PARTS[name].__doc__}", flush=True)
        for what, values in PARTS[name](np.random.default_rng(18), arguments.rounds):
            print(f"{what:<34}" + "".join(f"{value:9.3f}" for value in values), flush=True)


if __name__ == "__main__":
    main()
