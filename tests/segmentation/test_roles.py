"""Roles from labels, and the roles a person gives."""

from __future__ import annotations

from math import exp

import pytest

from carescore import Role
from carescore.errors import UsageError
from carescore.segmentation.roles import (
    CARED_FOR,
    CERTAIN,
    NAME_TOO,
    TITLE,
    cared_for,
    given,
    is_facilitator,
    is_unknown,
    of_label,
    of_labels,
)

CASES = [
    (Role.STAFF, CERTAIN, "Doctor|Hygienist|Receptionist|Agent|Front desk|therapist|Dana Ruiz, RN|GUEST_CLINICIAN"),
    (Role.STAFF, CERTAIN, "Patient Services|front_desk|Patient Access|Customer Care|Family Medicine|Patient Relations"),
    (Role.STAFF, CERTAIN, "Cardiology|Pediatrics|Member Services|Patient Financial Services|911 Dispatch|Billing"),
    (
        Role.STAFF,
        CERTAIN,
        "Radiologist|Phone Rep|Charge nurse|Staff Member|Trainee|Dana (front desk)|Front Desk - Dana",
    ),
    (Role.STAFF, TITLE, "Dr. Lee|Nurse Amy|Child Life Specialist|Music Therapist|Dr. Son"),
    (Role.STAFF, NAME_TOO, "Sister Dlamini|Matron Hughes"),
    (
        Role.PATIENT,
        CERTAIN,
        "Patient|Caller|Client|PATIENT 2|customer|Standardized Patient|Priya Nair (Patient)|Caller 1",
    ),
    (Role.PATIENT, NAME_TOO, "Patient John|Customer Success|Client Happiness"),
    (
        Role.COMPANION,
        CERTAIN,
        "Mom|Patient's mother|guest_family|Husband|Mother of patient|Older sister|Family Member|Girlfriend|Patient's nephew|Stepdad",
    ),
    (Role.COMPANION, CERTAIN, "Child's dad|Health Care Proxy|Step father"),
    (Role.COMPANION, NAME_TOO, "Son Min-ho|Min-ho Son|Karen Parent"),
    (
        Role.INTERPRETER,
        CERTAIN,
        "Interpreter|Phone interpreter 4121|Medical interpreter|Language Line|Interpreter Maria",
    ),
    (Role.OTHER, CERTAIN, "Facilitator|Instructor|Examiner|Observer|Narrator|IVR|Voicemail|System|Recording|Moderator"),
    (Role.OTHER, CERTAIN, "Automated attendant|Auto Attendant|Call recording|Recorded message|Voice mail"),
    (Role.OTHER, CERTAIN, "Facilitator Jane|OSCE examiner|Answering machine|Phone menu"),
    (None, 0.0, "Speaker 1|SPEAKER_00|Maria|Andrew|D|Doctor and nurse's mother|Pat|unknown|Exam Room 4|Mr. Okafor"),
    (None, 0.0, "Mr. Son|Guest|Priya Nair|Patel|Amy Judge|Judge Amy"),
]


@pytest.mark.parametrize(
    ("role", "weight", "label"),
    [(r, w, label) for r, w, labels in CASES for label in labels.split("|") if label.strip()],
)
def test_labels(role: Role | None, weight: float, label: str) -> None:
    assert (of_label(label).role, of_label(label).weight) == (role, weight)


def roles(*labels: str) -> dict[str, Role | None]:
    return {label: named.role for label, named in of_labels(labels).items()}


def test_letters_count_as_a_pair_only() -> None:
    assert roles("D", "P") == {"D": Role.STAFF, "P": Role.PATIENT}
    assert roles("T", "C") == {"T": Role.STAFF, "C": Role.PATIENT}
    assert roles("D", "E") == {"D": None, "E": None}


def test_two_patients_alone_are_no_certainty() -> None:
    assert {one.weight for one in of_labels(["Caller 1", "Caller 2"]).values()} == {TITLE}
    assert {one.weight for one in of_labels(["Client 1", "Client 2", "Therapist"]).values()} == {CERTAIN}
    assert of_labels(["Patient"])["Patient"].weight == CERTAIN


def test_polite_titles_and_shared_surnames_are_cared_for() -> None:
    assert cared_for(["Anand", "Imtiaz Shaikh", "Farhan Shaikh"]) == {"Imtiaz Shaikh", "Farhan Shaikh"}
    assert cared_for(["Dana Ruiz", "Mrs. Paik"]) == {"Mrs. Paik"}
    assert cared_for(["Dana Ruiz", "Priya Nair", "Speaker 1", "Speaker 2"]) == frozenset()


def test_facilitators_are_people_beside_a_role_play() -> None:
    assert is_facilitator("Facilitator") and is_facilitator("OSCE examiner")
    assert not is_facilitator("IVR") and not is_facilitator("Narrator")


@pytest.mark.parametrize(
    "label", ["Unknown", "Unknown Speaker", "Unidentified 2", "unknown_speaker_1", "Speaker ?", "??"]
)
def test_labels_of_nobody(label: str) -> None:
    assert is_unknown(label)


@pytest.mark.parametrize("label", ["Speaker 1", "Una", "Clear Ann", "Unknown caller"])
def test_labels_of_somebody(label: str) -> None:
    assert not is_unknown(label)


def test_given_roles_are_checked() -> None:
    assert given({"A": "staff", "B": Role.PATIENT}, ["A", "B"]) == {"A": Role.STAFF, "B": Role.PATIENT}
    with pytest.raises(UsageError, match="not in the transcript"):
        given({"C": "staff"}, ["A"])
    with pytest.raises(UsageError, match="'boss' is no role"):
        given({"A": "boss"}, ["A"])


def test_any_spelling_names_the_speaker() -> None:
    assert given({"ann": "staff"}, ["Ann Lee"], {"Ann Lee": ("Ann Lee", "ann")}) == {"Ann Lee": Role.STAFF}


def test_how_much_a_label_weighs() -> None:
    assert 50 < exp(of_label("Dr. Lee").weight) < 60  # patients are called so in one conversation of fifty
    assert 2 < exp(of_label("Son Min-ho").weight) < 3
    assert 4 <= exp(CARED_FOR) < 5  # four in five of such labels


def test_letters_are_a_pair_among_three_labels() -> None:
    assert roles("D", "P", "M") == {"D": Role.STAFF, "P": Role.PATIENT, "M": None}
    assert roles("D", "P", "M", "N") == dict.fromkeys("DPMN")


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Nurse and Doctor", Role.STAFF),
        ("Nurse and Mother", None),
        ("Billing Dana", Role.STAFF),
        ("Matron", None),
        ("Sister", Role.COMPANION),
        ("Doctor 李", Role.STAFF),
        ("Doctor lee", None),
        ("Dr. lee", None),
    ],
)
def test_words_beside_a_role(label: str, role: Role | None) -> None:
    assert of_label(label).role is role
