"""Profiles: the bundled ones name real figures, broken ones say what is wrong."""

from __future__ import annotations

from importlib import resources

import pytest

import carescore
from carescore import Role
from carescore.errors import ProfileError
from carescore.measures import measures
from carescore.skills import SKILLS
from carescore.skills.profiles import load, names, parse


@pytest.mark.parametrize("name", names())
def test_bundled_profiles(name: str) -> None:
    profile = load(name)
    assert profile.name == name and set(profile.skills) == set(SKILLS)
    known = {measure.name for measure in measures()}
    assert all(rule.measure in known and rule.why for rules in profile.skills.values() for rule in rules)
    assert all(sum(rule.weight for rule in rules) == 100 for rules in profile.skills.values())


@pytest.mark.parametrize("name", names())
def test_every_figure_a_profile_names_exists(name: str, examples: object) -> None:
    scores = carescore.score("billing-call-handled-well.vtt").scores
    for rules in load(name).skills.values():
        for rule in rules:
            score = scores[rule.measure]
            assert rule.figure in {"", *score.by_role, *score.figures}, rule.name


def test_unknown_profile() -> None:
    with pytest.raises(ProfileError, match="profiles are clinic"):
        load("spa")


GOOD = 'name="x"\nversion="1"\ntitle="X"\nminimum_weight=0.6\nminimum_staff_words=10\n' + "".join(
    f'[[skills.{skill}]]\nmeasure="a"\nweight=1\ncurve=[[0,0],[1,100]]\nwhy="w"\n' for skill in SKILLS
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("minimum_weight=0.6", ""),
        ("weight=1\n", "weight=0\n"),
        ("[[0,0],[1,100]]", "[[1,0],[0,100]]"),
        ("[[0,0],[1,100]]", "[[0,0],[1,101]]"),
        ("[[0,0],[1,100]]", "[]"),
        ("skills.empathy", "skills.empathie"),
        ('name="x"', "name="),
    ],
)
def test_faults(old: str, new: str) -> None:
    assert parse("x", GOOD).title == "X"
    with pytest.raises(ProfileError, match="profile 'x'"):
        parse("x", GOOD.replace(old, new))


def test_a_profile_knows_the_labels_of_its_setting() -> None:
    clinic = resources.files("carescore.skills.profiles").joinpath("clinic.toml").read_text(encoding="utf-8")
    text = clinic.replace("[[skills", '[roles]\n"Extension 12" = "staff"\n\n[[skills', 1)
    chosen = parse("own", text)
    assert chosen.roles_of(["EXTENSION 12", "Ana"]) == {"EXTENSION 12": Role.STAFF}
    with pytest.raises(ProfileError, match="boss"):
        parse("own", text.replace('= "staff"', '= "boss"'))
