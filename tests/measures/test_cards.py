"""Measures that count their quotes: their overall figure is the number of them, over something."""

from __future__ import annotations

from functools import cache

import pytest
from conftest import EXAMPLES

from carescore import measures, readers
from carescore.annotate import Signals
from carescore.codes import Codes
from carescore.measures import Rate
from carescore.segmentation import segment

COUNT = (
    "backchannels",
    "courtesy",
    "empathy_strength",
    "interruptions",
    "patient_burden",
    "reflections",
    "uptake",
)


@cache
def codes() -> Codes:
    dialogue = segment(readers.read(EXAMPLES / "billing-call-handled-badly.srt"))
    return Codes(dialogue, Signals(dialogue))


@pytest.mark.parametrize("measure", measures.bundled(), ids=lambda measure: measure.name)
def test_a_card_says_whether_the_figure_is_a_count_of_the_quotes(measure: measures.Measure) -> None:
    score = measures.run(codes(), [measure])[measure.name]
    counted = score.overall is None or (isinstance(score.overall, Rate) and score.overall.count == len(score.evidence))
    assert measure.counts == (measure.name in COUNT)
    assert counted or not measure.counts, f"{measure.name} is no count of its quotes"
