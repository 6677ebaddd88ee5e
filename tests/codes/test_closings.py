"""closings: which goodbyes stand late, and what was said before them."""

from __future__ import annotations

import pytest

from carescore import readers
from carescore.annotate import Signals
from carescore.codes import Codes
from carescore.segmentation import segment

IDLE = [("Patient", "It is the left one."), ("Nurse", "That is how it goes.")]
BYE, STEP = ("Nurse", "Okay, goodbye."), ("Nurse", "I'll call you on Monday.")


def closing(*rows: tuple[str, str]) -> dict[str, str]:
    dialogue = segment(readers.read(list(rows)))
    (found,) = [code for code in Codes(dialogue, Signals(dialogue))["closings"] if code.kind == "closing"]
    return dict(found.attributes)


@pytest.mark.parametrize(("after", "late"), [(1, "yes"), (2, "no")])
def test_a_goodbye_is_late_from_three_fifths_of_the_turns_on(after: int, late: str) -> None:
    assert closing(IDLE[0], IDLE[1], IDLE[0], BYE, *IDLE[:after])["late"] == late  # the fourth turn of 5 and of 6


@pytest.mark.parametrize(("between", "recap"), [(2, "yes"), (3, "no")])
def test_three_staff_turns_before_it_may_say_what_happens_next(between: int, recap: str) -> None:
    assert closing(IDLE[0], STEP, *IDLE * between, IDLE[0], BYE)["recap"] == recap
