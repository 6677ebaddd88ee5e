"""Reliable change: beyond the error of measurement, or not."""

from __future__ import annotations

import pytest

from carescore.history.reliable import BETTER, SAME, WORSE, reliable


@pytest.mark.parametrize(
    ("after", "verdict"),
    [(57.0, SAME), (57.2, BETTER), (43.0, SAME), (42.8, WORSE)],  # 1.96 · 5.7 · √(2/5) = 7.07
)
def test_a_person_changed_beyond_the_error_of_measurement(after: float, verdict: str) -> None:
    (one,) = reliable({1: [50.0] * 5}, {1: [after] * 5}, 5.7)
    assert one.verdict == verdict and one.smallest == pytest.approx(7.066, abs=0.01)


@pytest.mark.parametrize(("before", "count"), [([50.0], 0), ([50.0, 50.0], 1)])
def test_one_conversation_is_not_enough(before: list[float], count: int) -> None:
    assert len(reliable({1: before}, {1: [60.0, 60.0]}, 5.7)) == count
