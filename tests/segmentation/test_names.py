"""Names from self-introductions and greetings."""

from __future__ import annotations

import pytest
from conftest import talk

import carescore
from carescore.segmentation.names import addressed, introduced

INTRODUCED = [
    ("Hill Street Dental, this is Maria at the front desk.", "Maria"),
    ("Hi, I'm Dr. Okafor.", "Dr. Okafor"),
    ("Good morning Mrs Diaz, I'm Ben, the hygienist.", "Ben"),
    ("My name is Ana Li and I'm calling about a bill.", "Ana Li"),
    ("hi my name is maria i am a nurse", "Maria"),
    ("Maria speaking, how can I help?", "Maria"),
    ("You're speaking with Kim.", "Kim"),
    ("I'm Nurse Jo, who will be with you today.", "Nurse Jo"),
]
NOBODY = [
    "I'm fine.",
    "I'm OK, thanks.",
    "I'm American.",
    "This is ridiculous.",
    "My name is [NAME].",
    "I'm Sorry to hear that.",
    "this is maria",
    "Is this Mr. Lopez?",
    "I am calling from Boston.",
    "It was Monday.",
]


@pytest.mark.parametrize(("text", "name"), INTRODUCED)
def test_introduced(text: str, name: str) -> None:
    assert introduced(text) == name


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_introduced(text: str) -> None:
    assert introduced(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hi, Mr. Lopez, come on in.", ["Mr. Lopez"]),
        ("Great. Thank you, Ms. Park.", ["Ms. Park"]),
        ("Good morning Mrs Diaz.", ["Mrs Diaz"]),
        ("Hi there.", []),
        ("Thanks, Doctor.", []),
        ("Hello, good morning.", []),
        ("Thank you so much.", []),
    ],
)
def test_addressed(text: str, found: list[str]) -> None:
    assert addressed(text) == found


def test_a_report_names_the_speakers() -> None:
    rows = [("Speaker 1", "Hello, this is Maria at Hill Street Dental."), ("Speaker 2", "Hi Maria, I broke a tooth.")]
    rows += [("Speaker 1", "Thank you, Mr. Lopez. Does it hurt?"), ("Speaker 2", "A little, when I bite.")]
    speakers = carescore.score(rows).speakers
    assert [s.name for s in speakers] == ["Maria", "Mr. Lopez"]


def test_a_label_that_says_the_name_is_left_alone() -> None:
    speakers = carescore.score(talk(("Maria Diaz", "Hi, this is Maria."), ("P", "Hello."))).speakers
    assert speakers[0].name is None


def test_among_three_a_greeting_names_nobody() -> None:
    rows = [("Speaker 1", "Hi, Mr. Lopez."), ("Speaker 2", "Hello."), ("Speaker 3", "I am his wife.")]
    assert [s.name for s in carescore.score(rows).speakers] == [None, None, None]


@pytest.mark.parametrize(("turn", "named"), [(12, True), (13, False)])
def test_people_introduce_themselves_in_the_first_twelve_turns(turn: int, named: bool) -> None:
    rows = [("Speaker 1", "How have you been?"), ("Speaker 2", "It got worse at night.")] * 7
    rows[turn - 1] = (rows[turn - 1][0], "My name is Maria, by the way.")
    names = [s.name for s in carescore.score(rows, only=[]).speakers]
    assert ("Maria" in names) is named


def test_the_name_by_which_somebody_is_called_most() -> None:
    rows = [
        ("Speaker 1", "Hi, Ben."),
        ("Speaker 2", "My tooth broke."),
        ("Speaker 1", "Thank you, Omar."),
        ("Speaker 2", "It hurts a lot."),
        ("Speaker 1", "Thanks, Omar."),
    ]
    assert [s.name for s in carescore.score(rows, only=[]).speakers] == [None, "Omar"]
