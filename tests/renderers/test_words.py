"""Times and figures as people read them."""

from __future__ import annotations

import pytest
from conftest import EXAMPLES

import carescore
from carescore.measures import measures
from carescore.renderers._page import GROUPS
from carescore.renderers._words import _findings, band, clock, finding, number, percentile

EXAMPLES_READ = (
    "billing-call-handled-badly.srt",
    "billing-call-handled-well.vtt",
    "pediatric-dentist.txt",
    "chemo-nurse-call.vtt",
    "discharge-jargon.json",
)
GROUPED = {name for names in GROUPS.values() for name in names}  # the others hold labels without an end


@pytest.mark.parametrize(("ms", "text"), [(None, ""), (0, "0:00"), (61_999, "1:01"), (3_600_000, "1:00:00")])
def test_clock(ms: int | None, text: str) -> None:
    assert clock(ms) == text


@pytest.mark.parametrize(
    ("value", "text"), [(None, "–"), (0, "0"), (0.5, "0.5"), (1.239, "1.24"), (66.6, "67"), (10, "10")]
)
def test_number(value: float | None, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(
    ("value", "name"), [(0, "work on"), (49.9, "work on"), (50, "on the way"), (74.9, "on the way"), (75, "good")]
)
def test_band(value: float, name: str) -> None:
    assert band(value) == name


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.4, "lower than all norm conversations"),
        (0.6, "higher than 1 % of the norm conversations"),
        (99.4, "higher than 99 % of the norm conversations"),
        (99.6, "higher than all norm conversations"),
    ],
)
def test_percentile(value: float, text: str) -> None:
    assert percentile(value) == text


@pytest.mark.parametrize(
    ("measure", "label", "words"),
    [
        ("empathic_opportunities", "met: fear", "Feeling met: fear"),
        ("empathic_opportunities", "partly: fear", "Feeling answered in part: fear"),
        (
            "interruptions",
            "interruption, intrusive, changes_topic: 1.0 s of both at once",
            "Interruption, intrusive, changes topic: starts 1.0 s before the other has finished",
        ),
        (
            "interruptions",
            "interruption, intrusive, contradicts: under 0.1 s of both at once",
            "Interruption, intrusive, contradicts: starts under 0.1 s before the other has finished",
        ),
        ("courtesy", "own_name", "Says their own name"),
        ("autonomy", "pressure", "Pressure"),
        ("questions", "stacked: 3 questions", "Questions stacked: 3 questions"),
        ("jargon_density", "technical: blood thinner", "Unexplained term: blood thinner"),
        ("phone_etiquette", "greeting: own name", "Call: says their own name"),
        ("courtesy", "of a plugin", "Courtesy: of a plugin"),
    ],
)
def test_findings_in_words(measure: str, label: str, words: str) -> None:
    assert finding(measure, label) == words


@pytest.mark.parametrize("name", EXAMPLES_READ)
def test_every_finding_of_the_examples_has_words_of_its_own(name: str) -> None:
    report = carescore.score(EXAMPLES / name)
    found = [(n, e.label, finding(n, e.label)) for n, s in report.scores.items() if n in GROUPED for e in s.evidence]
    titles = {measure.name: measure.title for measure in measures()}
    assert [one for one in found if one[2].startswith(f"{titles[one[0]]}: ")] == []


def test_findings_are_of_measures() -> None:
    assert set(_findings()) <= {measure.name for measure in measures()}
