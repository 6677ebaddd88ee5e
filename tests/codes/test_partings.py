"""partings: the last turns of the patient's side that only thank, agree or say goodbye."""

from __future__ import annotations

import pytest

from carescore import readers
from carescore.annotate import Signals
from carescore.codes import Codes
from carescore.segmentation import segment


def partings(*patient: str) -> list[str]:
    """The patient turns that are partings, the last first, with a staff turn behind each."""
    rows = [row for text in patient for row in (("Patient", text), ("Nurse", "That is how it goes."))]
    dialogue = segment(readers.read(rows))
    codes = Codes(dialogue, Signals(dialogue))
    return [codes.text(code) for code in codes["partings"]]


@pytest.mark.parametrize(
    "text", ["Thank you, bye.", "I will. Take care.", "Okay, thank you so much.", "You too, doctor."]
)
def test_hits(text: str) -> None:
    assert partings("My bill is wrong.", text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Can you take care of the bill?",
        "I am upset about the bill.",
        "Thank you, but it still hurts.",
        "I will take it.",
    ],
)
def test_near_misses(text: str) -> None:
    assert partings("My bill is wrong.", text) == []


def test_thanks_in_the_middle_part_nobody() -> None:
    found = partings("Thank you.", "My bill is wrong.", "All right, thank you.", "Goodbye.")
    assert found == ["Goodbye.", "All right, thank you."]
