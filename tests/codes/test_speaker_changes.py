"""speaker_changes: what happened to the floor, and in which manner."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import talk, timed

import carescore
from carescore.codes._manner import manner

OPEN = "I called about the appointment and nobody—"
MANNERS = [
    ("Do you live alone or with", "with my mother", "Yes, good.", "completes"),
    ("Do you live alone or with", "with my mother", "That is enough.", "changes_topic"),
    (OPEN, "Okay, bye.", "", "closes"),
    ("Is it sharp? Or is it—", "Sharp, mostly.", "", "answers"),
    (OPEN, "Exactly.", "", "affirms"),
    (OPEN, "No, that's wrong.", "", "contradicts"),
    (OPEN, "You need to calm down.", "", "advises_over"),
    (OPEN, "And so we wait.", "", "joins"),
    (OPEN, "The appointment was moved.", "", "responds"),
    (OPEN, "Which one?", "", "clarifies"),
    (OPEN, "Do you have your card?", "", "changes_topic"),
    (OPEN, "When was the appointment?", "", "clarifies"),
    (OPEN, "Any fever?", "", "clarifies"),
]


@pytest.mark.parametrize(("before", "after", "later", "how"), MANNERS)
def test_manner(before: str, after: str, later: str, how: str) -> None:
    assert manner(before, after, later) == how


def changes(rows: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """(kind, floor, taken) of every change that shows a sign."""
    found = carescore.score(rows, only=["interruptions"]).codes
    return [(code.kind, code.attributes["floor"], code.attributes["taken"]) for code in found]


def pair(end: int, start: int, stop: int, text: str = OPEN) -> list[dict[str, Any]]:
    return timed(("P", 0, end, text), ("S", start, stop, "Do you have your insurance card?"))


FLOORS = [
    (pair(5000, 4000, 7000), ("interruption", "overlap", "yes")),
    (pair(5000, 4799, 7000), ("overlap", "yes")),
    (pair(5000, 4801, 7000), ("cut_off", "yes")),
    (pair(9000, 4000, 6000, OPEN[:-1] + " answers"), ("overlap", "no")),
    (pair(7000, 4000, 6801), ("overlap", "yes")),
    (pair(7000, 4000, 6799), ("overlap", "no")),
    (pair(5000, 100, 7000), ("together", "yes")),
    (pair(5000, 5100, 7000, "And then I, um—"), ("given_up", "yes")),
    (pair(5000, 5100, 7000, "I called about the"), ("unfinished", "yes")),
]


@pytest.mark.parametrize(("rows", "wanted"), FLOORS)
def test_floor(rows: list[dict[str, Any]], wanted: tuple[str, ...]) -> None:
    (found,) = changes(rows)
    assert found[-len(wanted) :] == wanted


@pytest.mark.parametrize(
    "rows",
    [
        pair(5000, 5100, 7000, "I called about the appointment."),
        talk(("P", "I called."), ("S", "Do you have your card?")),
        talk(("P", OPEN), ("S", "Mm-hm."), ("P", "—called me back.")),
    ],
)
def test_no_sign_no_code(rows: list[dict[str, Any]]) -> None:
    assert changes(rows) == []


def test_a_companion_who_chimes_in_is_seen() -> None:
    rows = timed(
        ("P", 0, 6000, "I'm taking all of it, I'm just not taking the—"),
        ("C", 4900, 8000, "You told me that you take it!"),
    )
    rows += timed(("S", 8200, 9000, "Okay."))
    report = carescore.score(rows, only=["interruptions"])
    assert [code.kind for code in report.codes] == ["interruption"]
    assert report.scores["interruptions"].by_role["staff"].value == 0


def test_the_one_who_still_speaks_is_the_one_cut_off() -> None:
    rows = timed(
        ("P", 0, 9000, "I took the tablets all week and my mother told me that I should not and then I—"),
        ("C", 3000, 4000, "She should not have."),
        ("S", 8000, 11_000, "Do you have your insurance card with you?"),
    )
    found = carescore.score(rows, only=["interruptions"]).codes
    assert [(code.turn, code.replies_to) for code in found if code.kind == "interruption"] == [(2, 0)]


def test_confidence_is_of_the_kind_that_is_told() -> None:
    for code in carescore.score(pair(5000, 4000, 7000), only=["interruptions"]).codes:
        assert code.confidence is not None and 0.5 < code.confidence < 1
