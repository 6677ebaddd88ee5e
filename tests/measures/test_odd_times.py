"""Times of every odd kind: no measure fails, nothing is counted without a quote, and what is unknown says so."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import timed
from hypothesis import given, settings
from hypothesis import strategies as st

import carescore

TURNS = ["interruptions", "opening_statement", "backchannels", "talk_time", "floor_transfer", "silence"]
DAY = 86_400_000
CASES: dict[str, list[dict[str, Any]]] = {
    "some without": [*timed(("P", 0, 900, "It hurts.")), {"speaker": "Nurse", "text": "Where?"}],
    "zero length": timed(("P", 0, 0, "It hurts."), ("S", 0, 0, "Where?"), ("P", 0, 0, "Here.")),
    "identical": timed(("P", 0, 5000, "It hurts when I"), ("S", 0, 5000, "Where does it hurt?")),
    "out of order": timed(("P", 9000, 9900, "Here."), ("S", 5000, 6000, "Where?"), ("P", 0, 900, "It hurts.")),
    "one inside the other": timed(("P", 0, 60_000, "It hurts when I walk and"), ("S", 9000, 9500, "Which leg is it?")),
    "three at once": timed(("P", 0, 5000, "It hurts"), ("S", 1000, 6000, "Where is"), ("C", 2000, 7000, "In the leg")),
    "a whole day": timed(("P", 0, 900, "It hurts."), ("S", DAY - 1000, DAY, "Where does it hurt?")),
}


@pytest.mark.parametrize("rows", CASES.values(), ids=CASES)
def test_no_absurd_score(rows: list[dict[str, Any]]) -> None:
    report = carescore.score(rows, only=TURNS)
    for score in report.scores.values():
        assert score.missing or score.overall is not None
        assert all(0 <= e.start <= e.end <= len(report.turns[e.turn].text) for e in score.evidence)
    assert report.to_html()


def test_missing_times_are_no_interruptions() -> None:
    scores = carescore.score(CASES["some without"], only=TURNS).scores
    assert scores["floor_transfer"].missing == "fewer than 3 staff replies have the times for it"
    assert not scores["silence"].applicable and scores["interruptions"].evidence == ()


TIMES = st.none() | st.integers(-10, 20_000)
ROWS = st.lists(
    st.tuples(
        st.sampled_from("SPC"), TIMES, TIMES, st.sampled_from(["Mm-hm.", "Where is it?", "It hurts and—", "So I"])
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_count_is_evidence_whatever_the_times(rows: list[tuple[str, int | None, int | None, str]]) -> None:
    names = {"S": "Nurse", "P": "Patient", "C": "Mother"}
    talk = [{"speaker": names[w], "text": t, "start_ms": s, "end_ms": e} for w, s, e, t in rows]
    scores = carescore.score(talk, only=["interruptions", "backchannels"]).scores
    for score in scores.values():
        if score.overall is not None:
            assert getattr(score.overall, "count", None) == len(score.evidence)
