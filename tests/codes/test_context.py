"""What stands around a phrase: so much of its sentence, in the usual spelling."""

from __future__ import annotations

import pytest

from carescore import Role
from carescore.codes._context import around
from carescore.segmentation import Turn


def sides(text: str) -> tuple[str, str]:
    """What stands before and after the word SORE."""
    start = text.index("SORE")
    left, phrase, right = around(Turn(0, "Ann", Role.PATIENT, text), start, start + 4)
    assert phrase == "sore"
    return left, right


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It is. I am SORE there. Yes.", ("i am ", " there.")),
        (f"{'x' * 100}SORE{'y' * 100}", ("x" * 90, "y" * 90)),
        ("It’s been feelin' SORE", ("it's been feeling ", "")),
        ("me mum is SORE", ("my mum is ", "")),
        ("Dat is SORE cos I do n't rest", ("that is ", " because i don't rest")),
        ("SORE", ("", "")),
    ],
)
def test_around(text: str, wanted: tuple[str, str]) -> None:
    assert sides(text) == wanted
