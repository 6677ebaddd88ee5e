"""Counting again without a finding gives what the measure itself gives where the finding is not there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from conftest import EXAMPLES

import carescore
from carescore import api, readers
from carescore.annotate import Signals
from carescore.codes import Code, Codes
from carescore.measures import Evidence, Level, Rate, Score, named, run
from carescore.segmentation import segment
from carescore.skills import Part, Skill, compose, profiles, recount
from carescore.transcript import words_in

TALKS = ("billing-call-handled-badly.srt", "billing-call-handled-well.vtt", "pediatric-dentist.txt")
CODED = (
    *(
        "agenda",
        "options",
        "teach_back",
        "autonomy",
        "courtesy",
        "dental_anxiety",
        "empathic_opportunities",
        "jargon_density",
        "needs_check",
        "next_steps",
    ),
    *("questions", "reflections"),
)
SLOW = {"billing-call-handled-badly.srt": 4, "billing-call-handled-well.vtt": 7, "pediatric-dentist.txt": 6}
LEFT_ALONE = {  # figures that no rule counts: they stay as they are
    *("agreed", "explained_share", "weighted", "ambiguous", "rare_share", "balance", "complex_share", "requests"),
    *(
        "choices",
        "loops",
        "slots",
        "request_signs",
        "staff_questions",
        "stacked",
        "identity",
        "admin",
        "abbreviation",
    ),
}


def sides(report: carescore.Report) -> list[str | None]:
    return [turn.side for turn in report.turns]


def values(score: Score) -> dict[str, float | None]:
    return {name: figure.value for name, figure in score.figures.items() if name not in LEFT_ALONE}


def coder_of(measure: str) -> tuple[str, ...]:
    names = {"courtesy": ("courtesies",), "jargon_density": ("jargon",)}
    return names.get(measure, (measure,))


class Fewer(Codes):
    """The codes without one stretch of talk."""

    def __init__(self, whole: Codes, coders: tuple[str, ...], place: tuple[int, int, int]) -> None:
        super().__init__(whole.dialogue, whole.signals)
        for name in coders:
            self._codes[name] = tuple(c for c in whole[name] if (c.turn, c.start, c.end) != place)


class Unopened(Codes):
    """The codes without the opening of one turn and what answers it."""

    def __init__(self, whole: Codes, turn: int) -> None:
        super().__init__(whole.dialogue, whole.signals)
        self._codes["feelings"] = tuple(c for c in whole["feelings"] if c.turn != turn)
        self._codes["responses_to_feelings"] = tuple(c for c in whole["responses_to_feelings"] if c.replies_to != turn)


def cases(codes: Codes, report: carescore.Report, step: int) -> Iterator[tuple[str, Score, Score]]:
    """(measure, counted again, measured again) with every so-manieth finding taken out."""
    for measure in CODED:
        score = report.scores[measure]
        found = recount.recounts(score, sides(report), report.codes)
        able = recount.countable(found, len(score.evidence))
        for item in [item for place, item in enumerate(score.evidence) if place in able][::step]:
            key = (item.turn, item.start, item.end, item.label)
            if item.label == "greeting":  # a third one counts where one of the first two is gone
                continue
            again = recount.recounted(report.scores, [(measure, key)], sides(report), report.codes)[measure]
            fewer = (
                Unopened(codes, item.turn)
                if measure == "empathic_opportunities"
                else Fewer(codes, coder_of(measure), key[:3])
            )
            yield measure, again, run(fewer, named([measure]))[measure]


def codes_of(path: str) -> Codes:
    profile = profiles.load(api.DEFAULT_PROFILE)
    dialogue = segment(readers.read(str(EXAMPLES / path)), None, profile.roles_of)
    return Codes(dialogue, Signals(dialogue, profile.wording))


@pytest.mark.parametrize("path", TALKS)
def test_without_a_finding_as_the_measure_itself(path: str) -> None:
    report, codes, seen = carescore.score(EXAMPLES / path), codes_of(path), 0
    for measure, again, measured in cases(codes, report, SLOW[path]):
        assert (again.value, again.applicable) == (measured.value, measured.applicable), measure
        assert len(again.evidence) <= len(report.scores[measure].evidence) - 1
        counted, wanted = values(again), values(measured)
        assert {name: wanted[name] for name in counted} == pytest.approx(counted), measure
        seen += 1
    assert seen >= 5


@pytest.mark.parametrize("path", TALKS)
def test_skills_are_those_of_the_profile(path: str) -> None:
    report, profile = carescore.score(EXAMPLES / path), profiles.load(api.DEFAULT_PROFILE)
    gone = [(name, (e.turn, e.start, e.end, e.label)) for name in CODED for e in report.scores[name].evidence[1::3]]
    scores = recount.recounted(report.scores, gone, sides(report), report.codes)
    least = report.provenance["profile"]["least_weights"]
    skills = recount.recomposed(report.skills, scores, profile.minimum_weight, least)
    words = [len(words_in(turn.text)) if turn.role == "staff" else 0 for turn in report.turns]
    wanted = compose(scores, profile, words)
    assert {name: skill.value for name, skill in skills.items()} == {name: s.value for name, s in wanted.items()}
    assert skills["overall"].value != report.skills["overall"].value and skills["overall"].interval is None
    assert dict(report.skills) == recount.recomposed(report.skills, report.scores, profile.minimum_weight, least)


def test_a_measure_that_counts_otherwise_offers_nothing() -> None:
    report = carescore.score(EXAMPLES / TALKS[0])
    score = report.scores["disrespect"]
    assert isinstance(score.overall, Rate) and recount.recounts(score, sides(report))
    repaired = replace(score, overall=replace(score.overall, count=score.overall.count - 0.5))
    assert recount.recounts(repaired, sides(report)) == {}
    key = score.evidence[0]
    gone = [("disrespect", (key.turn, key.start, key.end, key.label))]
    assert recount.recounted({"disrespect": repaired}, gone, sides(report))["disrespect"] == repaired


def test_codes_name_the_first_reply() -> None:
    report = carescore.score(EXAMPLES / TALKS[1])
    score = report.scores["empathic_opportunities"]
    assert recount.recounts(score, sides(report), report.codes)
    assert recount.recounts(score, sides(report), tuple[Code, ...]()) == {}


def test_a_checklist_gets_no_number_by_taking_findings_out() -> None:
    report = carescore.score(EXAMPLES / TALKS[1], context="role-play")
    score = report.scores["next_steps"]
    gone = [("next_steps", (e.turn, e.start, e.end, e.label)) for e in score.evidence if e.label == "full"]
    scores = recount.recounted(report.scores, gone, sides(report), report.codes)
    old, new = report.skills["problem_solving"], recount.recomposed(report.skills, scores)["problem_solving"]
    assert gone and new.parts != old.parts
    assert new.value is None and new.missing == old.missing and str(old.missing).startswith("a checklist")


@pytest.mark.parametrize(("least", "known"), [(50, True), (50.1, False)])
def test_what_is_left_needs_the_least_weight(least: float, known: bool) -> None:
    part = Part("uptake", 10.0, 50.0, 50, curve=((0, 0), (20, 100)))
    skills = {"empathy": Skill("empathy", 75.0, (part, replace(part, measure="questions", points=100.0)))}
    gone = Score("questions", missing="no finding is left", applicable=False)
    found = recount.recomposed(
        skills, {"questions": gone, "uptake": Score("uptake", Rate(10, 100, 100, "u"))}, 0.6, {"empathy": least}
    )
    assert (found["empathy"].value == 50.0) is known and (found["empathy"].value is None) is not known


def quoted(name: str, figure: Rate | Level, *labels: str) -> Score:
    """A score with a quote of each label, in a turn of its own."""
    return Score(name, figure, evidence=tuple(Evidence(i, 0, 1, label, None) for i, label in enumerate(labels)))


SLOTS = "% of slots"
OTHERS = (Code(0, 0, 1, "statement"),)  # nothing that a rule asks for
FORMS = [
    # measure, figure, labels, what is taken out, what is left
    ("backchannels", Rate(2, 8, 10, "x"), ("“Mm.”", "“Yeah.”"), {0}, 1.25),
    ("family_and_culture", Rate(2, 3, 100, SLOTS), ("language: interpreter", "custom: customs"), {0}, 100 / 3),
    ("family_and_culture", Rate(1, 2, 100, SLOTS), ("custom: customs", "custom: customs"), {0}, 50.0),
    ("handoff", Rate(2, 8, 100, SLOTS), ("transfer: who, why", "cold: nothing told"), {1}, 50.0),
    ("handoff", Rate(2, 8, 100, SLOTS), ("transfer: who, why", "cold: nothing told"), {0}, 0.0),
    ("handoff", Rate(2, 8, 100, SLOTS), ("transfer: who, why", "cold: nothing told"), {0, 1}, None),
    ("needs_check", Level(2, "x"), ("confirmed", "restate", "cause"), {0}, 1.0),
    ("needs_check", Level(1, "x"), ("confirmed", "restate"), {0}, 0.0),
    ("shared_decision", Rate(5, 20, 100, "points"), ("choice", "team", "team"), {2}, 20.0),
    ("shared_decision", Rate(4, 20, 100, "points"), ("choice",) * 4, {3}, 20.0),
    ("shared_decision", Rate(4, 20, 100, "points"), ("choice",) * 4, {2, 3}, 15.0),
    ("shared_decision", Rate(4, 20, 100, "points"), ("choice", "team"), {0}, None),
    ("child_friendly", Rate(1, 5, 100, SLOTS), ("tell", "praise", "threat"), {2}, 40.0),
    ("child_friendly", Rate(1, 5, 100, SLOTS), ("tell", "praise", "threat"), {1}, 0.0),
    ("child_friendly", Rate(0, 5, 100, SLOTS), ("tell", "fear word", "threat"), {1}, 0.0),
    ("child_friendly", Rate(0, 5, 100, SLOTS), ("tell", "fear word", "threat"), {1, 2}, 20.0),
    ("child_friendly", Rate(1, 5, 100, SLOTS), ("tell",), {0}, None),
    ("unresolved", Rate(1, 3, 100, "x"), ("open", "met", "met"), {0}, 0.0),
    ("unresolved", Rate(1, 3, 100, "x"), ("open", "met", "met"), {1}, 50.0),
    ("interruptions", Rate(2, 0.5, 10, "x"), ("intrusive", "intrusive"), {0}, 20.0),  # of however little it is said
    ("interruptions", Rate(2, 0, 10, "x"), ("intrusive", "intrusive"), {0}, None),
    ("ownership", Rate(2, 3, 100, "x"), ("owned", "owned", "not owned"), {2}, 100.0),
    ("ownership", Rate(1, 2, 100, "x"), ("owned", "not owned"), {1}, None),  # one chance is too few
]


@pytest.mark.parametrize(("name", "figure", "labels", "gone", "left"), FORMS, ids=range(len(FORMS)))
def test_figures_without_a_quote(
    name: str, figure: Rate | Level, labels: tuple[str, ...], gone: set[int], left: float | None
) -> None:
    score = quoted(name, figure, *labels)
    keys = [(name, (e.turn, e.start, e.end, e.label)) for i, e in enumerate(score.evidence) if i in gone]
    again = recount.recounted({name: score}, keys, ["staff"] * len(labels), OTHERS)[name]
    assert again.value == (None if left is None else pytest.approx(left)) and again.applicable == (left is not None)
    assert len(again.evidence) == len(labels) - len(gone)


@pytest.mark.parametrize(
    ("name", "figure", "labels"),
    [
        ("empathic_opportunities", Rate(1, 3, 100, "x"), ("met", "missed")),  # one of three has no quote
        ("unresolved", Rate(1, 1, 100, "x"), ("met", "gave up")),  # without it nothing may be open
        ("family_and_culture", Rate(2, 2, 100, SLOTS), ("both spoken with: a", "both spoken with: b", "custom: x")),
        ("child_friendly", Rate(1, 2, 100, SLOTS), ("praise",)),  # other slots apply where something is shown
        ("handoff", Rate(2, 4, 100, SLOTS), ("transfer",)),  # words were left out
    ],
)
def test_what_cannot_be_told_offers_no_tick(name: str, figure: Rate, labels: tuple[str, ...]) -> None:
    assert recount.recounts(quoted(name, figure, *labels), ["staff"] * len(labels)) == {}


@pytest.mark.parametrize(
    ("gone", "overall", "staff", "patient"), [({0}, 2.0, 1.0, 1.0), ({2}, 2.0, 2.0, 0.0), ({0, 1}, 1.0, 0.0, 1.0)]
)
def test_a_sides_figure_is_of_its_own_turns(gone: set[int], overall: float, staff: float, patient: float) -> None:
    by_role = {"staff": Rate(2, 10, 10, "x"), "patient": Rate(1, 10, 10, "x")}
    score = replace(quoted("interruptions", Rate(3, 10, 10, "x"), *["intrusive"] * 3), by_role=by_role)
    keys = [("interruptions", (place, 0, 1, "intrusive")) for place in gone]
    again = recount.recounted({"interruptions": score}, keys, ["staff", "staff", "patient"])["interruptions"]
    assert (again.value, again.by_role["staff"].value, again.by_role["patient"].value) == (overall, staff, patient)


def test_words_of_ones_own_are_empathy_and_none_of_the_five_kinds() -> None:
    figures = {"kinds": Level(1.0, "of 5 kinds")}
    score = replace(quoted("empathy_phrases", Rate(3, 100, 100, "x"), "naming", "naming", "own words"), figures=figures)
    found = recount.recounts(score, ["staff"] * 3)
    assert [found[""].without({place}).value for place in range(3)] == [2.0, 2.0, 2.0]
    assert [found["kinds"].without(places).value for places in ({0}, {2}, {0, 1})] == [1.0, 1.0, 0.0]


CHOICES = [
    # measure, figure, (label, turn, code, attributes) of each quote, what is taken out, what is left
    ("agenda", 2, [("some early", 1, "some", {}), ("any late", 5, "any", {})], {0}, 0.5),
    ("agenda", 2, [("some early", 1, "some", {}), ("any late", 5, "any", {})], {1}, 2.0),
    ("agenda", 2, [("some early", 1, "some", {})], {0}, 0.0),
    ("options", 3, [("other", 1, "other", {}), ("other", 4, "other", {})], {1}, 2.0),
    ("options", 2, [("other", 1, "other", {}), ("other", 5, "other", {})], {1}, 2.0),  # too far apart for one choice
    ("options", 3, [("other", 1, "other", {}), ("other", 4, "other", {}), ("other", 7, "other", {})][:2], {0}, 2.0),
    ("options", 4, [("other", 1, "other", {}), ("slots", 4, "slots", {}), ("other", 7, "other", {}), ("wait", 7, "wait", {})], {1}, 3.0),
    ("options", 2, [("wait", 1, "wait", {}), ("wait", 2, "wait", {})], {0}, 2.0),
    ("options", 3, [("set", 1, "set", {"ways": "3"}), ("either", 2, "either", {})], {0}, 2.0),
    ("options", 2, [("either", 2, "either", {})], {0}, None),
    ("options", 2, [("either", 2, "either", {}), ("", 9, "declined", {})], {0}, 0.0),
    ("teach_back", 4, [("own words", 3, "own_words", {"owned": "yes", "answered": "yes"}), ("check", 5, "check", {})], {0}, None),
    ("teach_back", 3, [("own words", 3, "own_words", {"owned": "no", "answered": "yes"}), ("", 1, "full", {"who": "you"})], {0}, 0.0),
    ("teach_back", 3, [("own words", 3, "own_words", {"owned": "yes", "answered": "no"}), ("check", 5, "check", {}), ("", 1, "full", {"who": "you"})], {0}, 1.0),
    ("teach_back", 2, [("own words", 3, "own_words", {"owned": "no", "answered": "no"}), ("", 1, "full", {"who": "i"})], {0}, None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "figure", "quotes", "gone", "left"), CHOICES, ids=range(len(CHOICES)))
def test_the_largest_choice_that_is_left(
    name: str, figure: int, quotes: list[tuple[str, int, str, dict[str, str]]], gone: set[int], left: float | None
) -> None:
    codes = [Code(turn, i, i + 1, kind, attributes) for i, (_, turn, kind, attributes) in enumerate(quotes)]
    evidence = tuple(Evidence(turn, i, i + 1, label, None) for i, (label, turn, _, _) in enumerate(quotes) if label)
    score = Score(name, Level(float(figure), "x"), evidence=evidence)
    keys = [(name, (e.turn, e.start, e.end, e.label)) for i, e in enumerate(evidence) if i in gone]
    again = recount.recounted({name: score}, keys, ["staff"] * 12, codes)[name]
    assert (again.value, again.applicable) == (left, left is not None)
    assert len(again.evidence) == len(evidence) - len(gone)


def test_who_asked_for_another_way_cannot_always_be_told() -> None:
    score = quoted("options", Level(2.0, "x"), "either")
    asked = [Code(0, 0, 1, "either", {}), Code(2, 0, 1, "asked", {})]
    assert recount.recounts(score, ["staff"], asked[:1]) and recount.recounts(score, ["staff"], asked) == {}


@pytest.mark.parametrize(
    ("name", "figure", "labels", "kind"),
    [
        ("shared_decision", Rate(4, 20, 100, "points"), ("choice", "team"), "asked"),  # it applies without the choice
        (
            "patient_perspective",
            Rate(1, 4, 100, SLOTS),
            ("concerns", "concerns, bare"),
            "concerns_bare",
        ),  # half is left
    ],
)
def test_where_more_is_left_than_quotes_tell_nothing_is_taken_out(
    name: str, figure: Rate, labels: tuple[str, ...], kind: str
) -> None:
    score = quoted(name, figure, *labels)
    assert recount.recounts(score, ["staff"] * 2, OTHERS)
    assert recount.recounts(score, ["staff"] * 2, [*OTHERS, Code(0, 0, 1, kind)]) == {}


@pytest.mark.parametrize("name", ["options", "teach_back", "shared_decision", "patient_perspective"])
def test_without_any_code_it_cannot_be_told(name: str) -> None:
    report = carescore.score(EXAMPLES / TALKS[1])
    score = report.scores[name]
    assert score.evidence and recount.recounts(score, sides(report)) == {}


def test_of_quotes_alike_as_many_are_taken_out_as_are_given() -> None:
    signals = tuple(Evidence(1, 0, 99, "“Mm-hm.”", ms) for ms in (3000, 6000, 9000))
    score = Score("backchannels", Rate(3, 1, 10, "x"), evidence=signals)
    key = ("backchannels", (1, 0, 99, "“Mm-hm.”"))
    for times in range(4):
        again = recount.recounted({"backchannels": score}, [key] * times, ["staff"] * 2)["backchannels"]
        assert (again.value, again.evidence) == (30.0 - 10 * times, signals[times:])


@pytest.mark.parametrize(
    ("places", "gone", "left"),
    [
        ((0, 2), {0}, 50.0),  # what is announced in turn 0 is unasked for then
        ((0, 2), {1}, 100.0),
        ((0, 2), {0, 1}, 0.0),
        ((0, 0), {1}, 100.0),
        ((0, 0), {0, 1}, 0.0),
        ((2, 2), {0}, 100.0),
        ((2, 2), {0, 1}, None),
    ],
)
def test_an_action_without_its_permission_is_an_action_still(
    places: tuple[int, int], gone: set[int], left: float | None
) -> None:
    figures = {"permission_share": Rate(2, 2, 100, "% of actions")}
    quotes = tuple(Evidence(turn, i, i + 1, "permission") for i, turn in enumerate(places))
    score = Score("courtesy", Rate(2, 9, 10, "x"), figures=figures, evidence=quotes)
    found = recount.recounts(score, ["staff"] * 3, [Code(0, 5, 9, "action")])
    assert found["permission_share"].without(gone).value == left


def test_a_quote_that_adds_to_no_figure_cannot_be_taken_out() -> None:
    score = quoted("dental_anxiety", Rate(1, 7, 100, SLOTS), "fear voiced", "preview")
    found = recount.recounts(score, ["patient", "staff"])
    assert recount.countable(found, 2) == {1}
    keys = [("dental_anxiety", (0, 0, 1, "fear voiced"))]
    assert recount.recounted({"dental_anxiety": score}, keys, ["patient", "staff"]) == {"dental_anxiety": score}


@pytest.mark.parametrize(
    ("label", "worth"),
    [("some early", 2), ("list early", 2), ("any early", 1), ("some late", 1), ("list late", 1), ("any late", 0.5)],
)
def test_how_an_agenda_was_asked_for_is_worth(label: str, worth: float) -> None:
    score = quoted("agenda", Level(float(worth), "x"), label)
    codes = [Code(0, 0, 1, label.split()[0])]
    assert recount.recounts(score, ["staff"], codes)[""].figure == score.overall
    assert recount.recounts(replace(score, overall=Level(worth + 0.5, "x")), ["staff"], codes) == {}


@pytest.mark.parametrize(("per", "known"), [(3, True), (2.9, False)])
def test_a_part_with_too_few_occasions_is_no_part(per: float, known: bool) -> None:
    part = Part("uptake", 10.0, 50.0, 50, curve=((0, 0), (20, 100)), min_opportunities=3)
    skills = {"empathy": Skill("empathy", 50.0, (part,))}
    found = recount.recomposed(skills, {"uptake": Score("uptake", Rate(per / 5, per, 100, "u"))}, 0.0)
    assert bool(found["empathy"].parts) is known
