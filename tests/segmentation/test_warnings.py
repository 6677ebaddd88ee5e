"""What looks wrong with who spoke is said, and a conversation that is in order raises no warning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

import carescore
from carescore.segmentation import segment, warnings

ROWS = [("Nurse", "How are you today?"), ("Patient", "My knee hurts when I climb the stairs.")] * 12


def of(rows: Sequence[tuple[str | None, str]], patients: Sequence[str] = ()) -> tuple[str, ...]:
    found = warnings.of(segment(carescore.read(rows), dict.fromkeys(patients, "patient")))
    return tuple(warning.sentence for warning in found)


def test_a_conversation_in_order_raises_no_warning() -> None:
    assert of(list(ROWS)) == ()


def test_a_turn_without_a_speaker() -> None:
    (note,) = of([*ROWS, (None, "Who says this here?")])
    assert note.startswith("turn 25: 1 turn without a speaker")


def test_a_label_with_hardly_a_word() -> None:
    (note,) = of([*ROWS, ("Speaker 7", "Two o'clock then.")])
    assert note.startswith("turn 25: Speaker 7 says 3 words in the whole conversation")
    assert of([*ROWS[:4], ("Speaker 7", "Two o'clock then.")]) == ()


def test_one_person_under_two_labels() -> None:
    halves = [("Doctor", "And then?"), ("Speaker 1", "Then it got worse at night.")] * 4
    halves += [("Doctor", "And now?"), ("Speaker 2", "Now I can hardly walk at all.")] * 4
    both = ("Speaker 1", "Speaker 2")
    (note,) = of(halves, both)
    assert note.startswith("Speaker 1 and Speaker 2 have the same role")
    mixed = [*halves, ("Speaker 1", "As I said before, it is worse at night.")]
    assert of(mixed, both) == ()


@pytest.mark.parametrize(
    ("text", "noticed"),
    [
        ("Any allergies? No.", True),
        ("Does it hurt? Yes, it does.", True),
        ("Is it the left? okay", True),
        ("Any allergies? No. Good.", False),
        ("Does it hurt? Okay, let me look at it.", False),
        ("Okay. Any allergies?", False),
    ],
)
def test_an_answer_glued_to_its_question(text: str, noticed: bool) -> None:
    found = of([("Nurse", text), ("Patient", "I take aspirin in the morning.")])
    assert bool(found) is noticed
    assert all("allergies" not in note and note.startswith("turn 1: ") for note in found)


@pytest.mark.parametrize(("scale", "note"), [(1, "more than 600 words"), (1000, None), (200_000, "fewer than 5 words")])
def test_times_of_another_unit(scale: int, note: str | None) -> None:
    rows = [
        {"speaker": who, "text": said, "start_ms": 4 * i * scale, "end_ms": (4 * i + 3) * scale}
        for i, (who, said) in enumerate(ROWS)
    ]
    found = warnings.of(segment(carescore.read(rows)))
    assert [note in one.sentence for one in found] == [True] if note else found == ()


def test_roles_that_are_a_close_call() -> None:
    dialogue = segment(carescore.read(ROWS))
    assert "wrong way round" in warnings.of(replace(dialogue, role_margin=0.5))[0].reason
    assert warnings.of(replace(dialogue, role_margin=5.0)) == warnings.of(replace(dialogue, role_margin=None)) == ()


def test_the_margin_is_in_the_report_where_roles_were_judged() -> None:
    rows = [("A", "What brings you in today?"), ("B", "My knee hurts, doctor."), ("A", "Let me examine you.")]
    assert carescore.score(rows, only=["talk_time"]).provenance["role_margin"] > warnings.CLOSE_CALL
    assert carescore.score(rows, roles={"A": "staff"}, only=["talk_time"]).provenance["role_margin"] is None


def test_the_report_says_it() -> None:
    report = carescore.score([*ROWS, ("Speaker 7", "Two o'clock then.")], only=["talk_time"])
    assert any("Speaker 7" in note for note in report.provenance["notes"])
