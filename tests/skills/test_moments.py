"""Moments: what is worth replaying, one a turn, with advice that repeats nothing of the talk."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from conftest import EXAMPLES, talk

import carescore
from carescore import Role
from carescore.annotate import Signals
from carescore.codes import Code, Codes
from carescore.codes.feelings import FAMILIES
from carescore.measures import Evidence, Score, measures
from carescore.renderers import _story
from carescore.segmentation import Turn, segment
from carescore.skills import SKILLS
from carescore.skills._base import Moment, Part, Skill
from carescore.skills.feedback import Candidate, Feedback, feedback
from carescore.skills.moments import (
    _confidences,
    _effects,
    _is_sure,
    _is_unsure_hint,
    _moment,
    _runs_on,
    candidates,
    chosen,
)
from carescore.skills.showing import Verdict

ROWS = talk(
    ("S", "Good morning, how can I help you?"),
    ("P", "Honestly, I'm really scared about the surgery."),
    ("S", "Okay. Any allergies?"),
    ("P", "No, none that I know."),
    ("S", "You have bruxism and your EOB shows the deductible."),
    ("P", "I don't follow—"),
    ("S", "You need to calm down."),
    ("P", "I am calm. It was just such a shock, I thought I was dying."),
    ("S", "That must have been so frightening, to lie there and think you were dying."),
)


def test_work_comes_first_then_praise_each_by_effect() -> None:
    moments = carescore.score(ROWS).moments
    work = [moment for moment in moments if not moment.praise]
    praise = [moment for moment in moments if moment.praise]
    assert moments == (*work, *praise)
    assert {"missed_feeling", "jargon"} <= {moment.kind for moment in work}
    assert {moment.kind for moment in praise} == {"met_feeling"}
    for several in (work, praise):
        effects = [moment.effect for moment in several]
        assert effects == sorted(effects, reverse=True) and len(several) <= 5


def test_no_two_about_one_turn() -> None:
    turns = [moment.turn for moment in carescore.score(ROWS).moments]
    assert len(turns) == len(set(turns))


def test_what_to_say_instead_is_filled_from_the_talk() -> None:
    missed = next(m for m in carescore.score(ROWS).moments if m.kind == "missed_feeling")
    assert "“" in missed.instead and "{" not in missed.instead and missed.why
    assert all(m.instead for m in carescore.score(ROWS).moments if not m.praise and m.kind != "jargon")


def test_only_what_is_short_is_said_back() -> None:
    report = carescore.score(str(EXAMPLES / "billing-call-handled-badly.srt"))
    found = [m for m in report.moments if m.kind in ("missed_feeling", "dismissed_feeling")]
    said_back = {m.turn: "You said" in m.instead for m in found}
    assert said_back == {m.turn: len(report.turns[m.turn].text[m.start : m.end].split()) <= 6 for m in found}
    assert set(said_back.values()) == {True, False}


@pytest.mark.parametrize(
    ("text", "long"),
    [
        (" ".join(["word"] * 40), False),
        (" ".join(["word"] * 41), True),
        (" ".join(["word"] * 20 + ["word,"] + ["word"] * 39), False),
        (" ".join(["word"] * 20 + ["word,"] + ["word"] * 41), True),
    ],
)
def test_forty_words_without_a_mark_are_more_than_one_sentence(text: str, long: bool) -> None:
    assert _runs_on(text) is long


@pytest.mark.parametrize(
    ("feeling", "shown"),
    [
        ("frightening", True),
        ("annoying", False),
        ("scary " + "and so on " * 13, True),
        ("scary " + "and so on " * 14, False),
    ],
)
def test_no_feeling_is_missed_in_a_mild_word_or_in_talk_that_runs_on(feeling: str, shown: bool) -> None:
    dialogue = segment(carescore.read(talk(("P", f"It's {feeling.strip()}."), ("S", "Okay. Any allergies?"))))
    codes = Codes(dialogue, Signals(dialogue))
    quote = Evidence(0, 5, 5 + len(feeling.strip()), "missed: emotion")
    scores = {"empathic_opportunities": Score("empathic_opportunities", evidence=(quote,))}
    kinds = [one.feedback.kind for one in candidates(codes, scores)]
    assert kinds == (["missed_feeling"] if shown else [])


@pytest.mark.parametrize(
    ("unsure", "no_feeling", "shown"), [(False, False, True), (True, False, False), (False, True, False)]
)
def test_either_doubt_keeps_a_missed_feeling_back(
    unsure: bool, no_feeling: bool, shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = import_module("carescore.skills.moments")
    monkeypatch.setattr(module, "_is_unsure_hint", lambda _: unsure)
    monkeypatch.setattr(module, "is_no_feeling", lambda *_: no_feeling)
    dialogue = segment(carescore.read(talk(("P", "It's frightening."), ("S", "Okay. Any allergies?"))))
    scores = {
        "empathic_opportunities": Score("empathic_opportunities", evidence=(Evidence(0, 5, 16, "missed: emotion"),))
    }
    found = [one.feedback.kind for one in candidates(Codes(dialogue, Signals(dialogue)), scores)]
    assert found == (["missed_feeling"] if shown else [])


def test_every_sentence_names_a_measure_that_exists() -> None:
    known = {measure.name for measure in measures()}
    assert {said.measure for said in feedback()} <= known
    assert all(said.advice and said.why and bool(said.instead) != said.praise for said in feedback())


def test_quotes_lie_in_their_turns() -> None:
    report = carescore.score(ROWS)
    assert all(report.turns[m.turn].text[m.start : m.end].strip() for m in report.moments)


def test_advice_holds_no_word_of_the_patient() -> None:
    advice = " ".join(m.advice for m in carescore.score(ROWS).moments).lower()
    assert "surgery" not in advice and "allergies" not in advice


def test_an_interruption_of_staff_is_no_fault() -> None:
    rows = talk(("P", "Hello."), ("S", "What we will do is—"), ("P", "Will it hurt?"), ("S", "A little."))
    assert "interruption" not in {m.kind for m in carescore.score(rows).moments}


INTO_STAFF = (6200, 16000, 14800, 21000)  # the nurse speaks, the doctor comes in


@pytest.mark.parametrize(
    ("first", "into"), [("Nurse", None), ("Patient", 1)], ids=["of a colleague", "of the patient, who is not the last"]
)
def test_only_the_patient_is_said_to_be_interrupted(first: str, into: int | None) -> None:
    begun, until, start, end = INTO_STAFF
    colleague = [("Mother", 9000, 10000, "Well, he never goes out much.")] if into else []
    rows = [
        (
            "Doctor",
            0,
            6000,
            "So tell me what brings you in to see us here today, and since when it has been like that.",
        ),
        (first, begun, until, "What we usually do for this is that we first take an X-ray of the knee and then we"),
        *colleague,
        ("Doctor", start, end, "No, we do not need an X-ray for that. I want you to start with the tablets now."),
        ("Patient" if into is None else "Nurse", 21200, 24000, "All right, then I will get the tablets."),
    ]
    roles = {"Nurse": "staff", "Doctor": "staff", "Patient": "patient", "Mother": "companion"}
    talked = [{"speaker": who, "start_ms": a, "end_ms": b, "text": text} for who, a, b, text in rows]
    report = carescore.score(talked, roles={who: roles[who] for who in {who for who, *_ in rows} & set(roles)})
    assert len(report.scores["interruptions"].evidence) == 1
    assert [m.patient_turn for m in report.moments if m.kind == "interruption"] == ([] if into is None else [into])
    for one in _story.moments(report):
        if one.moment.kind == "interruption":
            assert [line.turn for line in one.lines] == [into, one.moment.turn]


def test_a_turn_of_neither_side_is_no_patients() -> None:
    rows = [("Nurse", "One moment."), ("Patient", "Yes."), ("Facilitator", "Time out."), ("Nurse", "Here we are.")]
    dialogue = segment(carescore.read(rows), {"Facilitator": "other"})
    quote = Evidence(2, 0, 9, "dead air, 9.0 s")
    (found,) = candidates(Codes(dialogue, Signals(dialogue)), {"silence": Score("silence", evidence=(quote,))})
    assert (found.staff, found.patient) == (3, 1) and found.exchange == {1, 2, 3}


def test_a_turn_with_a_fault_is_not_praised() -> None:
    rows = talk(
        ("P", "I am so worried about the bill."), ("S", "Why didn't you call us before it was due?"), ("P", "I did.")
    )
    assert not any(moment.praise and moment.turn == 1 for moment in carescore.score(rows).moments)


def said(measure: str, praise: bool = False, kind: str = "", instead: str = "") -> Feedback:
    return Feedback(kind or measure, measure, ("",), "", praise, "Advice.", "A study.", instead)


def candidate(turn: int, feedback: Feedback, label: str = "x", patient: int | None = None) -> Candidate:
    return Candidate(feedback, Evidence(turn, 0, 1, label), turn, patient, None, None, 0.0, 0.0)


def shown(found: list[Candidate], faulty: tuple[int, ...] = (), hidden: tuple[int, ...] = ()) -> list[int]:
    """Which of the candidates are shown, the earlier ones marked more strongly."""
    verdicts = [Verdict(0.9, 1 - i / 100, i not in hidden) for i in range(len(found))]
    codes: Any = {"disrespect": tuple(Code(turn, 0, 1, "disrespect") for turn in faulty)}
    return chosen(codes, found, verdicts)


@pytest.mark.parametrize("praise", [True, False])
def test_eight_of_a_polarity_and_four_of_a_measure(praise: bool) -> None:
    assert shown([candidate(i, said(f"m{i}", praise)) for i in range(9)]) == [0, 1, 2, 3, 4, 5, 6, 7]
    assert shown([candidate(i, said("m", praise)) for i in range(5)]) == [0, 1, 2, 3]
    assert shown([candidate(0, said(f"m{i}", praise)) for i in range(2)]) == [0]
    assert shown([candidate(i, said("m", praise), patient=9) for i in range(2)]) == [0]
    assert shown([candidate(i, said("m", praise)) for i in range(2)], hidden=(0,)) == [1]


def test_work_stands_before_praise_and_takes_its_turns_from_it() -> None:
    found = [candidate(0, said("a", True)), candidate(1, said("b")), candidate(1, said("c", True))]
    assert shown(found) == [1, 0]
    assert shown(found, faulty=(0,)) == [1]


TEXT = "I have been so very tired of it since the spring."


@pytest.mark.parametrize(
    ("quote", "label", "instead", "filled"),
    [
        ("I have been so very tired", "x", "{echo}How is it?", "You said “I have been so very tired”. How is it?"),
        ("I have been so very tired of", "x", "{echo}How is it?", "How is it?"),
        ("have", "x", "{echo}How is it?", "You said “have”. How is it?"),
        ("spring.", "x", "{echo}How is it?", "You said “spring”. How is it?"),
        (".", "x", "{echo}How is it?", "How is it?"),
        ("tired", "term: worn out", "Say “{plain}”.", "Say “worn out”."),
        ("tired", "term", "Say “{plain}”.", ""),
        ("tired", "term", "Say it.", "Say it."),
    ],
)
def test_what_could_be_said_instead(quote: str, label: str, instead: str, filled: str) -> None:
    start = TEXT.index(quote)
    one = replace(
        candidate(1, said("m", instead=instead), label, patient=0),
        quote=Evidence(1, start, start + len(quote), label, 700),
    )
    turns = (Turn(0, "Ann", Role.PATIENT, "It hurts.", 100), Turn(1, "Bo", Role.STAFF, TEXT, 700))
    codes: Any = SimpleNamespace(dialogue=SimpleNamespace(turns=turns))
    moment = _moment(codes, one, 1.5, 0.87654)
    assert moment.instead == filled
    assert (moment.confidence, moment.effect, moment.patient_turn, moment.start_ms) == (0.877, 1.5, 0, 700)
    assert moment.quotes == (
        Evidence(0, 0, 9, "patient", 100),
        Evidence(1, start, start + len(quote), "staff", 700),
    )


def test_a_moment_without_more_said_is_work_without_effect() -> None:
    moment = Moment("kind", 0, 0, 1, None, "Advice.")
    assert not moment.praise and moment.effect == 0.0


def test_an_effect_is_a_moments_share_of_what_its_measure_earned_or_could_gain() -> None:
    part = Part("empathy_phrases", 1.0, 40.0, 50)
    skills = {name: Skill(name, 40.0, (part,) if name == "empathy" else ()) for name in SKILLS}
    empathy = next(one for one in feedback() if one.measure == "empathy_phrases" and one.praise)
    other = next(one for one in feedback() if one.measure == "jargon_density" and not one.praise)
    for count in (0, 1, 3):
        effects = _effects([candidate(i, empathy) for i in range(count)], skills)
        assert effects[empathy.kind] == round(8 / max(count, 1), 3) and effects[other.kind] == 0


def test_both_sides_of_an_exchange_are_found() -> None:
    rows = talk(
        ("S", "Good morning, how can I help you?"),
        ("P", "Honestly, I'm really scared about the surgery."),
        ("S", "The form is on the desk over there."),
        ("P", "Thank you. And I'm worried about my job."),
    )
    dialogue = segment(carescore.read(rows))
    codes = Codes(dialogue, Signals(dialogue))
    quotes = tuple(Evidence(e.turn, e.start, e.end, "missed: emotion") for e in map(Code.evidence, codes["feelings"]))
    scores = {"empathic_opportunities": Score("empathic_opportunities", evidence=quotes)}
    found = [one for one in candidates(codes, scores) if one.feedback.kind == "missed_feeling"]
    assert [(one.quote.turn, one.staff, one.patient) for one in found] == [(1, 2, 1), (3, None, 3)]
    assert (found[1].praise, found[1].work) == (0.0, 0.0) and found[0].praise != 0.0
    first, last = codes["feelings"]
    (reply,) = codes["responses_to_feelings"]
    assert first.confidence and reply.confidence and last.confidence
    assert found[0].confidence == pytest.approx(first.confidence * reply.confidence)
    assert found[1].confidence == last.confidence
    assert None not in _confidences(codes).values()


def test_codes_of_one_stretch_keep_their_own_confidence(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = talk(("P", "I lie awake until three."), ("S", "So you lie there, frightened."))
    dialogue = segment(carescore.read(rows))
    codes = Codes(dialogue, Signals(dialogue))
    found = [Code(1, 0, 29, kind, {}, sure) for kind, sure in (("empathy", 0.6), ("reflection", 0.9), ("turn", None))]
    monkeypatch.setattr(codes, "found", lambda: tuple(found))
    assert _confidences(codes) == {("empathy", 1, 0, 29): 0.6, ("reflection", 1, 0, 29): 0.9}
    scores = {
        name: Score(name, evidence=(Evidence(1, 0, 29, "naming"),)) for name in ("empathy_phrases", "reflections")
    }
    sure = {one.feedback.measure: one.confidence for one in candidates(codes, scores)}
    assert sure == {"empathy_phrases": 0.6, "reflections": 0.9}


@pytest.mark.parametrize(
    ("kind", "confidence", "unsure"),
    [("cue", 0.79, True), ("cue", 0.8, False), ("cue", None, False), ("explicit", 0.5, False), ("event", 0.5, False)],
)
def test_a_hint_that_nobody_took_up_is_shown_only_when_it_is_sure(
    kind: str, confidence: float | None, unsure: bool
) -> None:
    assert _is_unsure_hint(Code(0, 0, 1, "opening", {"kind": kind}, confidence)) is unsure
    assert not _is_unsure_hint(None)


@pytest.mark.parametrize(
    ("kind", "confidence", "sure"),
    [
        ("empathy", 0.49, False),
        ("empathy", 0.5, True),
        ("empathy", None, True),
        ("met_feeling", 0.49, False),
        ("met_feeling", 0.5, True),
        ("reflection", 0.79, False),
        ("reflection", 0.8, True),
        ("half_met_feeling", 0.59, False),
        ("half_met_feeling", 0.6, True),
        ("missed_feeling", 0.1, True),
        ("interruption", 0.59, False),
        ("interruption", 0.6, True),
        ("jargon", 0.69, False),
        ("jargon", 0.7, True),
        ("jargon_wall", None, True),
    ],
)
def test_some_kinds_need_a_code_that_is_sure(kind: str, confidence: float | None, sure: bool) -> None:
    own = next(one for one in feedback() if one.kind == kind)
    assert _is_sure(replace(candidate(0, own), confidence=confidence)) is sure


def test_each_outcome_of_each_family_of_feelings_is_said_once() -> None:
    """What is said of a loss or of good news is not what is said of a worry."""
    own = [one for one in feedback() if one.measure == "empathic_opportunities"]
    for outcome in ("met", "partly", "missed", "dismissed"):
        said = {family: [x.advice for x in own if f"{outcome}: {family}".startswith(x.labels)] for family in FAMILIES}
        assert all(len(advice) == 1 for advice in said.values())
        assert len({advice for (advice,) in said.values()}) == (3 if outcome == "missed" else 1)


def test_an_apology_for_what_somebody_feels_is_never_praised() -> None:
    labels = [label for one in feedback() if one.kind == "empathy" for label in one.labels]
    assert not any("pseudo apology".startswith(label) for label in labels)
    assert any("naming".startswith(label) for label in labels)


def test_a_single_term_is_shown_once() -> None:
    terms = [candidate(turn, said("jargon_density", kind="jargon")) for turn in (0, 2)]
    walls = [candidate(turn, said("jargon_density", kind="jargon_wall")) for turn in (4, 6)]
    assert len(shown([*terms, *walls])) == 3
    assert len(shown(terms)) == 1
