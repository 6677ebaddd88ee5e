"""Roles from labels, and the roles a person gives."""

from __future__ import annotations

import pytest

from carescore import Role
from carescore.errors import UsageError
from carescore.segmentation.roles import given, of_label, of_labels

CASES = [
    (
        Role.STAFF,
        "Doctor|Dr. Lee|Nurse Amy|Hygienist|Receptionist|Agent|Front desk|therapist|Dana Ruiz, RN|GUEST_CLINICIAN",
    ),
    (Role.STAFF, "Patient Services|front_desk"),
    (Role.PATIENT, "Patient|Caller|Client|PATIENT 2|customer"),
    (Role.COMPANION, "Mom|Patient's mother|guest_family|Husband"),
    (Role.INTERPRETER, "Interpreter"),
    (Role.UNKNOWN, "Speaker 1|SPEAKER_00|Maria|Andrew|D|Doctor and nurse's mother|Pat|unknown"),
]


@pytest.mark.parametrize(("role", "label"), [(role, label) for role, labels in CASES for label in labels.split("|")])
def test_labels(role: Role, label: str) -> None:
    assert of_label(label) is role


def test_letters_count_as_a_pair_only() -> None:
    assert of_labels(["D", "P"]) == {"D": Role.STAFF, "P": Role.PATIENT}
    assert of_labels(["T", "C"]) == {"T": Role.STAFF, "C": Role.PATIENT}
    assert of_labels(["D", "E"]) == {"D": Role.UNKNOWN, "E": Role.UNKNOWN}


def test_given_roles_are_checked() -> None:
    assert given({"A": "staff", "B": Role.PATIENT}, ["A", "B"]) == {"A": Role.STAFF, "B": Role.PATIENT}
    with pytest.raises(UsageError, match="not in the transcript"):
        given({"C": "staff"}, ["A"])
    with pytest.raises(UsageError, match="'boss' is no role"):
        given({"A": "boss"}, ["A"])
