"""How the patient side takes a staff turn, and which turn that is."""

from __future__ import annotations

import pytest

from carescore import readers
from carescore.annotate import Signals
from carescore.codes import Codes
from carescore.segmentation import segment

WALK = ("Nurse", "You should walk every day.")


def replies(*rows: tuple[str, str]) -> list[tuple[str, str, int, int, int | None]]:
    """(kind, how, turn, characters, the turn it replies to)."""
    dialogue = segment(readers.read(list(rows)))
    found = Codes(dialogue, Signals(dialogue))["replies"]
    assert all(code.start == 0 for code in found)
    return [(code.kind, code.attributes["how"], code.turn, code.end, code.replies_to) for code in found]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Okay, I will.", "accepts"),
        ("Yes, but I can't.", "refuses"),
        ("No problem.", "accepts"),
        ("Uhm, yeah.", "accepts"),
        ("Hmm, then I guess.", "accepts"),
        ("Uhm, no.", "refuses"),
        ("Mm. No.", "refuses"),
        ("Mm-hm.", "accepts"),
        ("Right, no problem.", "accepts"),
        ("Umbrellas, no.", "answers"),
        ("My knee hurts.", "answers"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert replies(WALK, ("Patient", text)) == [(kind, "words", 1, len(text), 0)]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([WALK], []),
        ([WALK, ("Doctor", "Every day."), ("Patient", "Okay.")], [("accepts", 2, 0), ("accepts", 2, 1)]),
        (
            [WALK, ("Doctor", "Every day."), ("Nurse", "For an hour."), ("Patient", "Okay.")],
            [("accepts", 3, 1), ("accepts", 3, 2)],  # two more staff turns come first
        ),
        ([WALK, ("Facilitator", "Go on."), ("Facilitator 2", "Yes."), ("Patient", "Okay.")], [("accepts", 3, 0)]),
    ],
)
def test_the_next_turn_of_the_patients_side_replies(
    rows: list[tuple[str, str]], found: list[tuple[str, int, int]]
) -> None:
    assert [(kind, turn, to) for kind, _, turn, _, to in replies(*rows)] == found


def test_a_listener_signal_accepts() -> None:
    rows = [("Nurse", "You should walk"), ("Patient", "Mm-hm."), ("Nurse", "every day."), ("Patient", "My knee hurts.")]
    text = "You should walk every day."
    assert replies(*rows) == [("accepts", "signal", 0, len(text), 0), ("answers", "words", 1, 14, 0)]


def test_the_signal_of_a_colleague_accepts_nothing() -> None:
    rows = [("Doctor", "You should walk"), ("Nurse", "Mm-hm."), ("Doctor", "every day."), ("Patient", "My knee hurts.")]
    rows += [("Nurse", "Where does it hurt?")]
    assert replies(*rows) == [("answers", "words", 1, 14, 0)]
