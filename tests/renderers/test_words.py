"""Times and figures as people read them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import EXAMPLES

import carescore
from carescore.measures import Rate, Score, measures
from carescore.renderers._page import GROUPS
from carescore.renderers._words import _feelings, _findings, _summary, band, clock, finding, listed, number, percentile

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
    ("value", "text"),
    [(None, "–"), (0, "0"), (0.5, "0.5"), (1.239, "1.24"), (66.6, "67"), (10, "10"), (-0.004, "0"), (-0.5, "-0.5")],
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
        (0.4, "at the low end of the norm conversations"),
        (0.6, "percentile 1 of the norm conversations"),
        (99.4, "percentile 99 of the norm conversations"),
        (99.6, "at the high end of the norm conversations"),
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


@pytest.mark.parametrize(
    ("met", "partly", "of", "sentence"),
    [
        (0, 0, 0, ""),
        (1, 0, 1, "The one feeling voiced was taken up."),
        (0, 0, 1, "The one feeling voiced was not taken up."),
        (0, 1, 1, "The one feeling voiced was taken up in part."),
        (2, 0, 2, "Both feelings voiced were taken up."),
        (0, 0, 2, "Neither of the two feelings voiced was taken up."),
        (7, 0, 7, "All 7 feelings voiced were taken up."),
        (0, 3, 7, "None of the 7 feelings voiced was taken up (3 in part)."),
        (1, 0, 7, "Of 7 feelings voiced, 1 was taken up."),
        (6, 1, 7, "Of 7 feelings voiced, 6 were taken up (1 in part)."),
    ],
)
def test_how_many_feelings_were_taken_up(met: int, partly: int, of: int, sentence: str) -> None:
    rate = Rate(met, of, 100, "%")
    score = Score("empathic_opportunities", rate, {}, {"partly": Rate(partly, of, 100, "%")})
    report = carescore.score([("Nurse", "Hello."), ("Patient", "Hello.")], only=["questions"])
    assert _feelings(replace(report, scores={"empathic_opportunities": score})) == sentence


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ([(80, "empathy")], "Only empathy is known: good (80 of 100)."),
        ([(60, "empathy"), (60.2, "respect")], "Both skills stand alike: on the way (60 of 100)."),
        (
            [(20, "empathy"), (40, "respect")],
            "There is work to do in both skills that are known, most in empathy (20 of 100).",
        ),
        (
            [(20, "empathy"), (40, "respect"), (30, "active_listening")],
            "There is work to do in every skill, most in empathy (20 of 100).",
        ),
        ([(75, "empathy"), (99, "respect")], "Respect and courtesy stands out (99 of 100), and nothing falls behind."),
        (
            [(74, "empathy"), (99, "respect")],
            "Respect and courtesy went best (99 of 100); empathy has most to gain (74).",
        ),
    ],
)
def test_the_skills_in_one_sentence(values: list[tuple[float, str]], sentence: str) -> None:
    assert _summary(values) == sentence


def test_titles_in_one_line() -> None:
    assert listed(["Response time", "Dead air"]) == "Response time, dead air" and listed([]) == ""
