"""Words that hurt, and whether the patient side said them first."""

from __future__ import annotations

import pytest

from carescore import readers
from carescore.annotate import Signals
from carescore.codes import Codes
from carescore.segmentation import segment


@pytest.mark.parametrize(
    ("before", "text", "echo"),
    [
        ("I am an addict.", "You are an addict.", "yes"),
        ("It hurts.", "You are an addict.", "no"),
        ("You are an old friend.", "You are an addict.", "no"),  # small words are no echo
    ],
)
def test_an_echo_is_of_the_words_that_tell(before: str, text: str, echo: str) -> None:
    dialogue = segment(readers.read([("Nurse", "Hello."), ("Patient", before), ("Nurse", text)]))
    found = Codes(dialogue, Signals(dialogue))["stigmatizing_language"]
    assert [code.attributes["echo"] for code in found] == [echo]


def test_what_staff_said_before_or_the_patient_says_later_is_no_echo() -> None:
    rows = [("Nurse", "You are an addict."), ("Patient", "I am an addict."), ("Nurse", "So you are an addict.")]
    dialogue = segment(readers.read(rows))
    found = Codes(dialogue, Signals(dialogue))["stigmatizing_language"]
    assert [code.attributes["echo"] for code in found] == ["no", "yes"]
