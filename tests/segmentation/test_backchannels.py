"""backchannels: short listener signals that hang on the other's turn."""

from __future__ import annotations

import pytest

from carescore import Utterance
from carescore.segmentation.backchannels import find, is_acknowledgement


@pytest.mark.parametrize("text", ["Mm-hm.", "Uh-huh", "Okay.", "Yeah, right.", "I see.", "Oh, wow!", "mm hmm"])
def test_acknowledgements(text: str) -> None:
    assert is_acknowledgement(text)


@pytest.mark.parametrize("text", ["", "Okay, Monday.", "Yeah?", "No.", "I see it there now.", "Of", "It is."])
def test_no_acknowledgements(text: str) -> None:
    assert not is_acknowledgement(text)


def rows(*pairs: tuple[str, str]) -> list[Utterance]:
    return [Utterance(speaker, text) for speaker, text in pairs]


CASES = [
    (rows(("A", "And then"), ("B", "Mm-hm."), ("A", "it broke."), ("B", "Which one?")), {1: 0}),
    (rows(("A", "Does it hurt?"), ("B", "Yeah."), ("A", "Where?"), ("B", "Here.")), {}),  # an answer
    (rows(("A", "It broke."), ("B", "Okay.")), {}),  # nobody goes on
    (rows(("A", "It broke"), ("B", "Okay."), ("B", "Which one?"), ("A", "This.")), {}),  # B goes on
    (rows(("A", "It broke"), ("B", "Okay."), ("B", "I see."), ("A", "at night."), ("B", "Which?")), {1: 0, 2: 0}),
    (rows(("A", "It broke"), ("B", "Okay."), ("A", "at night.")), {}),  # B says nothing else: keep the turn
]


@pytest.mark.parametrize(("utterances", "found"), CASES)
def test_find(utterances: list[Utterance], found: dict[int, int]) -> None:
    assert find(utterances) == found


def test_a_long_signal_takes_the_floor() -> None:
    long = [
        Utterance("A", "And then", 0, 3000),
        Utterance("B", "Right.", 3000, 6000),
        Utterance("A", "it.", 6000, 7000),
    ]
    assert find([*long, Utterance("B", "Which one?", 7000, 8000)]) == {}


def test_inside_a_question_it_is_still_a_signal() -> None:
    spoken = [Utterance("A", "When you chew does it hurt?", 0, 5000), Utterance("B", "Mm-hm.", 1500, 2000)]
    assert find([*spoken, Utterance("B", "It does.", 5100, 6000)]) == {1: 0}


@pytest.mark.parametrize(("text", "one"), [("Okay, okay, okay.", True), ("Okay, okay, okay, okay.", False)])
def test_three_words_at_most(text: str, one: bool) -> None:
    assert is_acknowledgement(text) is one


Row = tuple[str, str, int | None, int | None]
ASKS, MORE = ("B", "Which one?", 20_000, 21_000), ("A", "in two.", 5000, 6000)
TIMED: list[tuple[list[Row], dict[int, int]]] = [
    ([("A", "It broke", 0, 2000), ("B", "Okay.", 2000, 3500), MORE, ASKS], {1: 0}),
    ([("A", "It broke", 0, 2000), ("B", "Okay.", 2000, 3501), MORE, ASKS], {}),  # so long a word takes the floor
    ([("A", "Does it hurt?", 0, 5000), ("B", "Okay.", 4500, 4900), MORE, ASKS], {1: 0}),  # said inside the question
    ([("A", "Does it hurt?", 0, 5000), ("B", "Okay.", 4501, 4900), MORE, ASKS], {}),  # an answer
    ([("A", "It broke", 0, 2000), ("B", "Okay.", 2000, 2001), MORE, ASKS], {1: 0}),
    ([("A", "It broke", 0, 2000), ("B", "Okay.", 1900, 2000), MORE, ASKS], {}),  # three seconds of silence after it
    ([("A", "It broke", 0, 2000), ("B", "Okay.", 1900, 2300), MORE, ("A", "Yes.", 9000, 9500), ASKS], {1: 0}),
    ([("A", "It broke", 0, 2000), ("B", "Okay.", None, None), MORE, ASKS], {1: 0}),
    ([("A", "It broke", 0, 2000), ("B", "Okay.", 2000, None), MORE, ASKS], {1: 0}),
    ([("A", "It broke", 0, None), ("B", "Okay.", 2000, 2400), MORE, ASKS], {1: 0}),
    ([("B", "Which one?", 0, 900), ("A", "It broke", 1000, 2000), ("B", "Okay.", 2000, 2400)], {}),  # nobody goes on
]


@pytest.mark.parametrize(("rows", "found"), TIMED)
def test_times_tell_a_signal_from_an_answer(rows: list[Row], found: dict[int, int]) -> None:
    assert find([Utterance(*row) for row in rows]) == found
