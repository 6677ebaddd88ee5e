"""What figures are worth, and how parts of a corpus pool."""

from __future__ import annotations

import pytest

from carescore.measures import Measure, Rate, Sample, Score, missing
from carescore.measures._base import Level, per_words


def test_rates_pool_as_sums() -> None:
    assert Rate(1, 2, 100, "%") + Rate(2, 2, 100, "%") == Rate(3, 4, 100, "%")
    assert Rate(3, 4, 100, "%").value == 75.0 and Rate(0, 0, 100, "%").value is None


@pytest.mark.parametrize("other", [Rate(1, 2, 10, "%"), Rate(1, 2, 100, "words")])
def test_rates_of_different_units_do_not_pool(other: Rate) -> None:
    with pytest.raises(ValueError, match="rates"):
        Rate(1, 2, 100, "%") + other


def test_samples_and_levels_pool_as_values() -> None:
    assert Sample((1.0,), "s") + Level(3.0, "s") == Level(1.0, "s") + Sample((3.0,), "s") == Sample((1.0, 3.0), "s")
    assert Sample((1.0, 3.0), "s").value == 2.0 and Sample((), "s").value is None
    with pytest.raises(ValueError, match="samples"):
        Sample((1.0,), "s") + Sample((1.0,), "ms")


def test_words_are_counted_by_the_hundred() -> None:
    assert per_words(1, []) == Rate(1, 0, 100.0, "per 100 words")


def test_a_measure_needs_staff_and_counts_no_quotes_unless_it_says_so() -> None:
    plain = Measure("m", "M", "%", better="higher", score=lambda codes: missing("m", "never"))
    assert plain.needs == {"staff"} and not plain.counts and plain.source == ""
    assert missing("m", "never") == Score("m", missing="never")
