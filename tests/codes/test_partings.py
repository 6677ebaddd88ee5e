"""partings: the last turns of the patient's side that only thank, agree or say goodbye."""

from __future__ import annotations

import pytest

from carescore import readers
from carescore.annotate import Signals
from carescore.codes import Codes
from carescore.segmentation import segment


@pytest.mark.parametrize(
    ("last", "parts"),
    [
        ("Thank you, bye.", True),
        ("I will. Take care.", True),
        ("Can you take care of the bill?", False),
        ("I am upset about the bill.", False),
    ],
)
def test_the_last_turn(last: str, parts: bool) -> None:
    dialogue = segment(readers.read([("Patient", "My bill is wrong."), ("Nurse", "We see."), ("Patient", last)]))
    found = Codes(dialogue, Signals(dialogue))["partings"]
    assert [(code.turn, code.start, code.end) for code in found] == ([(2, 0, len(last))] if parts else [])
