"""Times and figures as people read them."""

from __future__ import annotations

import pytest

from carescore.renderers._words import clock, number


@pytest.mark.parametrize(("ms", "text"), [(None, ""), (0, "0:00"), (61_999, "1:01"), (3_600_000, "1:00:00")])
def test_clock(ms: int | None, text: str) -> None:
    assert clock(ms) == text


@pytest.mark.parametrize(
    ("value", "text"), [(None, "–"), (0, "0"), (0.5, "0.5"), (1.239, "1.24"), (66.6, "67"), (10, "10")]
)
def test_number(value: float | None, text: str) -> None:
    assert number(value) == text
