"""Moments: what is worth replaying, one a turn, with advice that repeats nothing of the talk."""

from __future__ import annotations

from conftest import EXAMPLES, talk

import carescore
from carescore.measures import measures
from carescore.skills.moments import feedback

ROWS = talk(
    ("S", "Good morning, how can I help you?"),
    ("P", "Honestly, I'm really scared about the surgery."),
    ("S", "Okay. Any allergies?"),
    ("P", "No, none that I know."),
    ("S", "You have bruxism and your EOB shows the deductible."),
    ("P", "I don't follow—"),
    ("S", "You need to calm down."),
    ("P", "I am calm."),
    ("S", "That must have been frightening."),
)


def test_work_comes_first_then_praise_each_by_effect() -> None:
    moments = carescore.score(ROWS).moments
    work = [moment for moment in moments if not moment.praise]
    praise = [moment for moment in moments if moment.praise]
    assert moments == (*work, *praise)
    assert {"missed_feeling", "jargon"} <= {moment.kind for moment in work}
    assert "empathy" in {moment.kind for moment in praise}
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


def test_a_turn_with_a_fault_is_not_praised() -> None:
    rows = talk(
        ("P", "I am so worried about the bill."), ("S", "Why didn't you call us before it was due?"), ("P", "I did.")
    )
    assert not any(moment.praise and moment.turn == 1 for moment in carescore.score(rows).moments)
