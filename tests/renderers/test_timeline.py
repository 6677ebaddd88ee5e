"""The picture of turn-taking: a bar for every turn, marks for overlaps and interruptions, nothing without times."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from conftest import talk, timed

import carescore
from carescore.renderers._timeline import render

ROWS = timed(
    ("S", 0, 4000, "Good morning."),
    ("P", 5000, 9000, "It went into my arm and then the"),
    ("S", 8000, 11_000, "Which arm do you mean by that?"),
    ("P", 11_000, 130_000, "The left <one>."),
    ("S", 60_000, 60_300, "Mm-hm."),
)


def test_every_turn_has_a_bar_and_a_link() -> None:
    report = carescore.score(ROWS)
    picture = ElementTree.fromstring(render(report) or "")
    links = [element.get("href") for element in picture.iter("a")]
    assert set(links) == {f"#turn-{turn.index}" for turn in report.turns}
    bars = [bar for link in picture.iter("a") for bar in link.iter("rect")]
    assert len(links) == len(report.turns) and len(bars) == len(links) + 1  # the long turn goes on in the second row
    titles = [element.text for element in picture.iter("title")]
    assert "both speak" in titles and "listener signal" in titles
    assert (
        sum((title or "").startswith("Interruption") for title in titles)
        == len(report.scores["interruptions"].evidence)
        == 1
    )


def test_without_times_there_is_none() -> None:
    assert render(carescore.score(talk(("S", "Hello."), ("P", "Hi.")))) is None


@pytest.mark.parametrize(("speakers", "last"), [(8, ">Speaker 7<"), (9, ">2 others<"), (30, ">23 others<")])
def test_the_last_lane_says_whom_it_holds(speakers: int, last: str) -> None:
    rows = [
        {"speaker": f"Speaker {i}", "text": "Hello to you.", "start_ms": i * 1000, "end_ms": i * 1000 + 900}
        for i in range(speakers)
    ]
    picture = render(carescore.score(rows)) or ""
    assert last in picture and (">Speaker 7<" in picture) is (speakers == 8) and ">Speaker 6<" in picture
