"""Before any score the words and times are those that the report says."""

from __future__ import annotations

import pytest
from conftest import talk, timed

import carescore
from carescore import api
from carescore.renderers.to_turns import render

SIGHS = talk(("S", "Hello. What brings you in? [sighs]"), ("P", "[laughs]"), ("S", "Okay then, we go on."))
SIGNALS = timed(
    ("S", 0, 1000, "Hello, what brings you in?"),
    ("P", 1200, 9000, "My knee has been hurting since last week and it is worse when I go up the stairs."),
    ("S", 3000, 3300, "Mm-hm."),
    ("P", 9100, 12000, "And it is swollen now, too."),
    ("S", None, None, "Okay."),
    ("P", 12200, 13000, "Thank you so much."),
)


@pytest.mark.parametrize("rows", [SIGHS, SIGNALS], ids=["signs", "signals"])
def test_words_and_times_are_the_reports(rows: list[dict[str, object]]) -> None:
    report, text = carescore.score(rows), render(api.prepare(rows), "x")
    assert f"{sum(one.words for one in report.speakers)} words" in text
    lines = text.splitlines()
    for one in report.speakers:
        cells = next(line for line in lines if line.startswith(one.id)).split()
        assert str(one.words) in cells and (":" in cells[-1]) is (one.talk_ms is not None)
