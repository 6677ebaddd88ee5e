"""Control charts: each rule fires where it must, and not just before; too few months say nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from history_entries import ONE

from carescore.history import Entry
from carescore.history.months import BEYOND, CUSUM, ONE_SIDE, Month, chart, signals


def fired(values: Sequence[float]) -> list[tuple[int, str, bool]]:
    """Values in sigma around a centre of 0; number of the month, rule, up."""
    months = [Month(str(i), value, 3) for i, value in enumerate(values)]
    return [(int(s.month), s.rule, s.up) for s in signals(months, 0.0, 1.0)]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([0, 3.0], []),
        ([0, 3.1], [(1, BEYOND, True)]),
        ([0, -3.1], [(1, BEYOND, False)]),
        ([0.1] * 8, []),
        ([0.1] * 9, [(8, ONE_SIDE, True)]),
        ([0.1] * 20, [(8, ONE_SIDE, True)]),  # said once
        ([0.1] * 8 + [-0.1] * 8, []),
        ([-0.1] * 9, [(8, ONE_SIDE, False)]),
        ([2.0, 2.0, 2.0], []),  # 1.5 a month above the slack
        ([2.2, 2.2, 2.2], [(2, CUSUM, True)]),  # 5.1
        ([-2.2, -2.2, -2.2], [(2, CUSUM, False)]),
        ([2.2, 2.2, -1.0, 2.2], []),
    ],
)
def test_each_rule(values: list[float], expected: list[tuple[int, str, bool]]) -> None:
    assert fired(values) == expected


def talks(values: Sequence[float], each: int = 3) -> list[Entry]:
    return [
        replace(ONE, date=f"{2025 + i // 12}-{i % 12 + 1:02}-10", skills={"overall": value})
        for i, value in enumerate(values)
        for _ in range(each)
    ]


STEADY = [50.0, 53, 49, 52, 48, 51, 50, 52]


@pytest.mark.parametrize(("count", "each", "missing"), [(7, 3, True), (8, 3, False), (8, 2, True)])
def test_too_few_months_say_nothing(count: int, each: int, missing: bool) -> None:
    assert (chart(talks(STEADY[:count], each)).missing is not None) is missing


def test_the_course_is_that_before_the_training() -> None:
    found = chart(talks([*STEADY, 75]), until="2025-09-01")
    assert found.centre == pytest.approx(50.625)
    assert ("2025-09", BEYOND) in {(s.month, s.rule) for s in found.signals}
    whole = chart(talks(STEADY))
    assert whole.sigma == pytest.approx((3 + 4 + 3 + 4 + 3 + 1 + 2) / 7 / 1.128)
    assert found.sigma and whole.sigma and found.sigma > whole.sigma  # so few months leave more unknown


def test_months_that_are_all_the_same_say_nothing_of_chance() -> None:
    assert chart(talks([50.0] * 9)).missing


def test_what_was_before_the_training_fires_no_rule() -> None:
    values = [*STEADY[:7], 90.0, 51.0]
    assert chart(talks(values)).signals and not chart(talks(values), until="2025-09-01").signals
