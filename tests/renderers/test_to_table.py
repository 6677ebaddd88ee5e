"""The terminal tells what the page's first screen tells, on few lines; markup and control signs stay text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import EXAMPLES, talk

import carescore
from carescore.renderers import _story, _words
from carescore.renderers.to_table import LINES, render

BADLY, DENTIST = (EXAMPLES / name for name in ("billing-call-handled-badly.srt", "pediatric-dentist.txt"))


def crowded() -> carescore.Report:
    """A report in which everything that the terminal shows is as long as can be."""
    report = carescore.score(BADLY)
    well = [replace(moment, praise=True) for moment in report.moments]
    speakers = [replace(one, id=f"{'N' * 500} {i}") for i in range(15) for one in report.speakers]
    notes = [f"{'word ' * 90}{i}" for i in range(9)]
    turns = [replace(turn, speaker="N\n" * 250) for turn in report.turns]
    return replace(
        report,
        id="i" * 500,
        speakers=tuple(speakers),
        turns=tuple(turns),
        moments=(*report.moments, *well, *report.moments, *well),
        provenance={**report.provenance, "notes": notes},
    )


@pytest.mark.parametrize("path", [BADLY, DENTIST], ids=lambda path: path.name)
def test_the_story_is_that_of_the_page(path: object) -> None:
    report = carescore.score(path)  # type: ignore[arg-type]  # a path
    text = " ".join(render(report).split())
    assert _words.verdict(report) in text and " · ".join(_story.facts(report)) in text
    for half in _story.halves(_story.moments(report)):
        assert half.title in text and half.lack in text
        for one in half.chosen:
            assert f"{_words.clock(one.start_ms)} {one.title}" in text
            assert all(f"{line.speaker}: " in text for line in one.lines)
    for name, skill in report.skills.items():
        assert skill.value is not None
        assert f"{skill.value:.0f} {_words.SHAPES[band := _words.band(skill.value)]} {band}" in text
        assert _words.SKILL_TITLES[name] in text
    assert "Talk time" not in text and "Talk time" in render(report, every=True)


@pytest.mark.parametrize("width", [60, 110])
def test_few_lines_and_none_too_long(width: int) -> None:
    lines = render(crowded(), width=width).splitlines()
    assert 34 < len(lines) <= LINES and max(map(len, lines)) <= width
    assert len(render(carescore.score(BADLY), width=width).splitlines()) <= LINES


def test_reasons_and_quotes_with_markup_as_text() -> None:
    rows = talk(
        ("S", "Hello [bold]there[/bold], how can I help you?"),
        ("P", "I'm really scared [red]now \x1b[31m\u202e."),
        ("S", "I can hear how frightening that is. Tell me more."),
    )
    report = carescore.score(rows)
    text = render(report, every=True)
    assert "Patient-centred communication" in text and "fewer than 60 words" in text and "not known" in text
    assert "\x1b" not in text and "\u202e" not in text
    assert not report.moments or "[red]now" in text


def test_what_nobody_said_surely_is_said() -> None:
    text = render(carescore.score(talk(("S", "Hello."), ("P", "Hi."))))
    assert text.count("Nothing stands out surely enough") == 2


@pytest.mark.parametrize("color", [True, False])
def test_color_on_request_alone(color: bool) -> None:
    rows = talk(("S", "You need to calm down."), ("P", "No."))
    assert ("\x1b[" in render(carescore.score(rows), color=color)) == color


def test_an_exercise_and_a_rubric_stand_there_when_asked_for() -> None:
    report = carescore.score(
        EXAMPLES / "scenario-calm-upset-caller-good.txt", scenario="calm-upset-caller", rubric="miti"
    )
    text = render(report)
    assert "Scenario: " in text and report.rubric and report.rubric.title in text
