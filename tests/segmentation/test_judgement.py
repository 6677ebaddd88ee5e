"""Labels are strong evidence: the words overrule titles and names by a wide margin, and contradict certain ones aloud."""

from __future__ import annotations

import pytest

import carescore
from carescore import Role
from carescore.segmentation import Dialogue, segment

STAFF = (
    "Good morning, Lakeside Clinic. How can I help you?",
    "I can hear that this is worrying you. What does the letter say?",
    "Thank you for telling me. I have booked you with the doctor on Thursday. Anything else I can do for you?",
)
PATIENT = (
    "Hi, I got a letter about my blood test and I'm really worried about it.",
    "It says my iron is low and that I should see the doctor within two weeks.",
    "No, that's everything. Thank you so much for your help.",
)


def of(staff: str, patient: str, swap: bool = False) -> Dialogue:
    rows = [row for one, two in zip(STAFF, PATIENT, strict=True) for row in ((staff, one), (patient, two))]
    return segment(carescore.read(rows), swap=swap)


@pytest.mark.parametrize(
    ("staff", "patient"),
    [
        ("Dana Ruiz", "Dr. Patel"),
        ("Dana Ruiz", "Nurse Jackson"),
        ("Son Min-ho", "Priya Nair"),
        ("Lydia Child", "Priya Nair"),
        ("Patient Access", "Priya Nair"),
        ("Customer Care", "Caller 1"),
        ("Family Medicine", "Priya Nair"),
        ("Patient Liaison Dana", "Patient"),
        ("Caller 2", "Caller 1"),
    ],
)
def test_the_words_decide_between_names(staff: str, patient: str) -> None:
    assert {s.id: s.role for s in of(staff, patient).speakers} == {staff: Role.STAFF, patient: Role.PATIENT}


def test_an_overruled_label_is_said() -> None:
    dialogue = of("Dana Ruiz", "Dr. Patel")
    assert [note for note in dialogue.notes if note.startswith("Dr. Patel: the label names staff")]
    assert dialogue.speakers[1].confidence is not None


@pytest.mark.parametrize(
    "labels", [("Dr. Patel", "Priya Nair"), ("Nurse", "Patient"), ("Sister Dlamini", "Mr. Mokoena")]
)
def test_labels_that_the_words_bear_out_need_no_note(labels: tuple[str, str]) -> None:
    dialogue = of(*labels)
    assert dialogue.notes == () and dialogue.speakers[0].confidence is None


def test_certain_labels_stand_and_the_note_says_swap() -> None:
    dialogue = of("Patient", "Nurse")
    assert [s.role for s in dialogue.speakers] == [Role.PATIENT, Role.STAFF]
    assert any("--swap" in note for note in dialogue.notes)
    swapped = of("Patient", "Nurse", swap=True)
    assert [s.role for s in swapped.speakers] == [Role.STAFF, Role.PATIENT]
    assert not any("--swap" in note for note in swapped.notes)


def test_a_person_is_not_contradicted_by_a_label() -> None:
    dialogue = segment(carescore.read([("Dr. Patel", PATIENT[0]), ("Dana", STAFF[0])]), {"Dr. Patel": "staff"})
    assert dialogue.speakers[0].role is Role.STAFF and dialogue.notes == ()


def test_a_judged_role_is_never_certain() -> None:
    assert all(s.confidence is not None and s.confidence <= 0.99 for s in of("Speaker 1", "Speaker 2").speakers)


@pytest.mark.parametrize("label", ["Unidentified 2", "unknown", "Speaker ?"])
def test_nobody_gets_a_role(label: str) -> None:
    rows = [(label, STAFF[0]), ("Priya", PATIENT[0]), ("Dana", STAFF[1])]
    first = segment(carescore.read(rows)).speakers[0]
    assert first.role is Role.UNKNOWN and first.confidence is None


def test_a_polite_title_makes_the_patient_likelier() -> None:
    plain, polite = of("Dana Ruiz", "Priya Nair").role_margin, of("Dana Ruiz", "Mrs. Paik").role_margin
    assert plain is not None and polite is not None and polite > plain + 1
