"""Which measures count their quotes: their overall figure is the number of them, over something."""

from __future__ import annotations

from carescore import measures

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
    assert [measure.name for measure in measures.measures() if measure.counts] == list(COUNT)
