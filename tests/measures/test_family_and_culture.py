"""family_and_culture: companions, languages and customs open slots that staff meet or not."""

from __future__ import annotations

import pytest
from conftest import quotes, scored, talk

import carescore
from carescore.measures import Score

NAME = "family_and_culture"


def interpreted(*rows: tuple[str, str]) -> Score:
    roles = {"Nurse": "staff", "Patient": "patient", "Helper": "interpreter"}
    plain = [{"speaker": {"S": "Nurse", "P": "Patient", "I": "Helper"}[who], "text": text} for who, text in rows]
    return carescore.score(plain, roles=roles, only=[NAME]).scores[NAME]


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        (
            [("S", "Is it okay if your mother joins?"), ("P", "Sure."), ("S", "What have you seen?"), ("C", "A rash.")],
            100.0,
        ),
        ([("S", "How old is he?"), ("C", "Six."), ("S", "Where does it hurt?"), ("P", "Here.")], 50.0),
        ([("S", "How old is he?"), ("C", "Six."), ("P", "Seven!"), ("S", "Any fever?"), ("C", "No.")], 0.0),
        ([("S", "And is this your mother?"), ("C", "I am."), ("P", "Yes."), ("S", "Good."), ("C", "Hm.")], 50.0),
    ],
)
def test_companion(rows: list[tuple[str, str]], value: float) -> None:
    score = scored(talk(*rows), NAME)
    assert score.overall is not None and score.overall.value == value


@pytest.mark.parametrize(("answers", "value"), [("P", 50.0), ("C", None)])
def test_a_companion_beside_the_patient_is_a_cue_and_alone_is_none(answers: str, value: float | None) -> None:
    rows = talk(("S", "Hello."), ("C", "Hello there."), ("S", "How are things?"), (answers, "Fine."))
    assert scored(rows, NAME).value == value


@pytest.mark.parametrize(
    ("cue", "reply", "value"),
    [
        ("My English is not so good.", "We can get you a free medical interpreter.", 100.0),
        ("My English is not so good.", "Which language do you prefer?", 100.0),
        ("I don't speak much English.", "Can your son translate?", 0.0),
        ("I don't speak much English.", "We have an interpreter, but let your son translate.", 0.0),
        ("She speaks Somali.", "Sign here.", 0.0),
        ("I'm fasting, it's Ramadan.", "Is there anything about your faith we should plan for?", 100.0),
        ("I'm Muslim.", "Take one in the morning.", 0.0),
    ],
)
def test_language_and_custom(cue: str, reply: str, value: float) -> None:
    score = scored(talk(("S", "Hello."), ("P", cue), ("S", reply)), NAME)
    assert score.overall is not None and score.overall.value == value


@pytest.mark.parametrize(
    "rows",
    [
        [("S", "Hello."), ("P", "My mother had it too.")],
        [("S", "Hello."), ("P", "I brought my son in for his cough.")],
        [("S", "How old is she?"), ("C", "Ten weeks."), ("S", "Any fever?"), ("C", "No.")],
        [("S", "We'll send the culture to the lab."), ("P", "I speak up too much.")],
    ],
)
def test_no_cue(rows: list[tuple[str, str]]) -> None:
    assert not scored(talk(*rows), NAME).applicable


def test_speaking_past_the_patient_is_quoted_against() -> None:
    score = interpreted(("S", "Ask her if it hurts."), ("I", "¿Duele?"), ("P", "Sí."), ("I", "Yes."))
    assert score.overall is not None and score.overall.value == 50.0
    assert "against: ask her" in [item.label for item in score.evidence]
    direct = interpreted(("S", "Does it hurt?"), ("I", "¿Duele?"), ("P", "Sí."), ("I", "Yes."))
    assert direct.overall is not None and direct.overall.value == 100.0


@pytest.mark.xfail(strict=True, reason="a companion who is only spoken of in other words")
def test_known_failure() -> None:
    assert scored(talk(("S", "Hello."), ("P", "He drove me, he's over there, my nephew.")), NAME).applicable


def test_quotes_name_their_slot() -> None:
    rows = talk(("S", "Hello."), ("P", "My English is not so good."), ("S", "We can get you a free interpreter."))
    assert [label for label, _ in quotes(rows, NAME)] == ["language: interpreter"]


HI, ASK = ("S", "Hello, come in, both of you."), ("S", "How have you been since then?")


def test_both_are_spoken_with_only_where_each_answers_staff() -> None:
    alone = talk(HI, ("P", "Hello."), ASK, ("P", "It got worse."))
    assert scored(alone, NAME).applicable is False
    both = talk(HI, ("C", "Hello."), ASK, ("P", "It got worse."))
    found = [label for label, _ in quotes(both, NAME)]
    assert found == ["both spoken with: answered by the companion", "both spoken with: answered by the patient"]
    one = talk(HI, ("C", "Hello."), ASK, ("C", "She says it got worse."), ("P", "I do."))
    assert "both spoken with" not in " ".join(label for label, _ in quotes(one, NAME))


def test_an_interpreter_is_spoken_through_and_the_patient_to() -> None:
    rows = talk(HI, ("Interpreter", "She says it got worse."), ASK, ("P", "It is so."), ("Interpreter", "It hurts."))
    assert [label for label, _ in quotes(rows, NAME)] == [
        "spoken to directly: staff",
        "language: interpreter",
    ]
