"""One person under several spellings is one speaker; two people are never folded."""

from __future__ import annotations

import pytest

from carescore import Transcript, Utterance
from carescore.segmentation.spellings import folded

ONE = [
    ("John Smith", "JOHN SMITH"),
    ("John Smith", "john"),
    ("John Smith", "Smith"),
    ("John Smith", "John Smith (Host)"),
    ("Priya Nair", "Priya Nair [External]"),
    ("Priya Nair", "Priya Nair (Guest)"),
    ("Dana", "Dana (she/her)"),
    ("Dana", "Dana (cont'd)"),
    ("Dana", "DANA continued"),
    ("John Smith", "Smith, John"),
    ("José", "Jose"),
    ("Speaker 1", "speaker_1"),
    ("Ann Lee", "Ann Lee (Patient)"),
    ("Ann Lee", "Ann Lee, RN"),
    ("John Smith", "john.smith"),
    ("Nurse (Amy)", "Nurse(Amy)"),
    ("Ann Mary Lee", "Ann"),
    ("Al Jones", "Al"),
]
TWO = [
    ("John Smith", "Jane Smith"),
    ("Speaker 1", "Speaker 2"),
    ("Speaker 1", "Speaker 11"),
    ("Nurse", "Nurse Amy"),
    ("Nurse (Amy)", "Nurse (Ben)"),
    ("Dr. Smith", "Smith"),
    ("Ann", "Anna Lee"),
    ("A", "A B"),
    ("Caller", "Caller 2"),
]


def transcript(*labels: str) -> Transcript:
    return Transcript("t", tuple(Utterance(label, "Words.") for label in labels))


@pytest.mark.parametrize("labels", ONE)
@pytest.mark.parametrize("order", [1, -1])
def test_one_person(labels: tuple[str, str], order: int) -> None:
    found, same = folded(transcript(*labels[::order], "Somebody Else"))
    assert len(found.speakers) == 2
    assert [set(group) for group in same.values()] == [set(labels)]
    assert len(found.notes) == 1 and "taken for one person" in found.notes[0]


@pytest.mark.parametrize("labels", TWO)
def test_two_people(labels: tuple[str, str]) -> None:
    found, same = folded(transcript(*labels, "Somebody Else"))
    assert found.speakers == (*labels, "Somebody Else") and same == {} and found.notes == ()


def test_a_first_name_that_two_have_is_refused_and_said() -> None:
    found, same = folded(transcript("John Smith", "John Doe", "john"))
    assert found.speakers == ("John Smith", "John Doe", "john") and same == {}
    assert found.notes == ("john: could be John Smith or John Doe; kept apart",)


def test_the_spelling_that_is_shown_says_most() -> None:
    assert folded(transcript("JOHN SMITH", "john", "John Smith (Host)", "John Smith"))[0].speakers == ("John Smith",)
    assert folded(transcript("Ann Lee", "Ann Lee (Patient)"))[0].speakers == ("Ann Lee (Patient)",)


@pytest.mark.parametrize("order", [1, -1])
def test_a_remark_behind_a_remark(order: int) -> None:
    labels = ("Ann Lee, Austin, Texas", "Ann Lee, Austin", "Ann Lee")
    found, _ = folded(transcript(*labels[::order], "Somebody Else"))
    assert "Somebody Else" in found.speakers and len(found.speakers) < 4
