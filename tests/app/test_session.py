"""One click on a speaker's role, and what it does to the others."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import talk

import carescore
from carescore.app.session import UserChoices, swapped, with_role
from carescore.report import Report


@pytest.fixture(scope="module")
def report() -> Report:
    said = [("Ann", "How are you feeling today?"), ("Bo", "My knee hurts at night."), ("Cy", "He is right.")]
    return carescore.score(
        talk(*said * 3), roles={"Ann": "staff", "Bo": "patient", "Cy": "companion"}, only="talk_time"
    )


@pytest.mark.parametrize(
    ("speaker", "role", "wanted"),
    [
        ("Ann", "patient", {"Ann": "patient", "Bo": "staff"}),
        ("Bo", "staff", {"Ann": "patient", "Bo": "staff"}),
        ("Ann", "staff", {"Ann": "staff"}),
        ("Bo", "companion", {"Bo": "companion"}),
    ],
)
def test_of_two_the_other_takes_the_other_side(report: Report, speaker: str, role: str, wanted: dict[str, str]) -> None:
    two = replace(report, speakers=report.speakers[:2])
    assert with_role(two, UserChoices(), speaker, role).roles == wanted


def test_of_three_the_others_stay(report: Report) -> None:
    assert with_role(report, UserChoices(roles={"Cy": "other"}), "Bo", "staff").roles == {"Cy": "other", "Bo": "staff"}


@pytest.mark.parametrize(("speaker", "focus"), [("Ann", None), ("Cy", "Ann")])
def test_a_focus_that_is_no_staff_is_given_up(report: Report, speaker: str, focus: str | None) -> None:
    assert with_role(report, UserChoices(focus="Ann"), speaker, "other").focus == focus


def test_swapped_leaves_everybody_else(report: Report) -> None:
    assert swapped(report, UserChoices()).roles == {"Ann": "patient", "Bo": "staff"}
