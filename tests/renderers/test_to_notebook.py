"""A report in a notebook: short, escaped, on its own; the page's story."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from conftest import EXAMPLES, talk

import carescore
from carescore.renderers import _story

REPORT = carescore.score(EXAMPLES / "billing-call-handled-badly.srt")


def test_it_shows_the_skills_with_bands_and_three_and_three() -> None:
    shown = REPORT._repr_html_()
    assert shown.count("<tr>") == len(REPORT.skills) and shown.count("<svg") == len(REPORT.skills)
    for half in _story.halves(_story.moments(REPORT)):
        assert half.title in shown and all(one.title in shown for one in half.chosen)
    assert len(re.findall(r'class="line', shown)) <= 2 * 6


def test_it_is_short_and_loads_nothing() -> None:
    shown = REPORT._repr_html_()
    assert len(shown) < 15_000 and not re.search(r"<script|src=|href=|https?:", shown)


def test_its_style_reaches_nothing_around_it() -> None:
    style = REPORT._repr_html_().partition("<style>")[2].partition("</style>")[0]
    selectors = [one.strip() for rule in style.split("}") if "{" in rule for one in rule.partition("{")[0].split(",")]
    assert selectors and all(one.startswith(".carescore") for one in selectors)


def test_markup_in_the_talk_stays_text() -> None:
    rows = talk(
        ("S", "<b>Calm down</b>, you need to <script>calm</script> down."), ("P", "I'm scared of <i>dying</i>.")
    )
    shown = replace(carescore.score(rows), id="<u>")._repr_html_()
    assert "&lt;u&gt;" in shown and not re.search(r"<(script|i|u)>", shown)


@pytest.mark.parametrize("gone", ["skills", "moments"])
def test_what_is_not_there_is_not_shown(gone: str) -> None:
    empty = replace(REPORT, skills={}) if gone == "skills" else replace(REPORT, moments=())
    assert "carescore" in empty._repr_html_()
