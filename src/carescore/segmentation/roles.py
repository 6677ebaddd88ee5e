"""Roles that a label itself names: "Dr. Lee", "Front desk", "Patient", "Mom". What labels do not say, the words must.

The last word of a label says what its speaker is ("Patient's mother", "Child Life Specialist"); a department is staff,
whoever it serves ("Patient Access", "Family Medicine"). A title before a name ("Dr. Patel", "Nurse Jackson") and a word
that is a name too ("Son Min-ho") are evidence that the words of the conversation may overrule.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from carescore.errors import UsageError, meant
from carescore.segmentation import _role_words
from carescore.text.people import POLITE_TITLES, TITLES
from carescore.text.regex import lazy, one_of
from carescore.transcript import Role, Speaker

CERTAIN = float("inf")
TITLE = 4.0  # log-odds of a title before a name: patients are called Dr. Patel, but in one conversation of fifty
NAME_TOO = 1.0  # log-odds of a word that is a name as often
CARED_FOR = 1.5  # log-odds of a polite title or a shared surname: four in five of such labels in our role-plays
_LETTERS = {"D": Role.STAFF, "T": Role.STAFF, "P": Role.PATIENT, "C": Role.PATIENT}
_PARTS = lazy(r"[|()\[\],/;]|\s[-–—]\s")
_WORD = lazy(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_GUEST_STAFF = lazy(r"guest.?clinici?an", re.IGNORECASE)
_POLITE = lazy(rf"^(?:{one_of(POLITE_TITLES)}|se[ñn]ora?|do[ñn]a)\b", re.IGNORECASE)
_UNKNOWN = lazy(
    r"\W*(?:unknown|unidentified|unnamed|unclear|unsure|undetermined|\?+)(?:[ _](?:speaker|voice|person|participant))?"
    r"(?:[ _]?\d+)?\W*|\W*speaker[ _]\?+\W*",
    re.IGNORECASE,
)
_OF = frozenset({"of", "to", "for", "from"})
_MEMBERS = frozenset({"member", "team", "family"})  # say little beside another word of a role


@dataclass(frozen=True, slots=True)
class Named:
    """The role that a label names, None when it names none or several, and its weight in log-odds."""

    role: Role | None = None
    weight: float = 0.0


NOBODY = Named()


def of_label(label: str) -> Named:
    """What a label says of its speaker's role."""
    if _GUEST_STAFF.fullmatch(label):
        return Named(Role.STAFF, CERTAIN)
    parts = [_of_part(part) for part in _PARTS.split(label.replace("_", " "))]
    named = [part for part in parts if part.role is not None]
    if len({part.role for part in named}) != 1:
        return NOBODY
    return max(named, key=lambda part: part.weight)


def _of_part(part: str) -> Named:
    """What a stretch of a label says, that no mark parts."""
    written = _WORD.findall(part)
    words = [word.lower().replace("’", "'").removesuffix("'s") for word in written]
    if {"and", "with"} & set(words) and len({_role_words.role_of(word) for word in words} - {None}) > 1:
        return NOBODY
    for i, word in enumerate(words):
        if word in _OF and i:
            written, words = written[:i], words[:i]
            break
    if not words:
        return NOBODY
    head, before = words[-1], words[:-1]
    if "language" in words and _role_words.is_department(head):  # "Language Line", "Language Services"
        return Named(Role.INTERPRETER, CERTAIN)
    if words[0] in _role_words.AUTOMATIC:
        return Named(Role.OTHER, CERTAIN)
    if any(map(_role_words.is_department, words)):
        return _of_department(head)
    if head in _MEMBERS and (other := next((r for w in before if (r := _role_words.role_of(w))), None)):
        return Named(other, CERTAIN)
    if words[0] in _role_words.NURSES and len(words) > 1 and head not in _role_words.ROLE_OF:  # "Sister Dlamini"
        return Named(Role.STAFF, NAME_TOO)
    titled = words[0] in TITLES and head in _role_words.NAMES_TOO and len(words) > 1  # "Dr. Son"
    return (None if titled else _of_head(head, before)) or _of_title(words[0], written[1:])


def _of_department(head: str) -> Named:
    """A department is staff, and so is who works there; "Health Care Proxy" and "Ward Patient" are somebody else."""
    role = _role_words.role_of(head)
    return Named(Role.STAFF if role is None or _role_words.is_department(head) else role, CERTAIN)


def _of_head(head: str, before: list[str]) -> Named | None:
    role = _role_words.role_of(head)
    if role is None:
        return None
    plain = all(
        word in _role_words.BEFORE_ROLES or _role_words.role_of(word) or _role_words.is_department(word)
        for word in before
    )
    if plain:
        return Named(role, CERTAIN)
    return _beside_a_name(role, head)


def _of_title(first: str, rest: list[str]) -> Named:
    role = _role_words.role_of(first)
    if role is None or any(word[:1].islower() for word in rest):
        return NOBODY
    if first in _role_words.CARED_FOR and rest:
        return Named(role, NAME_TOO)
    return _beside_a_name(role, first)


def _beside_a_name(role: Role, word: str) -> Named:
    """What a word of a role says beside a name, or beside words that are not known."""
    name_too = word in _role_words.NAMES_TOO
    if role in (Role.OTHER, Role.INTERPRETER):
        return NOBODY if name_too else Named(role, CERTAIN)
    return Named(role, NAME_TOO if name_too else TITLE)


def is_unknown(label: str) -> bool:
    """Whether a label says that nobody knows who speaks."""
    return bool(_UNKNOWN.fullmatch(label))


def of_labels(labels: Iterable[str]) -> dict[str, Named]:
    """What each label says; single letters (D/P, T/C) count only as a pair of both sides, and two patients without
    anybody else are no certainty."""
    labels = list(labels)
    named = {label: of_label(label) for label in labels}
    letters = {label: _LETTERS[label.upper()] for label in labels if label.upper() in _LETTERS}
    if len(labels) <= 3 and {Role.STAFF, Role.PATIENT} <= set(letters.values()):
        named.update({label: Named(role, CERTAIN) for label, role in letters.items()})
    if len(labels) > 1 and {one.role for one in named.values()} == {Role.PATIENT}:
        return {label: Named(one.role, min(one.weight, TITLE)) for label, one in named.items()}
    return named


def cared_for(labels: Iterable[str]) -> frozenset[str]:
    """The labels that speak for the patient's side by the way they name people: with Mr or Mrs, where staff go by their
    first name or profession, or with a surname that another label shares, as relatives do."""
    labels = list(labels)
    surnames = Counter(_surname(label) for label in labels)
    return frozenset(
        label for label in labels if _POLITE.match(label) or (_surname(label) and surnames[_surname(label)] > 1)
    )


def _surname(label: str) -> str:
    """The last of two or more capitalised words of a label that names no role; "" for others."""
    words = [word for word in _WORD.findall(label) if word[:1].isupper()]
    return words[-1].lower() if len(words) > 1 and of_label(label).role is None else ""


def is_facilitator(label: str) -> bool:
    """Whether a label names somebody beside a role-play, with whom the others may talk of it."""
    return bool(_role_words.FACILITATORS & {word.lower() for word in _WORD.findall(label)})


_OTHER_SIDE = {Role.STAFF: Role.PATIENT, Role.PATIENT: Role.STAFF, Role.COMPANION: Role.STAFF}


def swapped(speakers: Iterable[Speaker]) -> tuple[Speaker, ...]:
    """The speakers with staff and patient exchanged, as a person says who sees that they are the wrong way round."""
    return tuple(replace(s, role=_OTHER_SIDE.get(s.role, s.role), confidence=None) for s in speakers)


def given(
    roles: Mapping[str, str | Role], labels: Iterable[str], spellings: Mapping[str, Iterable[str]] | None = None
) -> dict[str, Role]:
    """The roles a person gave, checked, under any of a speaker's spellings. Raises UsageError for a role or a speaker
    that is not there."""
    known = set(labels)
    shown = {label: one for one, same in (spellings or {}).items() for label in same}
    checked = {}
    for written, role in roles.items():
        label = shown.get(written, written)
        if label not in known:
            raise UsageError("roles names a speaker that is not in the transcript")
        try:
            checked[label] = Role(role)
        except ValueError:
            choices = ", ".join(r.value for r in Role)
            raise UsageError(
                f"'{role}' is no role{meant(str(role), [r.value for r in Role])}; roles are {choices}"
            ) from None
    return checked
