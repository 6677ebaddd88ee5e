"""Scenarios: behaviours ticked off with quotes, in order, and what cannot be asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from carescore.errors import ProfileError
from carescore.measures import Evidence, Rate, Score
from carescore.skills.scenarios import check, parse

TOML = """
name = "t"
title = "Test"
purpose = "a test"
[[expect]]
id = "name-it"
title = "Names the feeling"
measure = "empathy_phrases"
labels = ["naming", "understanding"]
why = "w"
[[expect]]
id = "solve"
title = "Then solves"
measure = "next_steps"
after = "name-it"
why = "w"
[[avoid]]
id = "blame"
title = "No blame"
measure = "disrespect"
why = "w"
"""


def score(measure: str, *found: tuple[int, str]) -> Score:
    quotes = tuple(Evidence(turn, 0, 1, label) for turn, label in found)
    return Score(measure, Rate(len(quotes), 10, 1, "u"), evidence=quotes)


def met(*scores: Score) -> list[bool | None]:
    return [step.met for step in check(parse("t", TOML), {s.measure: s for s in scores}).steps]


GOOD = (score("empathy_phrases", (3, "naming")), score("next_steps", (5, "full")), score("disrespect"))


def test_all_met_passes_with_quotes() -> None:
    outcome = check(parse("t", TOML), {s.measure: s for s in GOOD})
    assert outcome.passed is True and [len(step.evidence) for step in outcome.steps] == [1, 1, 0]


def test_order_counts() -> None:
    assert met(score("empathy_phrases", (7, "naming")), *GOOD[1:]) == [True, False, True]


PLACED = [
    # the first quote of what comes before, the quote of what is to follow, whether it does
    ((3, 20, 30), (3, 0, 20), False),  # ends where that begins
    ((3, 20, 30), (3, 0, 21), True),  # a whole turn around it
    ((3, 20, 30), (3, 30, 40), True),
    ((3, 20, 30), (2, 30, 40), False),
    ((3, 20, 30), (4, 0, 1), True),
]


@pytest.mark.parametrize(("before", "after", "follows"), PLACED)
def test_within_a_turn_order_counts_too(
    before: tuple[int, int, int], after: tuple[int, int, int], follows: bool
) -> None:
    named = Score("empathy_phrases", Rate(2, 10, 1, "u"), evidence=(Evidence(*before, "naming"),))
    assert met(replace(named, evidence=(Evidence(9, 0, 1, "naming"), *named.evidence)), *GOOD[1:])[1] is True
    steps = replace(GOOD[1], evidence=(Evidence(*after, "full"),))
    assert met(named, steps, GOOD[2]) == [True, follows, True]


@pytest.mark.parametrize(("quotes", "follows"), [(((3, "naming"),), False), (((3, "naming"), (5, "naming")), True)])
def test_a_quote_does_not_follow_itself(quotes: tuple[tuple[int, str], ...], follows: bool) -> None:
    again = TOML.replace('measure = "next_steps"', 'measure = "empathy_phrases"')
    outcome = check(parse("t", again), {"empathy_phrases": score("empathy_phrases", *quotes), "disrespect": GOOD[2]})
    assert [step.met for step in outcome.steps] == [True, follows, True]


@pytest.mark.parametrize(
    ("kind", "found", "verdict"),
    [("expect", 0, False), ("expect", 1, None), ("avoid", 0, True), ("avoid", 1, None)],
)
def test_what_follows_something_unknown_is_unknown(kind: str, found: int, verdict: bool | None) -> None:
    toml = TOML.replace('[[expect]]\nid = "solve"', f'[[{kind}]]\nid = "solve"')
    unknown = Score("empathy_phrases", missing="no words")
    scores = (unknown, score("next_steps", *[(5, "full")] * found), GOOD[2])
    outcome = check(parse("t", toml), {one.measure: one for one in scores})
    step = next(step for step in outcome.steps if step.id == "solve")
    assert step.met is verdict and (step.why == "no words") is (verdict is None)
    assert outcome.passed is (False if verdict is False else None)


def test_another_label_does_not_count() -> None:
    assert met(score("empathy_phrases", (3, "exploring")), *GOOD[1:])[0] is False


def test_what_is_to_be_avoided_fails_it() -> None:
    assert met(*GOOD[:2], score("disrespect", (2, "blame"))) == [True, True, False]


def test_what_cannot_be_known_is_neither() -> None:
    outcome = check(parse("t", TOML), {s.measure: s for s in (*GOOD[:2], Score("disrespect", missing="no words"))})
    assert outcome.passed is None and outcome.steps[2].why == "no words"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('title = "Test"', "", "title"),
        ('purpose = "a test"', 'purpose = "a test"\nlevel = 3', "unknown key level"),
        ("next_steps", "charm", "there is no measure charm"),
        ('after = "name-it"', 'after = "blame"', "after names blame, which is not before it"),
        ('id = "solve"', 'id = "name-it"', "stands twice"),
        ('id = "solve"', 'id = "solve"\nleast = 3\nmost = 1', "cannot both hold"),
        ("[[expect]]", "[[expct]]", "unknown key expct"),
        ('name = "t"', "name =", "scenario 'x'"),
    ],
)
def test_faults(old: str, new: str, says: str) -> None:
    with pytest.raises(ProfileError, match="scenario 'x'") as caught:
        parse("x", TOML.replace(old, new))
    assert says in str(caught.value)


CARD = """
name = "card"
title = "Our card"
purpose = "what we ask for"
pass = 75
[[expect]]
id = "feeling"
title = "Names the feeling"
measure = "empathy_phrases"
why = "ours"
weight = 3
[[expect]]
id = "step"
title = "Says the next step"
measure = "next_steps"
why = "ours"
[[avoid]]
id = "blame"
title = "No blame"
measure = "disrespect"
why = "ours"
must = true
"""
FEELING, STEP, CALM, BLAME = (
    score("empathy_phrases", (1, "x")),
    score("next_steps", (2, "x")),
    score("disrespect"),
    score("disrespect", (1, "x")),
)


@pytest.mark.parametrize(
    ("mark", "found", "points", "passed"),
    [
        (75, (FEELING, STEP, CALM), 100, True),
        (80, (FEELING, score("next_steps"), CALM), 80, True),
        (81, (FEELING, score("next_steps"), CALM), 80, False),
        (10, (FEELING, STEP, BLAME), 80, False),  # a must
        (80, (FEELING, CALM), 100, True),  # the step is not known, and could not change it
        (81, (FEELING, CALM), 100, None),  # it could
        (10, (FEELING, STEP), 100, None),  # the must is not known
        (50, (score("empathy_phrases"), CALM), 25, False),  # the step, not known, could give 40 of 100 at most
        (50, (), None, None),
    ],
)
def test_a_scorecard_weighs_what_is_known(
    mark: int, found: tuple[Score, ...], points: float | None, passed: bool | None
) -> None:
    outcome = check(parse("t", CARD.replace("75", str(mark))), {s.measure: s for s in found})
    assert (outcome.points, outcome.passed) == (points, passed)


@pytest.mark.parametrize(("mark", "passed"), [(45, True), (45.1, False)])
def test_weights_with_decimals_reach_a_mark_exactly(mark: float, passed: bool) -> None:
    card = CARD.replace("75", str(mark)).replace("weight = 3", "weight = 0.2")  # 0.2 and 0.7 of 2.0
    card = card.replace('measure = "next_steps"', 'measure = "next_steps"\nweight = 0.7')
    card = card.replace("must = true", "weight = 1.1")
    outcome = check(parse("t", card), {one.measure: one for one in (FEELING, STEP, BLAME)})
    assert (outcome.points, outcome.passed) == (45, passed)


def test_an_exercise_has_no_points() -> None:
    assert check(parse("t", TOML), {}).points is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("pass = 75", "pass = 0"), "pass: a number above 0 and up to 100"),
        (("pass = 75", "pass = 101"), "up to 100"),
        (("pass = 75\n", ""), "feeling: weight and must need pass"),
        (("weight = 3", "weight = 0"), "weight: a number above 0"),
        (("must = true", 'must = "yes"'), "must: true or false"),
    ],
)
def test_a_scorecard_s_mistakes_are_named(change: tuple[str, str], said: str) -> None:
    with pytest.raises(ProfileError, match=said):
        parse("t", CARD.replace(*change))
