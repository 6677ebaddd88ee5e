"""Numbers in words: one is no many."""

from __future__ import annotations

import pytest

from carescore.history import counted

CASES = [
    (counted.counted(0, "row"), "0 rows"),
    (counted.counted(1, "row"), "1 row"),
    (counted.counted(2, "row"), "2 rows"),
    (counted.people(1), "1 person"),
    (counted.people(2), "2 people"),
    (counted.older(1, "figure"), "1 conversation was scored by another version and is in no figure: score it again."),
    (
        counted.older(2, "figure"),
        "2 conversations were scored by another version and are in no figure: score them again.",
    ),
    (counted.nameless(1), "1 conversation names no trainee and is in no figure."),
    (counted.nameless(2), "2 conversations name no trainee and are in no figure."),
    (counted.forgotten(1, 0), "1 conversation deleted."),
    (
        counted.forgotten(2, 1),
        "2 conversations deleted; 1 conversation of others lost its words, which named them.",
    ),
]


@pytest.mark.parametrize(("said", "wanted"), CASES)
def test_in_words(said: str, wanted: str) -> None:
    assert said == wanted
