"""One member of staff in focus, and how sure the roles of judged voices are."""

from __future__ import annotations

import pytest

import carescore
from carescore import Role
from carescore.errors import UsageError
from carescore.segmentation import Dialogue, focused, segment

ROWS = [
    ("Dr. Lee", "Good morning, I am the doctor on call."),
    ("Nurse", "And I will take your blood pressure now."),
    ("Patient", "My head has hurt since Monday."),
    ("Nurse", "Did you take anything for it?"),
]


def of() -> Dialogue:
    return segment(carescore.read(ROWS))


def test_all_staff_but_the_one_in_focus_are_on_no_side() -> None:
    dialogue = focused(of(), "Nurse")
    assert [turn.side for turn in dialogue.turns] == [None, "staff", "patient", "staff"]
    assert [speaker.role for speaker in dialogue.speakers] == [Role.OTHER, Role.STAFF, Role.PATIENT]
    assert focused(of(), None) == of()


@pytest.mark.parametrize("focus", ["Patient", "Nobody", "nurse"])
def test_only_staff_can_be_in_focus(focus: str) -> None:
    with pytest.raises(UsageError, match="focus names nobody who is staff"):
        focused(of(), focus)


TALK = (
    "Good morning, Lakeside Clinic, this is Dana. How can I help you? Hi, I got a letter about my blood test and "
    "honestly I'm really worried about it. I can hear that this is worrying you. What does the letter say? It says my "
    "iron is low and that I should see the doctor within two weeks."
)


def test_voices_told_by_words_are_as_sure_as_the_words_and_a_person_is_certain() -> None:
    judged = segment(carescore.read([(None, TALK)])).speakers
    assert {speaker.id for speaker in judged} == {"Staff", "Patient"}
    assert len({speaker.confidence for speaker in judged}) == 1
    assert judged[0].confidence is not None and 0.65 <= judged[0].confidence <= 0.95
    given = segment(carescore.read([(None, TALK)]), {"Staff": "staff"}).speakers
    assert {speaker.id: speaker.confidence for speaker in given} == {
        "Staff": None,
        "Patient": judged[0].confidence,
    }


def test_an_interpreter_renders_the_one_in_focus_or_nobody() -> None:
    asks = "Hola señora López, ¿cómo está usted hoy, le duele mucho la rodilla derecha?"
    tells = "Me duele muchísimo cuando camino por la calle y también por la noche."
    rows = [
        ("Dr. Lee", asks),
        ("Interpreter", "Hello, how are you today, does your right knee hurt a lot?"),
        ("Patient", tells),
        ("Interpreter", "It hurts a lot when I walk and also at night."),
        ("Nurse", "I am sorry to hear that. I will take your blood pressure and then the doctor will look at it."),
    ]
    dialogue = segment(carescore.read(rows))
    assert [turn.side for turn in focused(dialogue, "Dr. Lee").turns] == [None, "staff", None, "patient", None]
    assert [turn.side for turn in focused(dialogue, "Nurse").turns] == [None, None, None, "patient", "staff"]
