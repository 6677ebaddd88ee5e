"""In which manner somebody comes in: a case on either side of each length and window."""

from __future__ import annotations

import pytest

from carescore.codes._manner import manner

OPEN, HOME = "I went to the", "I went home."
CASES = [
    (OPEN, "hospital", "Yes.", "completes"),
    (OPEN, "one two three four five", "Yes.", "completes"),
    (OPEN, "one two three four five six", "Yes.", "changes_topic"),
    (OPEN, "hospital", "", "changes_topic"),
    (OPEN, "hospital", "it then was for the hospital", "completes"),
    (OPEN, "hospital", "it then was all for the hospital", "changes_topic"),
    (HOME, "hospital", "Yes.", "changes_topic"),
    (OPEN, "hospital?", "Yes.", "clarifies"),
    (HOME, "Bye now.", "", "closes"),
    ("?" + "x" * 59, "Only nights matter", "", "answers"),
    ("?" + "x" * 60, "Only nights matter", "", "changes_topic"),
    (HOME, "a" * 119 + "?", "", "clarifies"),
    (HOME, "a" * 120 + "?", "", "changes_topic"),
    (HOME, "Where is it?", "", "clarifies"),
    (HOME, "Where is it now?", "", "changes_topic"),
    (HOME, "Exactly.", "", "affirms"),
    (HOME, "But I never did.", "", "contradicts"),
    (HOME, "You need to rest.", "", "advises_over"),
    (HOME, "And then the bus came.", "", "joins"),
    ("One tablet upset me.", "Tablets upset many", "", "responds"),
    ("tablets " + "z" * 292, "Tablets matter", "", "responds"),
    ("tablets " + "z" * 293, "Tablets matter", "", "changes_topic"),
    ("My tablets.", "qq " * 97 + "tablets", "", "responds"),
    ("My tablets.", "qq " * 99 + "tablets", "", "changes_topic"),
    ("My tablets.", "Tabletops matter", "", "responds"),  # words are one where their first six letters are
    ("My tablets.", "Tableaus matter", "", "changes_topic"),
    (HOME, "Our parking costs money", "", "changes_topic"),
]


@pytest.mark.parametrize(("before", "after", "later", "wanted"), CASES)
def test_manner(before: str, after: str, later: str, wanted: str) -> None:
    assert manner(before, after, later) == wanted
