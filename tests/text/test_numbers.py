"""Numbers as words: what they mean, and which the pattern takes whole."""

from __future__ import annotations

import re

import pytest

from carescore.text.numbers import HOURS, NUMBER, ORDINALS, VALUES


@pytest.mark.parametrize(
    ("word", "value"),
    [("zero", 0), ("one", 1), ("nine", 9), ("ten", 10), ("nineteen", 19), ("twenty", 20), ("ninety", 90)],
)
def test_values(word: str, value: int) -> None:
    assert VALUES[word] == value


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        *((word, word) for word in VALUES if word != "zero"),
        ("forty-five", "forty-five"),
        ("forty five", "forty five"),
        ("forty eleven", "forty"),
        ("sixty", "sixty"),  # not six
        ("sixteen", "sixteen"),
        ("zero", None),
        ("a dozen", None),
    ],
)
def test_numbers_from_one_to_ninety_nine(text: str, taken: str | None) -> None:
    found = re.match(NUMBER, text)
    assert (found and found[0]) == taken


def test_a_clock_has_twelve_hours() -> None:
    assert {VALUES[word] for word in HOURS} == set(range(1, 13))


def test_ordinals_are_in_order() -> None:
    assert [ORDINALS[place] for place in (0, 11, 18)] == ["first", "twelfth", "nineteenth"] and len(ORDINALS) == 19
