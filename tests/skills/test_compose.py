"""Skills: open sums, unknown parts, parts without an occasion, too little talk."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from carescore.measures import Evidence, Level, Rate, Score
from carescore.skills import SKILLS, Profile, _norms, compose
from carescore.skills._base import PartRule
from carescore.skills.compose import _interval, standings


def rule(measure: str, weight: float = 50, figure: str = "") -> PartRule:
    return PartRule(measure, figure, weight, ((0, 0), (10, 100)), "test")


def value(number: float) -> Rate:
    return Rate(number, 1, 1, "u")


PROFILE = Profile("t", "1", "Test", 0.6, 10, {skill: (rule("a"), rule("b")) for skill in SKILLS})
KNOWN = {"a": Score("a", value(5)), "b": Score("b", value(20))}


def test_weighted_mean_of_points() -> None:
    skill = compose(KNOWN, PROFILE, [100])["empathy"]
    assert skill.value == 75.0 and [part.points for part in skill.parts] == [50.0, 100.0]


def test_overall_is_the_mean_of_the_skills() -> None:
    skills = compose(KNOWN, PROFILE, [100])
    assert skills["overall"].value == 75.0 and len(skills["overall"].parts) == 5


def test_unknown_parts_leave_a_skill_missing_when_they_weigh_too_much() -> None:
    skill = compose(KNOWN | {"b": Score("b", missing="no clock")}, PROFILE, [100])["empathy"]
    assert skill.value is None and skill.missing == "too little is known: no figure for b"
    light = replace(PROFILE, skills={s: (rule("a", 80), rule("b", 20)) for s in SKILLS})
    assert compose({"a": KNOWN["a"], "b": Score("b", missing="x")}, light, [100])["empathy"].value == 50.0


def test_a_part_without_an_occasion_leaves_the_sum() -> None:
    skill = compose(KNOWN | {"b": Score("b", missing="not applicable", applicable=False)}, PROFILE, [100])["empathy"]
    assert skill.value == 50.0 and [part.measure for part in skill.parts] == ["a"]
    empty = compose(KNOWN | {"b": Score("b", Rate(0, 0, 1, "u"))}, PROFILE, [100])["empathy"]
    assert empty.value == 50.0


def test_a_share_of_too_few_chances_leaves_the_sum() -> None:
    few = replace(rule("b"), min_opportunities=3)
    profile = replace(PROFILE, skills=dict.fromkeys(SKILLS, (rule("a"), few)))
    values = [
        compose(KNOWN | {"b": Score("b", Rate(per, per, 10, "u"))}, profile, [100])["empathy"].value for per in (2, 3)
    ]
    assert values == [50.0, 75.0]


@pytest.mark.parametrize(("weight", "known"), [(40, True), (39, False)])
def test_a_skill_needs_two_fifths_of_its_whole_weight(weight: float, known: bool) -> None:
    profile = replace(PROFILE, skills={s: (rule("a", weight), rule("b", 100 - weight)) for s in SKILLS})
    scores = KNOWN | {"b": Score("b", missing="not applicable", applicable=False)}
    skill = compose(scores, profile, [100])["empathy"]
    assert (skill.value is not None) is known
    assert known or skill.missing == "too little is known: this conversation gave occasion for 39% of what counts"


def test_a_checklist_keeps_its_parts_and_has_no_number_in_role_plays() -> None:
    profile = replace(PROFILE, checklists=frozenset({"problem_solving"}))
    visit, play = (compose(KNOWN, profile, [100], context) for context in ("visit", "role-play"))
    assert visit["problem_solving"].value == 75.0 and play["problem_solving"].value is None
    assert play["problem_solving"].parts == visit["problem_solving"].parts
    assert str(play["problem_solving"].missing).startswith("a checklist in role-plays")
    assert play["overall"].value == 75.0 and len([p for p in play["overall"].parts if p.value is not None]) == 4


def test_never_seen_is_not_certain() -> None:
    steep = replace(rule("courtesy"), curve=((0, 100), (2, 0)))
    profile = replace(PROFILE, skills=dict.fromkeys(SKILLS, (steep,)))
    skill = compose({"courtesy": Score("courtesy", Rate(0, 200, 100, "u"))}, profile, [10] * 20)["respect"]
    assert skill.value == 100.0 and skill.interval and skill.interval[0] < 100.0 == skill.interval[1]


def test_what_cannot_vary_has_no_interval() -> None:
    scores = {name: Score(name, Level(5.0, "slots")) for name in ("a", "b")}
    skill = compose(scores, PROFILE, [100])["respect"]
    assert skill.value == 50.0 and skill.interval is None


def test_figures_and_sides() -> None:
    profile = replace(PROFILE, skills={s: (rule("a", 1, "staff"), rule("a", 1, "extra")) for s in SKILLS})
    score = Score("a", value(0), by_role={"staff": value(10)}, figures={"extra": value(5)})
    assert compose({"a": score}, profile, [100])["respect"].value == 75.0


def test_too_few_words_say_nothing() -> None:
    assert all(skill.value is None for skill in compose(KNOWN, PROFILE, [4, 0, 5]).values())


def test_overall_needs_three_skills() -> None:
    rules = {skill: (rule("a"),) if i < 2 else (rule("c"),) for i, skill in enumerate(SKILLS)}
    skills = compose(KNOWN, replace(PROFILE, skills=rules), [100])
    assert skills["overall"].value is None and skills["overall"].missing == "fewer than three skills are known"


@pytest.mark.parametrize("number", [-5.0, 0.0, 3.3, 10.0, 99.0])
def test_points_stay_between_0_and_100(number: float) -> None:
    points = compose({"a": Score("a", value(number)), "b": KNOWN["b"]}, PROFILE, [100])["empathy"].parts[0].points
    assert points is not None and 0 <= points <= 100


def test_an_interval_holds_the_value_and_grows_with_less_talk() -> None:
    quotes = tuple(Evidence(turn, 0, 1, "x") for turn in range(0, 40, 4))
    sizes = [10 if turn % 2 == 0 else 0 for turn in range(40)]
    scores = {"courtesy": Score("courtesy", Rate(10, 40, 20, "u"), evidence=quotes)}
    profile = replace(PROFILE, skills={skill: (rule("courtesy"),) for skill in SKILLS})
    long = compose(scores, profile, sizes)["empathy"]
    short = compose({"courtesy": Score("courtesy", Rate(1, 4, 20, "u"), evidence=quotes[:1])}, profile, sizes[:4])
    assert long.value == short["empathy"].value == 50.0
    narrow, wide = long.interval, short["empathy"].interval
    assert narrow and wide and narrow[0] < 50 < narrow[1]
    assert wide[1] - wide[0] > narrow[1] - narrow[0]


def test_the_same_talk_gives_the_same_interval() -> None:
    assert compose(KNOWN, PROFILE, [50, 0, 50]) == compose(KNOWN, PROFILE, [50, 0, 50])


def test_a_role_play_has_its_own_curve() -> None:
    own = replace(rule("a"), role_play=((0, 0), (5, 100)))
    profile = replace(PROFILE, skills=dict.fromkeys(SKILLS, (own,)))
    values = [compose(KNOWN, profile, [100], context)["empathy"].value for context in ("visit", "role-play")]
    assert values == [50.0, 100.0]


def test_as_many_words_as_are_needed_are_enough() -> None:
    assert compose(KNOWN, PROFILE, [4, 0, 6])["empathy"].value == 75.0


@pytest.mark.parametrize(
    ("words", "unread", "why"),
    [
        ([4, 0, 5], None, "staff said fewer than 10 words: too little to judge"),
        ([100], "this is not English", "this is not English"),
        ([4], "this is not English", "this is not English"),
    ],
)
def test_why_nobody_is_judged(words: list[int], unread: str | None, why: str) -> None:
    skills = compose(KNOWN, PROFILE, words, unread=unread)
    assert {skill.missing for skill in skills.values()} == {why} and set(skills) == {*SKILLS, "overall"}


def test_a_measure_that_was_not_scored_is_unknown() -> None:
    skill = compose({"a": KNOWN["a"]}, PROFILE, [100])["empathy"]
    assert [part.points for part in skill.parts] == [50.0, None] and skill.missing is not None


def test_a_part_shows_four_decimals_and_points_one() -> None:
    scores = KNOWN | {"a": Score("a", Rate(1, 30, 1, "u"))}
    part = compose(scores, PROFILE, [100])["empathy"].parts[0]
    assert (part.value, part.points) == (0.0333, 0.3)


def test_part_of_an_opportunity_counts_unless_a_rule_says_otherwise() -> None:
    scores = KNOWN | {"b": Score("b", Rate(0.5, 0.5, 10, "u"))}
    skill = compose(scores, PROFILE, [100])["empathy"]
    assert skill.value == 75.0 and [part.min_opportunities for part in skill.parts] == [0, 0]


@pytest.mark.parametrize(
    ("shift", "value", "interval"),
    [(0.25, 50.0, (5.2, 95.2)), (0.0, 2.0, (2.0, 95.0)), (0.0, 99.0, (5.0, 99.0))],
)
def test_an_interval_holds_nine_tenths_of_the_draws_and_the_value(
    shift: float, value: float, interval: tuple[float, float]
) -> None:
    assert _interval(np.arange(101.0)[::-1] + shift, value) == interval


def widths(measure: str, figure: str) -> list[float]:
    """How wide the interval is where the quotes stand in one turn, and where they are spread."""
    profile = replace(PROFILE, skills=dict.fromkeys(SKILLS, (rule(measure, figure=figure),)))
    found = []
    for places in ([0] * 8, range(8)):
        quotes = tuple(Evidence(turn, 0, 1, "x") for turn in places)
        rate = Rate(8, 16, 10, "u")
        score = Score(measure, rate, figures={"extra": rate}, evidence=quotes)
        interval = compose({measure: score}, profile, [10] * 8)["respect"].interval
        assert interval is not None
        found.append(interval[1] - interval[0])
    return found


def test_only_what_counts_its_quotes_moves_with_them() -> None:
    one, spread = widths("courtesy", "")
    assert one > spread
    assert len(set(widths("courtesy", "extra"))) == len(set(widths("options", ""))) == 1


def test_where_each_measure_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_norms, "percentile", lambda context, name, value: None if name == "c" else value)
    scores = KNOWN | {
        "c": Score("c", value(3)),
        "d": Score("d", value(4), missing="too little"),
        "e": Score("e", missing="nothing"),
    }
    assert standings(scores) == {"a": 5, "b": 20}
