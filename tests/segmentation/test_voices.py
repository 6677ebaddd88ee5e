"""Interpreters speak for others, other languages keep their time, and talk beside a role-play is in no score."""

from __future__ import annotations

import pytest

import carescore
from carescore import Role
from carescore.segmentation import Dialogue, Turn, segment, voices

INTERPRETED = [
    ("Nurse", "How are you feeling before the operation today?"),
    ("Interpreter", "¿Cómo se siente hoy antes de la operación?"),
    ("Patient", "Tengo mucho miedo de no despertar."),
    ("Interpreter", "I am very scared that I will not wake up."),
    ("Nurse", "That is a very common worry. We watch you the whole time."),
    ("Interpreter", "Es una preocupación muy común. La vigilamos todo el tiempo."),
    ("Patient", "Gracias."),
    ("Interpreter", "Thank you."),
]
ROLE_PLAY = [
    ("Facilitator", "Whenever you are ready."),
    ("Trainee", "Good morning, how can I help you?"),
    ("Standardized Patient", "I got a letter about my blood test."),
    ("Trainee", "What does the letter say?"),
    ("Standardized Patient", "That my iron is low."),
    ("Facilitator", "And cut. How did that feel?"),
    ("Trainee", "I think I was too quick."),
    ("Facilitator", "It was lovely."),
]


def of(rows: list[tuple[str, str]]) -> Dialogue:
    return segment(carescore.read(rows))


def test_an_interpreter_speaks_for_who_is_rendered() -> None:
    dialogue = of(INTERPRETED)
    assert [turn.foreign for turn in dialogue.turns] == [False, True, True, False, False, True, True, False]
    assert [turn.side for turn in dialogue.turns] == ["staff", None, None, "patient", "staff", None, None, "patient"]
    assert [turn.floor_side for turn in dialogue.turns][:4] == ["staff", None, "patient", None]
    assert dialogue.turns[3].role is Role.INTERPRETER and dialogue.turns[3].voice is Role.PATIENT
    assert any("4 turns in another language" in note for note in dialogue.notes)
    assert any("interpreter's English" in note for note in dialogue.notes)


def test_fear_that_is_rendered_is_voiced_and_met() -> None:
    report = carescore.score(INTERPRETED, only=["empathic_opportunities"])
    assert [item.turn for item in report.scores["empathic_opportunities"].evidence] == [3]


def test_staff_who_speak_the_other_language_are_rendered_as_staff() -> None:
    rows = [
        ("Nurse", "¿Le duele mucho la espalda cuando camina?"),
        ("Interpreter", "Does your back hurt a lot when you walk?"),
        ("Patient", "It hurts when I climb the stairs."),
    ]
    assert [turn.side for turn in of(rows).turns] == [None, "staff", "patient"]


def test_without_the_other_language_the_interpreter_is_the_patients_voice() -> None:
    rows = [("Nurse", "How are you?"), ("Interpreter", "I am scared."), ("Nurse", "I am sorry to hear that.")]
    assert [turn.side for turn in of(rows).turns] == ["staff", "patient", "staff"]


def test_drug_names_are_no_other_language() -> None:
    rows = [("Nurse", "What do you take?"), ("Patient", "Lisinopril, metformin."), ("Nurse", "And in the evening?")]
    rows += [("Patient", "In the evening I take the blue one, because my doctor said that it is better for me.")]
    assert not any(turn.foreign for turn in of(rows).turns)


def test_a_conversation_in_another_language_is_left_to_the_note_that_it_is() -> None:
    rows = [
        ("Enfermera", "Buenos días, ¿cómo se siente hoy después de la operación?"),
        ("Paciente", "Me duele mucho la espalda y tengo miedo de caminar por el pasillo."),
    ] * 4
    assert not any(turn.foreign for turn in of(rows).turns)


def test_talk_with_a_facilitator_is_set_aside() -> None:
    dialogue = of(ROLE_PLAY)
    assert [turn.side for turn in dialogue.turns] == [None, "staff", "patient", "staff", "patient", None, None, None]
    assert {s.id: s.role for s in dialogue.speakers} == {
        "Facilitator": Role.OTHER,
        "Trainee": Role.STAFF,
        "Standardized Patient": Role.PATIENT,
    }
    assert any("1 turn with the facilitator" in note for note in dialogue.notes)


def test_a_role_play_that_is_stopped_and_goes_on_counts() -> None:
    exchange = ROLE_PLAY[1:5]
    dialogue = of([*exchange, ("Facilitator", "Pause. Go on."), *exchange])
    assert [turn.side for turn in dialogue.turns if turn.speaker != "Facilitator"] == ["staff", "patient"] * 4


def test_a_machine_is_no_facilitator() -> None:
    dialogue = of([("IVR", "For appointments press one."), *ROLE_PLAY[1:3]])
    assert [turn.side for turn in dialogue.turns] == [None, "staff", "patient"]
    assert dialogue.notes == ()


def test_unknown_speakers_stay_unknown() -> None:
    rows: list[tuple[str | None, str]] = [(None, "Good morning, this is Dana at the clinic. How can I help you?")]
    rows += [("Priya", "My ferritin is low and I am worried."), ("Dana", "I can hear that. Let me book you in.")]
    dialogue = segment(carescore.read(rows))
    assert [turn.side for turn in dialogue.turns] == [None, "patient", "staff"]
    assert dialogue.speakers[0].role is Role.UNKNOWN and dialogue.speakers[0].confidence is None


@pytest.mark.parametrize(
    ("text", "odd"), [("one two three four five", False), ("one two four five six", True), ("[NAME] 12", False)]
)
def test_three_of_five_everyday_words_are_english(text: str, odd: bool) -> None:
    assert voices._is_odd(text, {"one", "two", "three"}) is odd


@pytest.mark.parametrize(
    ("foreign", "english", "speaks"), [(8, 0, True), (7, 0, False), (9, 21, True), (8, 21, False), (9, 22, False)]
)
def test_who_says_eight_words_and_three_of_ten_in_another_language_speaks_it(
    foreign: int, english: int, speaks: bool
) -> None:
    texts = [("Ana", "palabra " * foreign), ("Ana", "word " * english), ("Bo", "palabra " * 90), ("Bo", "word " * 90)]
    turns = [Turn(i, who, Role.PATIENT, text) for i, (who, text) in enumerate(texts)]
    assert voices._speaks_another("Ana", [turns[0], turns[2]], turns) is speaks


def test_an_english_word_does_not_make_a_conversation_english() -> None:
    rows = [
        ("Enfermera", "Buenos días, ¿cómo se siente hoy después de la operación?"),
        ("Paciente", "Me duele mucho la espalda y tengo miedo de caminar por el pasillo."),
    ] * 4
    assert not any(turn.foreign for turn in of([*rows, ("Enfermera", "Okay, the doctor.")]).turns)


def test_a_machine_leaves_what_is_said_after_it_in_the_conversation() -> None:
    machine = ("IVR", "For appointments press one.")
    dialogue = of([machine, *ROLE_PLAY[1:5], machine, ROLE_PLAY[1]])
    assert dialogue.turns[-1].side == "staff"
