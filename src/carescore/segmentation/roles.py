"""Roles that a label itself names: "Dr. Lee", "Front desk", "Patient", "Mom". What labels do not say, talk must."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from carescore.errors import UsageError
from carescore.transcript import Role, Speaker

_NAMES: dict[Role, str] = {
    Role.INTERPRETER: "interpreter translator",
    Role.COMPANION: "mom mum mother mommy mama dad father daddy papa parent wife husband spouse partner daughter son "
    "sister brother aunt uncle grandma grandmother grandpa grandfather family companion carer caregiver caretaker "
    "guardian relative friend visitor",
    Role.PATIENT: "patient pt client caller customer member child kid",
    Role.STAFF: "doctor doc dr physician clinician provider practitioner gp md np pa rn lpn nurse midwife surgeon "
    "dentist dds dmd hygienist orthodontist endodontist periodontist psychologist psychiatrist therapist counselor "
    "counsellor pharmacist paramedic technician tech radiographer physiotherapist dietitian nutritionist consultant "
    "resident intern receptionist reception service services department desk frontdesk scheduler operator agent "
    "representative rep advisor billing office clinic hospital staff assistant secretary coordinator manager "
    "administrator interviewer social-worker navigator triage",
}
_ROLE_OF = {word: role for role, words in _NAMES.items() for word in words.split()}
_LETTERS = {"D": Role.STAFF, "T": Role.STAFF, "P": Role.PATIENT, "C": Role.PATIENT}
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_GUEST_STAFF = re.compile(r"guest.?clinici?an", re.IGNORECASE)


def of_label(label: str) -> Role:
    """The role a label names, UNKNOWN when it names none or several."""
    if _GUEST_STAFF.fullmatch(label):
        return Role.STAFF
    words = [word.lower() for word in _WORD.findall(label.replace("_", " "))]
    named = {_ROLE_OF[word] for word in words if word in _ROLE_OF}
    if {"patient", "client", "pt"} & set(words) and len(named) == 2:  # "Patient's mother", "Patient services"
        named.discard(Role.PATIENT)
    return named.pop() if len(named) == 1 else Role.UNKNOWN


def of_labels(labels: Iterable[str]) -> dict[str, Role]:
    """The role each label names; single letters (D/P, T/C) count only as a pair of both sides."""
    labels = list(labels)
    roles = {label: of_label(label) for label in labels}
    letters = {label: _LETTERS[label.upper()] for label in labels if label.upper() in _LETTERS}
    if len(labels) <= 3 and {Role.STAFF, Role.PATIENT} <= set(letters.values()):
        roles.update(letters)
    return roles


_OTHER_SIDE = {Role.STAFF: Role.PATIENT, Role.PATIENT: Role.STAFF, Role.COMPANION: Role.STAFF}


def swapped(speakers: Iterable[Speaker]) -> tuple[Speaker, ...]:
    """The speakers with staff and patient exchanged, as a person says who sees that they are the wrong way round."""
    return tuple(replace(s, role=_OTHER_SIDE.get(s.role, s.role), confidence=None) for s in speakers)


def given(roles: Mapping[str, str | Role], labels: Iterable[str]) -> dict[str, Role]:
    """The roles a person gave, checked. Raises UsageError for a role or a speaker that is not there."""
    known = set(labels)
    checked = {}
    for label, role in roles.items():
        if label not in known:
            raise UsageError("roles names a speaker that is not in the transcript")
        try:
            checked[label] = Role(role)
        except ValueError:
            choices = ", ".join(r.value for r in Role)
            raise UsageError(f"'{role}' is no role; roles are {choices}") from None
    return checked
