"""Profiles: the bundled ones name real figures, broken ones say what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

import carescore
from carescore.annotate import LexiconEntry
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
    with pytest.raises(ProfileError, match="no profile named 'spa'"):
        load("spa")


GOOD = 'name="x"\nversion="1"\ntitle="X"\nminimum_weight=0.6\nminimum_staff_words=10\n' + "".join(
    f'[[skills.{skill}]]\nmeasure="questions"\nweight=100\ncurve=[[0,0],[1,100]]\nwhy="w"\n' for skill in SKILLS
)
FAULTS = [
    ("minimum_weight=0.6", "", "minimum_weight"),
    ("weight=100\n", "weight=0\n", "above 0"),
    ("weight=100\n", "weight=-5\n", "above 0"),
    ("weight=100\n", "weight=90\n", "weights sum to 90, not 100"),
    ("[[0,0],[1,100]]", "[[1,0],[0,100]]", "a curve rises"),
    ("[[0,0],[1,100]]", "[[0,0],[1,101]]", "a curve rises"),
    ("[[0,0],[1,100]]", "[]", "a curve rises"),
    ("skills.empathy", "skills.empathie", "empath"),
    ('name="x"', "name=", "profile 'x'"),
    ('name="x"', 'name="x"\nminimum_wight=1', "unknown key minimum_wight"),
    ('measure="questions"', 'measure="charm"', "there is no measure charm"),
    ('name="x"', 'name="x"\nleave_out=["charm"]', "there is no measure charm"),
    ('name="x"', 'name="x"\nextends="x"', "circle"),
    ('name="x"', 'name="x"\nphrases=[{lexicon="charm",pattern="a",label="b"}]', "there is no lexicon charm"),
    ('name="x"', 'name="x"\nphrases=[{lexicon="courtesy",pattern="(a",label="thanks"}]', "unbalanced"),
    (
        'name="x"',
        'name="x"\nphrases=[{lexicon="courtesy",pattern="a",label="b"}]',
        "there is no label b; labels are action, closing_bare",
    ),
    ('name="x"', 'name="x"\nphrases=[{lexicon="courtesi",pattern="a",label="b"}]', "did you mean courtesy?"),
    (
        'name="x"',
        'name="x"\nphrases={lexicon="courtesy",pattern="a",label="b"}',
        "write [[phrases]] in double brackets",
    ),
    ('name="x"', 'name="x"\nphrases=[{lexicon="courtesy",label="thanks"}]', "pattern is missing"),
    ('name="x"', 'name="x"\nlexicons={courtesi={remove=["bye"]}}', "did you mean courtesy?"),
    ('name="x"', 'name="x"\nlexicons={courtesy={remove="bye"}}', 'a list is needed, such as ["bye"]'),
    ('name="x"', 'name="x"\nlexicons={courtesy={remove=["by the by"]}}', "courtesy has no phrase 'by the by'"),
    ('name="x"', 'name="x"\nlexicons={courtesy={remove=["(bye"]}}', "unbalanced"),
    ('name="x"', f'name="x"\nlexicons={{courtesy={{remove=["{"(a|b)" * 14}"]}}}}', "more than 10,000 phrases"),
    ('name="x"', f'name="x"\nversion={"9" * 5000}', "profile 'x'"),
    ('name="x"', 'name="x"\nlexicons={courtesy={adds="a.tsv"}}', "unknown key adds; did you mean add?"),
    (
        'name="x"',
        'name="x"\nlexicons={courtesy={add="no.tsv"}}',
        "lexicons.courtesy: add: no.tsv: the file cannot be read",
    ),
    ("[[skills.empathy]]", "[skills.empathy]", "write [[skills.empathy]] in double brackets"),
    ("weight=100\n", 'weight="high"\n', 'questions: weight: a number is needed, not "high"'),
    ("weight=100\n", "weight=true\n", "weight: a number is needed, not True"),
    ("weight=100\n", "", "weight is missing"),
    ("weight=100\n", 'weight=100\nmin_opportunities="3"\n', "min_opportunities: a number is needed"),
    ('measure="questions"\n', "", "measure is missing"),
    ("[[0,0],[1,100]]", "[0,1]", "a list of [value, points] pairs"),
    ("[[0,0],[1,100]]", '[["a",0],[1,100]]', 'curve: a number is needed, not "a"'),
    ('measure="questions"', 'measure="question"', "there is no measure question; did you mean questions?"),
    ('name="x"', 'name="x"\nleave_out="silence"', 'leave_out: a list is needed, such as ["silence"]'),
    ('name="x"', 'name="x"\nroles={Dana="stuff"}', "roles: Dana: there is no role stuff; did you mean staff?"),
    ("minimum_weight=0.6", 'minimum_weight="0.6"', "minimum_weight: a number is needed"),
    ('name="x"', "name=3", "name: text in quotation marks is needed, not 3"),
]


@pytest.mark.parametrize(("old", "new", "says"), FAULTS)
def test_faults(old: str, new: str, says: str) -> None:
    assert parse("x", GOOD).title == "X"
    with pytest.raises(ProfileError, match="profile 'x'") as caught:
        parse("x", GOOD.replace(old, new, 1))
    assert says in str(caught.value)


OWN = """
extends = "clinic"
name = "hill-street"
version = "1"
title = "Hill Street Dental"
leave_out = ["silence"]
[roles]
"Extension 12" = "staff"
[[phrases]]
lexicon = "courtesy"
pattern = "hill street dental at your service"
label = "greeting"
[[skills.respect]]
measure = "disrespect"
curve = [[0, 100], [0.5, 0]]
"""


def test_a_practice_makes_its_own_in_ten_lines(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    own, clinic = load(str(path)), load("clinic")
    assert own.title == "Hill Street Dental" and own.skills["empathy"] == clinic.skills["empathy"]
    (changed,) = [rule for rule in own.skills["respect"] if rule not in clinic.skills["respect"]]
    assert changed.measure == "disrespect" and changed.curve[-1] == (0.5, 0.0)
    rows = [("EXTENSION 12", "Hill street dental at your service."), ("Ana", "Hello, I broke a tooth.")]
    report = carescore.score(rows, profile=str(path))
    assert report.speakers[0].role == "staff"
    assert any(item.label == "greeting" and item.start == 0 for item in report.scores["courtesy"].evidence)
    assert report.scores["silence"].missing == "not applicable: the profile hill-street leaves it out"


@pytest.mark.parametrize(("weight", "left"), [(100, 1), (99, None)])
def test_weights_of_a_hundred_leave_nothing_to_the_other_parts(weight: int, left: int | None) -> None:
    own = parse("own", OWN.replace('measure = "disrespect"', f'measure = "disrespect"\nweight = {weight}'))
    assert sum(rule.weight for rule in own.skills["respect"]) == pytest.approx(100)
    assert len(own.skills["respect"]) == (left or len(load("clinic").skills["respect"]))


def test_profiles_extend_each_other_by_path(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('extends = "b.toml"\nname = "a"\nversion = "2"\ntitle = "A"\n', encoding="utf-8")
    (tmp_path / "b.toml").write_text(OWN, encoding="utf-8")
    assert load(str(tmp_path / "a.toml")).leave_out == {"silence"}
    (tmp_path / "b.toml").write_text('extends = "a.toml"\n', encoding="utf-8")
    with pytest.raises(ProfileError, match="circle"):
        load(str(tmp_path / "a.toml"))


@pytest.mark.parametrize("files", [8, 9])
def test_eight_profiles_may_extend_each_other(files: int, tmp_path: Path) -> None:
    for i in range(files):
        base = f"{i + 1}.toml" if i + 1 < files else "clinic"
        own = f'extends = "{base}"\nname = "own-{i}"\nversion = "1"\ntitle = "Own"\n'
        (tmp_path / f"{i}.toml").write_text(own, encoding="utf-8")
    if files == 8:
        assert load(str(tmp_path / "0.toml")).name == "own-0"
    else:
        with pytest.raises(ProfileError, match="circle"):
            load(str(tmp_path / "0.toml"))


def test_roles_are_checked() -> None:
    with pytest.raises(ProfileError, match="boss"):
        parse("own", OWN.replace('= "staff"', '= "boss"'))


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(ProfileError, match="cannot be read"):
        load("no-such.toml")


def parts(name: str, skill: str) -> dict[str, float]:
    return {rule.name: rule.weight for rule in load(name).skills[skill]}


def target(name: str, skill: str, part: str) -> float:
    return next(rule.target for rule in load(name).skills[skill] if rule.name == part)


HEAVIER = [  # profile, what it is laid over, skill, part
    ("hospital", "clinic", "problem_solving", "handoff"),
    ("hospital", "clinic", "patient_centered", "family_and_culture"),
    ("dental", "clinic", "patient_centered", "dental_anxiety"),
    ("pediatric-dental", "dental", "patient_centered", "child_friendly"),
    ("front-desk-phone", "clinic", "problem_solving", "patient_burden"),
    ("telehealth", "clinic", "problem_solving", "teach_back"),
    ("text-messages", "clinic", "patient_centered", "readability.polysyllable_share"),
]
OTHER_TARGET = [
    ("hospital", "respect", "courtesy.slots", 7),
    ("dental", "patient_centered", "patient_perspective", 25),
    ("pediatric-dental", "active_listening", "questions", 30),
    ("front-desk-phone", "active_listening", "questions", 30),
    ("telehealth", "active_listening", "interruptions.staff", 0.6),
    ("text-messages", "respect", "courtesy.slots", 4),
]
LEFT_OUT = [
    ("hospital", {"dental_anxiety"}),
    ("front-desk-phone", {"teach_back", "shared_decision", "readability"}),
    ("telehealth", {"floor_transfer", "silence"}),
    ("text-messages", {"interruptions", "floor_transfer", "silence", "backchannels", "talk_time"}),
]
SAID = [  # profile, what staff say, measure, label; None: with the profile the word is no jargon
    ("hospital", "You can eat in the cafeteria downstairs.", "jargon_density", None),
    ("dental", "Just lift one finger. The drill is loud, I know.", "dental_anxiety", "control signal"),
    ("dental", "Ask the orthodontist about that.", "jargon_density", None),
    ("pediatric-dental", "This is my bumpy brush, buddy, feel it.", "child_friendly", "child word"),
    ("telehealth", "Hello, can you hear me okay?", "courtesy", "offer"),
    ("text-messages", "Hi, text us anytime.", "courtesy", "offer"),
]


@pytest.mark.parametrize(("name", "base", "skill", "part"), HEAVIER)
def test_what_weighs_more_in_a_setting(name: str, base: str, skill: str, part: str) -> None:
    assert parts(name, skill)[part] > parts(base, skill)[part]


@pytest.mark.parametrize(("name", "skill", "part", "value"), OTHER_TARGET)
def test_other_targets_of_a_setting(name: str, skill: str, part: str, value: float) -> None:
    assert target(name, skill, part) == value != target("clinic", skill, part)


@pytest.mark.parametrize(("name", "left"), LEFT_OUT)
def test_what_says_nothing_in_a_setting(name: str, left: set[str]) -> None:
    assert left <= load(name).leave_out and not left & load("clinic").leave_out
    report = carescore.score([("Nurse", "Hello there."), ("Patient", "Hi.")], profile=name)
    assert all(not report.scores[measure].applicable for measure in left)


def test_the_phone_has_its_etiquette() -> None:
    assert "phone_etiquette" in parts("front-desk-phone", "respect")
    assert "phone_etiquette" not in parts("clinic", "respect")


@pytest.mark.parametrize(("name", "said", "measure", "label"), SAID)
def test_words_of_a_setting(name: str, said: str, measure: str, label: str | None) -> None:
    rows = [("Patient", "I'm scared of the drill, doctor."), ("Dentist", said), ("Patient", "Okay then.")]
    with_it = {e.label for e in carescore.score(rows, profile=name, only=[measure]).scores[measure].evidence}
    without = {e.label for e in carescore.score(rows, only=[measure]).scores[measure].evidence}
    assert with_it != without
    assert label in with_it - without if label else not with_it


GIVEN: list[tuple[object, str]] = [
    (Path("clinic"), "a path names a .toml file"),
    (Path("no-such.toml"), "cannot be read"),
    (3, "not by a int"),
    ("clinc", "did you mean clinic"),
]


@pytest.mark.parametrize(("given", "says"), GIVEN, ids=str)
def test_what_is_no_profile(given: object, says: str) -> None:
    with pytest.raises(ProfileError, match=says):
        carescore.score([("Nurse", "Hello.")], profile=given)  # type: ignore[arg-type]


def test_a_path_may_be_a_path(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    assert load(path) == load(str(path))


def test_a_file_is_read_anew_when_it_or_what_it_names_has_changed(tmp_path: Path) -> None:
    path, terms = tmp_path / "own.toml", tmp_path / "terms.tsv"
    path.write_text(OWN + '[lexicons.jargon_density]\nadd = "terms.tsv"\n', encoding="utf-8")
    terms.write_text("pattern\tlabel\tplain\nzorb(|s)\ttechnical\tball\n", encoding="utf-8")
    assert load(path).wording.added[-1][1].pattern == "zorb(|s)"
    terms.write_text("pattern\tlabel\tplain\nBlorb\ttechnical\tBall\n", encoding="utf-8")
    assert load(path).wording.added[-1][1] == LexiconEntry("blorb", "technical", "Ball")
    path.write_text(OWN.replace("Hill Street Dental", "Vale Road"), encoding="utf-8")
    assert load(path).title == "Vale Road" and load(path).wording.added[-1][0] == "courtesy"


def test_a_profile_changes_a_lexicon(tmp_path: Path) -> None:
    rows = [("Nurse", "The zorb shows angina and edema."), ("Patient", "Is that bad?")]
    (tmp_path / "our-terms.tsv").write_text("# ours\npattern\tlabel\tplain\nzorb\ttechnical\tball\n", encoding="utf-8")
    path = tmp_path / "own.toml"
    changes = '[lexicons.jargon_density]\nadd = ["our-terms.tsv"]\nremove = ["edema"]\n'
    path.write_text(OWN + changes, encoding="utf-8")
    before, after = (
        {report.turns[e.turn].text[e.start : e.end] for e in report.scores["jargon_density"].evidence}
        for report in (carescore.score(rows, only=["jargon_density"], profile=p) for p in ("clinic", path))
    )
    assert before == {"angina", "edema"} and after == {"zorb", "angina"}


def test_a_row_of_a_file_with_an_unknown_label_names_its_row(tmp_path: Path) -> None:
    (tmp_path / "t.tsv").write_text("pattern\tlabel\nzorb\tball\n", encoding="utf-8")
    own = OWN + '[lexicons.jargon_density]\nadd = "t.tsv"\n'
    with pytest.raises(ProfileError, match=r"t\.tsv: row 2: there is no label ball; labels are abbreviation"):
        parse("own", own, tmp_path)


def test_the_old_name_of_a_key_is_read_with_a_note(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(OWN + "least = 7\n", encoding="utf-8")
    (rule,) = [rule for rule in load(path).skills["respect"] if rule.measure == "disrespect"]
    assert rule.min_opportunities == 7
    notes = carescore.score([("Nurse", "Hello.")], profile=path).provenance["notes"]
    assert notes.count("the profile's key 'least' is now called 'min_opportunities'") == 1
    assert load("clinic").notes == ()
