"""A negation before a phrase of empathy takes back a statement, and no question, formula or talk without marks."""

from __future__ import annotations

import pytest

from carescore import readers
from carescore.annotate import Signals
from carescore.codes.empathy import phrases
from carescore.segmentation import segment

CASES = [
    ("no i understand your frustration", "understanding"),
    ("no your call is important to us", "hollow"),
    ("it's not bad don't worry about it", "hollow"),
    ("it's not bad at least you're here", "hollow"),
    ("no you seem worried about it", "naming"),
    ("You're not feeling anxious about it?", "exploring"),
    ("How do you not feel about that?", "exploring"),
    ("What is it you can't be feeling about it?", "exploring"),
    ("I don't say I understand, but that is our policy.", "hollow"),
    ("That's not understandable.", None),
]


@pytest.mark.parametrize(("text", "kind"), CASES)
def test_what_a_negation_before_it_leaves(text: str, kind: str | None) -> None:
    dialogue = segment(readers.read([("Patient", "I am scared."), ("Nurse", text)]))
    assert [one.kind for one in phrases(dialogue, Signals(dialogue), {0})] == ([kind] if kind else [])
