"""Whether a comparison holds what its intervals promise, on simulated people.

python benchmarks/impact.py [--rounds N]

A person's true level varies (SD 6 points), so does their true gain (SD 2); each conversation adds noise (SEM of
`overall`, 5.8 points: benchmarks/reliability.py on osce). Five conversations a person before and five after; six skills
with the same truth.
covers: share of the 95 % intervals of `overall` that hold the mean gain; any: share of rounds in which any of six
skills is called changed; power: share in which `overall` is, after Holm's correction.
"""

from __future__ import annotations

import argparse

import numpy as np

from carescore.history.impact import changes
from carescore.skills import SKILLS

PEOPLE, GAINS = (5, 8, 12, 20, 50), (0.0, 3.0, 5.0, 10.0)
LEVEL_SD, GAIN_SD, NOISE, TALKS = 6.0, 2.0, 5.8, 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=1000)
    rounds = parser.parse_args().rounds
    random = np.random.default_rng(18)
    print(f"{'gain':>5}{'people':>8}{'covers':>8}{'any':>8}{'power':>8}")
    for gain in GAINS:
        for people in PEOPLE:
            found = np.array([_round(random, gain, people) for _ in range(rounds)]).mean(axis=0)
            print(f"{gain:5.0f}{people:8}{found[0]:8.3f}{found[1]:8.3f}{found[2]:8.3f}", flush=True)


def _round(random: np.random.Generator, gain: float, people: int) -> tuple[bool, bool, bool]:
    pairs = {}
    for skill in ("overall", *SKILLS):
        level = random.normal(55, LEVEL_SD, people)
        noise = random.normal(0, NOISE / TALKS**0.5, (2, people))
        after = level + random.normal(gain, GAIN_SD, people) + noise[1]
        pairs[skill] = list(zip(level + noise[0], after, strict=True))
    overall, *others = changes(pairs)
    assert overall.interval is not None
    low, high = overall.interval
    return low <= gain <= high, any(change.changed for change in (overall, *others)), overall.changed


if __name__ == "__main__":
    main()
