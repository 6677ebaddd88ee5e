"""Apologies: politeness, condolences and grades, by what stands around a sorry."""

from __future__ import annotations

import pytest

from carescore import readers
from carescore.annotate import Signals
from carescore.codes.apologies import apologies
from carescore.segmentation import segment


def found(text: str, felt: bool = False) -> list[tuple[str, str]]:
    """(kind, elements) of the apologies of a staff turn, and ("condolence", "")."""
    dialogue = segment(readers.read([("Patient", "It was awful."), ("Nurse", text)]))
    sorry, sorrow = apologies(dialogue, Signals(dialogue), {0} if felt else set())
    graded = [(one.kind, " ".join(sorted(one.elements))) for one in sorry]
    return graded + [(one.label, "") for one in sorrow]


@pytest.mark.parametrize(
    ("text", "felt", "wanted"),
    [
        ("That's on us.", False, [("partial", "ownership")]),
        ("There is nothing on us.", False, []),
        ("I'm sorry, come in.", False, []),  # mere politeness
        ("I'm sorry, come in.", True, [("condolence", "")]),
        ("I'm sorry, we lost your form.", False, [("full", "act ownership regret")]),
        ("I'm so sorry.", True, [("condolence", "")]),
        ("I'm so sorry.", False, []),
        ("Sorry, this is about your grandmother.", True, [("condolence", "")]),
        ("Sorry, it's the wrong person, our mistake.", False, [("full", "act ownership regret")]),  # no son
        ("Sorry?", True, []),
        ("That was our mistake, I'm sorry.", False, [("full", "act ownership regret")]),
        ("Our mistake.", False, [("full", "act ownership")]),
        ("Sorry for the wait.", False, [("partial", "act regret")]),
        ("Sorry if you were upset.", False, [("pseudo", "regret")]),
    ],
)
def test_what_a_sorry_is(text: str, felt: bool, wanted: list[tuple[str, str]]) -> None:
    assert found(text, felt) == wanted


def test_the_fullest_apology_of_a_turn_counts_and_the_first_of_equals() -> None:
    text = "Sorry for the wait. That was our mistake, I'm sorry, I'll send it today."
    assert found(text) == [("full", "act ownership regret repair")]
    dialogue = segment(
        readers.read([("Patient", "It was awful."), ("Nurse", "Sorry for the wait. Sorry for the wait.")])
    )
    (one,) = apologies(dialogue, Signals(dialogue), set())[0]
    assert one.quote.start == 0


@pytest.mark.parametrize("rows", [(0, 1), (1, 0)])
def test_an_apology_counts_beside_a_pseudo_one(rows: tuple[int, int]) -> None:
    said = ("I'm sorry if you were upset.", "I'm sorry, we lost your form, our mistake.")
    ((kind, elements),) = found(" ".join(said[row] for row in rows))
    assert kind == "full" and {"act", "ownership", "regret"} <= set(elements.split())


@pytest.mark.parametrize(("letters", "graded"), [(30, [("full", "act ownership regret")]), (31, [])])
def test_behind_a_comma_what_is_ones_own_stands_within_forty_characters(letters: int, graded: list[object]) -> None:
    assert found(f"I'm sorry, {'b' * letters} we lost it.") == graded


@pytest.mark.parametrize(("characters", "acts"), [(38, True), (39, False)])
def test_the_act_stands_within_forty_five_characters_of_its_sorry(characters: int, acts: bool) -> None:
    assert bool(found(f"I'm sorry {'x' * characters} delay")) is acts
