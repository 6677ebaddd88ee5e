"""ownership: who takes it on; half for trying; too few commitments give no share."""

from __future__ import annotations

import pytest
from conftest import quotes, scored, talk

CASES = [
    ("I'll ring the lab myself.", ["owned"]),
    ("I've put that through.", ["owned"]),
    ("Leave it with me.", ["owned"]),
    ("We'll send it today.", ["owned"]),
    ("I will send it there.", ["owned"]),
    ("We are going to do a swab.", ["owned"]),
    ("The nurse will send it there.", ["not owned"]),
    ("I'll try to reach her.", ["half owned"]),
    ("Someone will call you.", ["not owned"]),
    ("They should call you.", ["not owned"]),
    ("You'll have to call your insurance.", ["not owned"]),
    ("We'll be in touch.", ["not owned"]),
    ("Take one tablet a day.", []),
    ("If it swells, I'll see you at once.", []),
    ("They said someone will call me.", []),
]


@pytest.mark.parametrize(("text", "labels"), CASES)
def test_labels(text: str, labels: list[str]) -> None:
    assert [label for label, _ in quotes(talk(("P", "And now?"), ("S", text)), "ownership")] == labels


def test_share() -> None:
    rows = talk(("P", "And now?"), ("S", "I'll call the lab. I'll try to find it. Someone will call you."))
    score = scored(rows, "ownership")
    assert score.overall is not None and score.overall.value == 50.0


def test_one_commitment_gives_no_share() -> None:
    score = scored(talk(("P", "And now?"), ("S", "I'll call the lab.")), "ownership")
    assert score.overall is None and score.applicable is False and score.figures["owned"].value == 1.0


@pytest.mark.xfail(strict=True, reason="known failure: 'we' of the whole practice that nobody in the talk can do")
def test_we_that_is_not_the_speakers_team() -> None:
    assert quotes(talk(("P", "And?"), ("S", "We'll send a new law to parliament.")), "ownership") == []


@pytest.mark.parametrize(
    ("text", "value"), [("I'll call you on Monday.", None), ("Leave it with me. I'll call you.", 100.0)]
)
def test_a_share_of_one_commitment_says_nothing(text: str, value: float | None) -> None:
    assert scored(talk(("P", "And?"), ("S", text)), "ownership").value == value


def test_trying_is_half_owned() -> None:
    rows = talk(("P", "And?"), ("S", "I'll try to call you."), ("P", "Hm."), ("S", "I'll send the form."))
    assert scored(rows, "ownership").value == 75.0
