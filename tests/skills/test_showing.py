"""Whether a trainer would agree with a candidate: what speaks for it, and where the line is."""

from __future__ import annotations

from math import log

import pytest

from carescore.measures import Evidence
from carescore.skills import showing
from carescore.skills.feedback import Candidate, Feedback


def candidate(
    kind: str = "empathy", praise: bool = True, confidence: float | None = None, opening: float | None = None
) -> Candidate:
    said = Feedback(kind, "empathy_phrases", ("",), "staff", praise, "Well said.", "A study.", "")
    return Candidate(said, Evidence(0, 0, 1, "x"), 0, None, confidence, opening, 0.5, -2.0)


@pytest.mark.parametrize(
    ("confidence", "own"),
    [(None, 0.0), (0.5, 0.0), (0.8, log(4)), (0.0, log(0.001)), (1.0, log(1000)), (0.999, log(999))],
)
def test_what_speaks_for_a_candidate(confidence: float | None, own: float) -> None:
    assert showing.features(candidate(confidence=confidence)) == pytest.approx((own, 0.0, 0.5, -2.0))
    assert showing.features(candidate(opening=confidence)) == pytest.approx((0.0, own, 0.5, -2.0))
    assert showing.features(candidate(praise=False, confidence=confidence)) == pytest.approx((own, 0.0, -2.0, 0.5))


def table(threshold: float) -> showing.Table:
    head = {"kinds": {"empathy": 0.0}, "weights": [0.0, 0.0, 0.0, 0.0]}
    none = {"kinds": {}, "weights": head["weights"]}
    return {
        "praise": {"thresholds": {"empathy": threshold}, "agreed": head, "strong": head},
        "work": {"thresholds": {}, "agreed": none, "strong": none},
    }


@pytest.mark.parametrize(("threshold", "shown"), [(0.5, True), (0.51, False)])
def test_shown_from_the_threshold_on(threshold: float, shown: bool) -> None:
    assert showing.verdicts(table(threshold), [candidate()]) == [showing.Verdict(0.5, 0.5, shown)]


def test_a_kind_that_was_never_judged_is_not_shown() -> None:
    unknown = [candidate("thanks"), candidate(praise=False)]
    assert showing.verdicts(table(0.0), unknown) == [showing.Verdict(0.0, 0.0, False)] * 2


def test_of_no_candidates_it_says_nothing() -> None:
    assert showing.verdicts(table(0.0), []) == []
