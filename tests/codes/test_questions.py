"""Questions: greetings early, stacks in a turn, chains over turns."""

from __future__ import annotations

import pytest

from carescore import readers
from carescore.annotate import Signals
from carescore.codes import Codes
from carescore.segmentation import segment

CLOSED, YES = "Do you smoke?", "Yes."
LONG = " ".join(["word"] * 26)


def of(*rows: tuple[str, str]) -> list[tuple[str, int, dict[str, str]]]:
    dialogue = segment(readers.read(list(rows)))
    found = Codes(dialogue, Signals(dialogue))["questions"]
    return [(code.kind, code.turn, dict(code.attributes)) for code in found]


def chains(*rows: tuple[str, str]) -> list[dict[str, str]]:
    return [attributes for kind, _, attributes in of(*rows) if kind == "chain"]


def asked(count: int, answer: str = "It is so.") -> list[tuple[str, str]]:
    return [row for _ in range(count) for row in (("Nurse", CLOSED), ("Patient", answer))]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (asked(6), [{"questions": "6", "until": "10"}]),
        (asked(5), []),
        ([*asked(6), ("Nurse", "What is it like?"), ("Patient", "Bad.")], [{"questions": "6", "until": "10"}]),
        ([*asked(5), ("Nurse", "What is it like?"), ("Patient", "Bad."), *asked(5)], []),
        ([*asked(3), ("Nurse", CLOSED), ("Patient", LONG), *asked(3)], []),  # 26 words are no short answer
        ([*asked(3), ("Nurse", CLOSED), ("Patient", LONG[5:]), *asked(2)], [{"questions": "6", "until": "10"}]),
        ([*asked(3), *asked(3, f"{LONG[5:]} [sighs]")], [{"questions": "6", "until": "10"}]),  # no word
        (
            [*asked(6), *asked(1, LONG), *asked(6)],
            [{"questions": "7", "until": "12"}, {"questions": "6", "until": "24"}],
        ),
    ],
)
def test_six_closed_questions_with_short_answers_are_a_chain(
    rows: list[tuple[str, str]], found: list[dict[str, str]]
) -> None:
    assert chains(*rows) == found


@pytest.mark.parametrize(("text", "stacked"), [(f"{CLOSED} Do you drink?", ["2"]), (CLOSED, [])])
def test_two_questions_in_a_turn_are_stacked(text: str, stacked: list[str]) -> None:
    found = of(("Nurse", text), ("Patient", "It is so."))
    assert [attributes["questions"] for kind, _, attributes in found if kind == "stacked"] == stacked


@pytest.mark.parametrize(("turn", "kind"), [(4, "greeting"), (6, "open")])
def test_how_are_you_greets_in_the_first_six_turns(turn: int, kind: str) -> None:
    before = [row for _ in range(turn // 2) for row in (("Nurse", "I see it."), ("Patient", "It is so."))]
    assert [(one, at) for one, at, _ in of(*before, ("Nurse", "How are you?"), ("Patient", "Fine."))] == [(kind, turn)]
