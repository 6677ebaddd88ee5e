"""Hand-offs: what is told in the turns next to one."""

from __future__ import annotations

import pytest

from carescore import readers
from carescore.annotate import Signals
from carescore.codes import Codes
from carescore.segmentation import segment

IDLE = [("Patient", "It is the left one."), ("Doctor", "I see it."), ("Patient", "It is so.")]
PASS, BACK = ("Nurse", "Let me connect you with billing."), ("Nurse", "If we get cut off, call this number back.")


def kinds(*rows: tuple[str, str]) -> list[tuple[str, int]]:
    dialogue = segment(readers.read([("Patient", "Hello."), *rows]))
    return [(code.kind, code.turn) for code in Codes(dialogue, Signals(dialogue))["handoff"]]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([PASS, IDLE[0], BACK], [("transfer", 1), ("who", 1), ("fallback", 3)]),
        ([BACK, IDLE[0], PASS], [("fallback", 1), ("transfer", 3), ("who", 3)]),
        ([PASS, *IDLE, BACK], [("transfer", 1), ("who", 1)]),  # four turns away
        ([PASS, *IDLE[:2], BACK], [("transfer", 1), ("who", 1)]),  # three
        ([BACK, *IDLE[:2], PASS], [("transfer", 4), ("who", 4)]),
        ([BACK], []),
    ],
)
def test_what_is_told_within_two_turns(rows: list[tuple[str, str]], found: list[tuple[str, int]]) -> None:
    assert kinds(*rows) == found
