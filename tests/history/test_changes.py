"""Two sets of different people, by a mixed model; and the smallest change that is detected."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from carescore.history.changes import mixed, smallest_effect


def groups(people: int, gain: float) -> tuple[dict[int, list[float]], dict[int, list[float]]]:
    random = np.random.default_rng(3)
    levels = random.normal(50, 6, 2 * people)
    values = [list(random.normal(level + gain * (i >= people), 5, 4)) for i, level in enumerate(levels)]
    return dict(enumerate(values[:people])), dict(enumerate(values[people:], people))


def test_of_groups_of_one_size_the_model_is_the_t_test_of_means() -> None:
    first, second = groups(10, 8)
    (change,) = mixed({"overall": (first, second)})
    one, two = ([float(np.mean(v)) for v in of.values()] for of in (first, second))
    tested = stats.ttest_ind(two, one)
    assert change.difference == pytest.approx(np.mean(two) - np.mean(one))
    assert change.p == pytest.approx(tested.pvalue, rel=0.01)
    assert change.interval == pytest.approx(tested.confidence_interval(), rel=0.01)


@pytest.mark.parametrize(("people", "missing"), [(7, True), (8, False)])
def test_fewer_than_eight_in_a_group_are_refused(people: int, missing: bool) -> None:
    (change,) = mixed({"overall": groups(people, 5)})
    assert (change.missing is not None) is missing and (change.difference is None) is missing


def test_people_of_both_sets_have_a_difference_of_their_own() -> None:
    random = np.random.default_rng(4)
    levels, gains = random.normal(50, 6, 12), random.normal(5, 4, 12)
    first = {i: list(random.normal(level, 5, 6)) for i, level in enumerate(levels)}
    second = {
        i: list(random.normal(level + gain, 5, 6)) for i, (level, gain) in enumerate(zip(levels, gains, strict=True))
    }
    (change,) = mixed({"overall": (first, second)})
    pairs = [float(np.mean(second[i]) - np.mean(first[i])) for i in first]
    assert change.difference == pytest.approx(np.mean(pairs), abs=0.05)
    assert change.interval is not None
    half = (change.interval[1] - change.interval[0]) / 2
    assert half == pytest.approx(2.2 * np.std(pairs, ddof=1) / 12**0.5, rel=0.2)


def test_more_tests_need_a_larger_change() -> None:
    assert smallest_effect(12) == pytest.approx(0.889, abs=0.001)  # G*Power: dz of 12 pairs, .05, .8
    assert smallest_effect(12, 6) > smallest_effect(12)
