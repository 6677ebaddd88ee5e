"""Whether words say when: every number, weekday and month there is, on both sides of what is a time."""

from __future__ import annotations

import pytest

from carescore.text.dates import MONTHS, WEEKDAYS
from carescore.text.numbers import VALUES
from carescore.text.when import has_time


@pytest.mark.parametrize(
    "said",
    [
        *(f"Come back in {number} days." for number in VALUES if number != "zero"),
        *(f"See you {day}." for day in WEEKDAYS),
        *(f"That is {month} the eleventh." for month in MONTHS),
        *(
            "Take it at eleven.",
            "In forty-five minutes.",
            "Twenty one days later.",
            "Three times a day.",
            "This evening.",
        ),
        *("May the thirtieth.", "Twice daily.", "In seventeen to nineteen weeks."),
    ],
)
def test_a_time(said: str) -> None:
    assert has_time(said)


@pytest.mark.parametrize(
    "said",
    [
        *(
            "Soon.",
            "As soon as possible.",
            "It hurts at thirteen.",
            "In zero days.",
            "You may empty it.",
            "They march.",
        ),
        *("One of eleven.", "Look at one thing.", "In seventeen people."),
    ],
)
def test_no_time(said: str) -> None:
    assert not has_time(said)
