"""The data of the skills: what a log may show of it."""

from __future__ import annotations

import pytest

from carescore import Role
from carescore.measures import Evidence
from carescore.skills._base import Moment, Part, PartRule, Profile, Skill

CURVE = ((0.0, 0.0), (10.0, 100.0))
PART = Part("uptake", 5.0, 50.0, 30, 10.0, 40.0, "A study.", CURVE, 3)
RULE = PartRule("uptake", "staff", 30, CURVE, "A study.", CURVE, 3)


@pytest.mark.parametrize(
    ("thing", "shown"),
    [
        (
            PART,
            "Part(measure='uptake', value=5.0, points=50.0, weight=30, target=10.0, percentile=40.0, min_opportunities=3)",
        ),
        (RULE, "PartRule(measure='uptake', figure='staff', weight=30, min_opportunities=3)"),
        (
            Skill("empathy", 50.0, (PART,), None, (40.0, 60.0), 30.0),
            "Skill(skill='empathy', value=50.0, missing=None, interval=(40.0, 60.0), percentile=30.0)",
        ),
        (
            Moment(
                "kind",
                1,
                0,
                4,
                5,
                "Say so.",
                True,
                "uptake",
                "A study.",
                "Like this.",
                1.5,
                0,
                (Evidence(1, 0, 4, "x"),),
                0.9,
            ),
            "Moment(kind='kind', turn=1, start=0, end=4, start_ms=5, praise=True, measure='uptake', effect=1.5, patient_turn=0, confidence=0.9)",
        ),
        (
            Profile("t", "1", "Test", 0.6, 50, {"empathy": (RULE,)}, roles={"dana": Role.STAFF}, notes=("Mind.",)),
            "Profile(name='t', version='1', title='Test', minimum_weight=0.6, minimum_staff_words=50, minimum_whole_weight=0.4, "
            "checklists=frozenset(), leave_out=frozenset(), written=False)",
        ),
    ],
    ids=lambda thing: type(thing).__name__,
)
def test_a_repr_shows_figures_and_no_sentence(thing: object, shown: str) -> None:
    assert repr(thing) == shown
