"""jargon_density: unexplained terms only, the patient's own words never."""

from __future__ import annotations

import pytest
from conftest import quotes, scored, talk

HITS = [
    ("You have bruxism.", "bruxism"),
    ("Please ambulate twice a day.", "ambulate"),
    ("Your EOB shows the deductible.", "EOB"),
    ("We need a prior authorization.", "prior authorization"),
    ("Take it b.i.d. or PRN.", "PRN"),
]
NEAR_MISSES = [
    "You have hypertension, that is, high blood pressure.",
    "It is called bruxism, which means grinding your teeth.",
    "We will take an X-ray and give you an antibiotic.",
    "You have a filling that came loose.",
]


@pytest.mark.parametrize(("text", "term"), HITS)
def test_hits(text: str, term: str) -> None:
    assert term in [quote for _, quote in quotes(talk(("P", "Hello."), ("S", text)), "jargon_density")]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses(text: str) -> None:
    assert quotes(talk(("P", "Hello."), ("S", text)), "jargon_density") == []


def test_a_term_the_patient_used_first_is_no_jargon() -> None:
    rows = talk(("P", "Is it the bruxism again?"), ("S", "Yes, it is the bruxism."))
    assert quotes(rows, "jargon_density") == []


def test_explained_share() -> None:
    rows = talk(("P", "Hi."), ("S", "You have bruxism, which means grinding. Your EOB came today."))
    score = scored(rows, "jargon_density")
    assert score.figures["explained_share"].value == 50.0
    assert len(score.evidence) == 1


def test_a_term_counts_once_a_turn() -> None:
    assert len(quotes(talk(("P", "Hi."), ("S", "The EOB says so. The EOB is new.")), "jargon_density")) == 1
