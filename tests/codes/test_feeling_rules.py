"""A negation before a phrase of feeling takes it back, or is what makes it one."""

from __future__ import annotations

import pytest

from carescore import readers
from carescore.annotate import Signals
from carescore.codes.feelings import signs
from carescore.segmentation import segment

CASES = [
    ("I'm not worried about it.", None),
    ("It's not that it sucked, it's the waiting.", "cue"),
    ("I can't sleep.", "cue"),
    ("I can't walk anymore.", "challenge"),
    ("no i can't dance like i used to", "challenge"),
    ("I don't know what to do.", "cue"),
    ("I haven't been myself.", "cue"),
    ("I'm not doing well.", "cue"),
]


@pytest.mark.parametrize(("text", "kind"), CASES)
def test_what_a_negation_before_it_leaves(text: str, kind: str | None) -> None:
    dialogue = segment(readers.read([("Nurse", "And now?"), ("Patient", text)]))
    assert [one.label for one in signs(dialogue, Signals(dialogue))] == ([kind] if kind else [])
