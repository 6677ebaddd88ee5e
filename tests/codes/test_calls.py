"""What only a phone call has: where it is answered, who is named, and which words ask for a transfer."""

from __future__ import annotations

import pytest
from conftest import timed

from carescore import readers
from carescore.annotate import Signals
from carescore.codes import Code, Codes
from carescore.segmentation import segment

HI, WHERE = ("Patient", "Hi, I'm calling about a tooth."), ("Nurse", "Where does it hurt?")


def found(*rows: tuple[str, str]) -> list[tuple[str, int, str]]:
    """(kind, turn, quote)."""
    dialogue = segment(readers.read(list(rows)))
    codes = Codes(dialogue, Signals(dialogue))
    return [(code.kind, code.turn, codes.text(code)) for code in codes["calls"]]


def of_kind(kind: str, *rows: tuple[str, str]) -> list[tuple[int, str]]:
    return [(turn, quote) for one, turn, quote in found(*rows) if one == kind]


@pytest.mark.parametrize(
    ("before", "answered"),
    [([], True), ([WHERE, HI], True), ([WHERE, HI, WHERE, HI], False)],  # two turns of staff
)
def test_the_phone_is_answered_in_the_first_two_turns_of_staff(before: list[tuple[str, str]], answered: bool) -> None:
    text = "This is Ana from Hillside Dental."
    rows = [*before, ("Nurse", text), HI]
    assert of_kind("answers", *rows) == ([(len(before), text)] if answered else [])
    assert bool(of_kind("own_name", *rows)) is answered and bool(of_kind("organisation", *rows)) is answered


@pytest.mark.parametrize(("asides", "called"), [(2, True), (3, False)])
def test_a_caller_says_who_is_calling_in_three_turns(asides: int, called: bool) -> None:
    rows = [row for _ in range(asides) for row in (("Patient", "It hurts."), WHERE)]
    text = "My name is Rosa Diaz."
    assert of_kind("caller_name", *rows, ("Patient", text)) == ([(2 * asides, text)] if called else [])


@pytest.mark.parametrize(("length", "heard"), [(284, True), (285, False)])
def test_the_office_is_named_within_three_hundred_characters(length: int, heard: bool) -> None:
    text = f"{'x' * length} Hillside Dental, good morning."  # its end is at length + 16
    assert bool(of_kind("organisation", ("Nurse", text), HI)) is heard


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("this is ana", "this is ana"),  # nothing is in capitals
        ("Well, this is ana", None),
        ("Well, this is [NAME]", "this is [NAME]"),
        ("Ana speaking.", "Ana speaking"),
    ],
)
def test_a_name_without_capitals_is_told_by_its_place(text: str, name: str | None) -> None:
    assert [quote for _, quote in of_kind("own_name", ("Nurse", text), HI)] == ([name] if name else [])


OK, CONNECT = "Is that okay?", "Let me transfer you to billing."


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (f"{CONNECT} If that's okay.", True),
        ("I'll look it up, if that's okay.", False),
    ],
)
def test_whether_it_is_okay_asks_for_a_transfer_where_one_is_made(text: str, asked: bool) -> None:
    kinds = [kind for kind, _, _ in found(("Nurse", "Hillside Dental, this is Ana."), HI, ("Nurse", text))]
    assert ("transfer_ask" in kinds) is asked and ("transfer" in kinds) is (CONNECT in text)


def holds(text: str) -> list[str]:
    dialogue = segment(readers.read([("Nurse", text), HI]))
    codes: list[Code] = list(Codes(dialogue, Signals(dialogue))["calls"])
    return [code.attributes["on_hold"] for code in codes if code.attributes]


@pytest.mark.parametrize(("text", "held"), [("Can you hold, please?", "no"), ("May I put you on hold?", "yes")])
def test_a_hold_that_names_the_line_is_said_on_the_phone(text: str, held: str) -> None:
    assert holds(text) in ([held], [])


ASKED = ("Nurse", 0, 4000, "Hillside Dental, this is Kim. May I put you on hold?")
SURE = ("Patient", 4100, 5000, "Sure, that is fine.")


@pytest.mark.parametrize(
    ("rows", "in_time"),
    [
        ([ASKED, SURE, ("Nurse", 65_000, 66_000, "Thanks for holding.")], "yes"),
        ([ASKED, SURE, ("Nurse", 65_001, 66_000, "Thanks for holding.")], "no"),
        # staff thank for the answer before they go
        ([ASKED, SURE, ("Nurse", 5100, 6000, "Thank you."), ("Nurse", 66_001, 67_000, "I am back.")], "no"),
        ([ASKED, SURE, ("Nurse", 5100, 6000, "Thank you."), ("Nurse", 66_000, 67_000, "I am back.")], "yes"),
        # who holds asks whether anybody is there
        ([ASKED, SURE, ("Patient", 65_001, 66_000, "Hello?"), ("Nurse", 66_100, 67_000, "I am back.")], "no"),
        ([(*row[:2], None, row[3]) for row in (ASKED, SURE, ("Nurse", 9000, None, "Thanks for holding."))], None),
        ([ASKED, SURE, ("Nurse", None, None, "Thanks for holding.")], None),  # its times are estimated
    ],
)
def test_staff_are_back_in_time(rows: list[tuple[str, int | None, int | None, str]], in_time: str | None) -> None:
    dialogue = segment(readers.read(timed(*rows, ("Patient", 70_000, None, "It hurts."))))
    found = [code for code in Codes(dialogue, Signals(dialogue))["calls"] if code.kind == "hold_back"]
    assert [code.attributes["in_time"] for code in found] == ([in_time] if in_time else [])
