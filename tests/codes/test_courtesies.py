"""Courtesies: one code an act, names once and again, and what is asked about time."""

from __future__ import annotations

import pytest

from carescore import readers
from carescore.annotate import Signals
from carescore.codes import Codes
from carescore.codes._courtesy_patterns import expects
from carescore.segmentation import segment

HELLO = "Good morning, how can I help you?"


def kinds(*staff: str) -> list[tuple[str, str]]:
    """(kind, quote) of the acts in staff turns, a patient's turn after each."""
    rows = [row for text in staff for row in (("Nurse", text), ("Patient", "It hurts here."))]
    dialogue = segment(readers.read(rows))
    codes = Codes(dialogue, Signals(dialogue))
    return [(code.kind, codes.text(code)) for code in codes["courtesies"]]


def of_kind(kind: str, *staff: str) -> list[str]:
    return [text for found, text in kinds(*staff) if found == kind]


def test_a_greeting_that_gives_thanks_is_both() -> None:
    assert of_kind("thanks", "Thank you for calling Lakeside Clinic.") == ["Thank you for calling"]
    assert of_kind("greeting", "Thank you for calling Lakeside Clinic.") == ["Thank you for calling"]
    assert of_kind("thanks", HELLO) == []


@pytest.mark.parametrize(
    ("greeting", "again", "names"),
    [
        ("Hi, Rosa.", "Okay, Rosa, sit down.", ["Hi, Rosa", "Rosa"]),
        ("Hi, Rosa.", "Is it worse at night, Rosa?", ["Hi, Rosa", "Rosa"]),
        ("Hi, Rosa.", "The Rosa clinic is closed.", ["Hi, Rosa"]),
        ("Hello, Mrs. Diaz.", "Okay, Diaz, sit down.", ["Hello, Mrs. Diaz", "Diaz"]),
        ("Hi, Ann.", "Okay, Ann, sit down.", ["Hi, Ann", "Ann"]),
        ("Hi, Al.", "Okay, Al, sit down.", ["Al"]),  # too short to tell from other words
        ("Hi, Al. Hello, Bo.", "Is it worse?", ["Al"]),
        ("Hello, [NAME].", "Name, please?", ["Hello, [NAME]"]),
        ("Hello, [NAME].", "[NAME], sit down.", ["Hello, [NAME]", "[NAME]"]),
        ("What should I call you?", "You, um, wait.", ["What should I call you"]),
        ("What would you like to be called?", "Called, you say?", ["What would you like to be called"]),
        ("Hello, Hello.", "Is it worse?", []),
        ("Hello, Mister Diaz.", "Is it worse?", ["Hello, Mister Diaz"]),
        ("Is it sore?", "Right, Mister Diaz.", ["Mister Diaz"]),
        ("Is it sore?", "That is for Ms. Lee and Mr. Diaz.", []),  # told of, not spoken to
        ("Is it sore?", "Okay, mister man.", []),
        ("Uhm, hello Rosa.", "Is it worse?", ["Uhm, hello Rosa"]),
        ("Hi Grandma, come in.", "Is it worse?", []),  # what one is called is no name
    ],
)
def test_the_patients_name_once_and_again(greeting: str, again: str, names: list[str]) -> None:
    assert of_kind("patient_name", greeting, again) == names


@pytest.mark.parametrize(("turn", "found"), [(4, ["Ben"]), (5, [])])
def test_people_introduce_themselves_in_their_first_four_turns(turn: int, found: list[str]) -> None:
    said = ["Where does it hurt?"] * (turn - 1)
    names = of_kind("own_name", *said, "I'm Ben, by the way.")
    assert bool(names) is bool(found) and all("Ben" in name for name in names)


def test_a_name_that_only_its_capital_shows_stands_where_it_is_said() -> None:
    assert of_kind("own_name", "Good morning, I'm Ana Li. Come in.") == ["Ana Li"]


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("Anna, good morning. I'm Ann.", "own_name", (24, 27)),
        ("Bob is out today. Hello, Bo.", "patient_name", (25, 27)),
    ],
)
def test_a_name_is_no_part_of_another(text: str, kind: str, place: tuple[int, int]) -> None:
    dialogue = segment(readers.read([("Nurse", text), ("Patient", "It hurts here.")]))
    found = [code for code in Codes(dialogue, Signals(dialogue))["courtesies"] if code.kind == kind]
    assert [(code.start, code.end) for code in found] == [place]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("It takes, uhm, eleven minutes.", ["takes, uhm, eleven minutes"]),
        ("It takes seventy-two hours.", ["takes seventy-two hours"]),
        ("It takes eleven people.", []),
    ],
)
def test_a_time_in_any_number(text: str, times: list[str]) -> None:
    assert of_kind("time", text) == times


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It takes ten minutes.", True),
        ("It takes ten minutes", True),
        ("Has it been ten minutes?", False),
        ("How long is it, ten minutes.", False),
        ("Okay. How long is it, ten minutes.", False),
        ("How long? It takes ten minutes.", True),
        ("Is it sore? It takes ten minutes.", True),
        ("It takes ten minutes. Is that fine?", True),
        ("Wait! ten minutes? Yes.", False),
    ],
)
def test_a_time_is_told_or_asked_about(text: str, told: bool) -> None:
    assert expects(text, text.index("ten")) is told
