"""Measures that count their quotes: their overall figure is the number of them, over something."""

from __future__ import annotations

from conftest import EXAMPLES

import carescore
from carescore import measures
from carescore.measures import Rate

COUNT = (
    "backchannels",
    "courtesy",
    "empathy_strength",
    "interruptions",
    "patient_burden",
    "reflections",
    "uptake",
)


def test_these_measures_count_their_quotes() -> None:
    assert {measure.name for measure in measures.bundled() if measure.counts} == set(COUNT)


def test_whatever_counts_its_quotes_is_their_rate() -> None:
    scores = carescore.score(EXAMPLES / "billing-call-handled-badly.srt").scores
    for measure in measures.bundled():
        overall, found = scores[measure.name].overall, len(scores[measure.name].evidence)
        counted = overall is None or (isinstance(overall, Rate) and overall.count == found)
        assert counted or not measure.counts, f"{measure.name} is no count of its quotes: say counts=False"
