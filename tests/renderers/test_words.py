"""Times and figures as people read them."""

from __future__ import annotations

import pytest

from carescore.renderers._words import band, clock, finding, number


@pytest.mark.parametrize(("ms", "text"), [(None, ""), (0, "0:00"), (61_999, "1:01"), (3_600_000, "1:00:00")])
def test_clock(ms: int | None, text: str) -> None:
    assert clock(ms) == text


@pytest.mark.parametrize(
    ("value", "text"), [(None, "–"), (0, "0"), (0.5, "0.5"), (1.239, "1.24"), (66.6, "67"), (10, "10")]
)
def test_number(value: float | None, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(
    ("value", "name"), [(0, "work on"), (49.9, "work on"), (50, "on the way"), (74.9, "on the way"), (75, "good")]
)
def test_band(value: float, name: str) -> None:
    assert band(value) == name


@pytest.mark.parametrize(
    ("measure", "label", "words"),
    [
        ("empathic_opportunities", "met: fear", "Feeling met: fear"),
        ("empathic_opportunities", "partly: fear", "Feeling answered in part: fear"),
        (
            "interruptions",
            "interruption, intrusive, changes_topic: 1.0 s of both at once",
            "Interruption, intrusive, changes topic: starts 1.0 s before the other has finished",
        ),
        (
            "interruptions",
            "interruption, intrusive, contradicts: under 0.1 s of both at once",
            "Interruption, intrusive, contradicts: starts under 0.1 s before the other has finished",
        ),
        ("courtesy", "own_name", "Courtesy: own name"),
    ],
)
def test_findings_in_words(measure: str, label: str, words: str) -> None:
    assert finding(measure, label) == words
