"""What stands around a find: who heard a feeling, whose relatives were asked for, who asks what a term means."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from conftest import talk

from carescore import readers
from carescore.annotate import Signals
from carescore.codes import Code, Codes
from carescore.measures import jargon_density
from carescore.segmentation import segment
from carescore.skills.around import (
    is_family_history,
    is_heard,
    is_no_feeling,
    is_to_patient,
    is_trouble,
    is_wall,
    nearest,
    staff_after,
)
from carescore.skills.moments import candidates


def given(*said: tuple[str, str], empathy: tuple[Code, ...] = (), chances: dict[str, float] | None = None) -> Any:
    """Codes of turns (side, text) with this empathy; chances: head → the probability of every turn, 0 for others."""
    codes: Any = type("Given", (dict,), {})({"empathy": empathy})
    turns = tuple(SimpleNamespace(index=i, side=side, text=text) for i, (side, text) in enumerate(said))
    codes.dialogue = SimpleNamespace(turns=turns)
    judged = SimpleNamespace(probabilities=lambda head: [(chances or {}).get(head, 0.0)] * len(turns))
    codes.signals = SimpleNamespace(judged=judged)
    codes.once = lambda work: work(codes)
    return codes


@pytest.mark.parametrize(
    ("kind", "empathy", "chances", "heard"),
    [
        ("missed_feeling", None, {"empathy": 0.19, "met": 0.19}, False),
        ("missed_feeling", None, {"empathy": 0.2, "met": 0.0}, True),
        ("missed_feeling", None, {"empathy": 0.0, "met": 0.2}, True),
        ("missed_feeling", "own words", {"empathy": 0.0, "met": 0.0}, True),
        ("half_met_feeling", None, {"empathy": 0.2, "met": 0.19}, False),
        ("half_met_feeling", None, {"empathy": 0.0, "met": 0.2}, True),
        ("half_met_feeling", "own words", {"empathy": 0.2, "met": 0.0}, False),
        ("half_met_feeling", "naming", {"empathy": 0.0, "met": 0.0}, True),
    ],
)
def test_a_feeling_that_the_next_words_take_up_is_not_shown_as_missed(
    kind: str, empathy: str | None, chances: dict[str, float], heard: bool
) -> None:
    own = (Code(1, 0, 1, "empathy", {"kind": empathy}),) if empathy else ()
    codes = given(("patient", "I was scared."), ("staff", "Okay."), empathy=own, chances=chances)
    assert is_heard(codes, kind, 0) is heard
    assert not is_heard(codes, kind, 1)  # nobody answers


@pytest.mark.parametrize(
    ("kind", "answer", "heard"),
    [
        ("half_met_feeling", "I'm so sorry. How old was he?", True),
        ("half_met_feeling", "How old was he?", False),
        ("half_met_feeling", "Yeah, certainly would be frightening.", True),
        ("half_met_feeling", "It is certainly a blood test.", False),
        ("missed_feeling", "No, that's definitely concerning.", True),
        ("missed_feeling", "Sorry, spell that for me?", False),
    ],
)
def test_sorrow_is_said_before_information(kind: str, answer: str, heard: bool) -> None:
    assert is_heard(given(("patient", "I was scared."), ("staff", answer)), kind, 0) is heard


@pytest.mark.parametrize(
    ("asked", "history"),
    [
        ("Any illnesses in the family?", True),
        ("And your mother?", True),
        ("Did an uncle or your grandfather have it?", True),
        ("How is your husband?", False),  # asked for the patient's own sake
        ("And your daughter?", False),
        ("How have you been?", False),
        ("Are you familiar with it?", False),
    ],
)
def test_what_befell_relatives_is_told_as_a_fact(asked: str, history: bool) -> None:
    codes = given(("staff", asked), ("patient", "She died."))
    assert is_family_history(codes, 1) is history
    assert not is_family_history(codes, 0)  # nobody asked


@pytest.mark.parametrize(
    ("first", "second", "heard"),
    [
        ("Any allergies?", "That must have been tough.", True),
        ("Any allergies?", "And the dose?", False),
        ("Wow, that sounds kind of stressful.", "And the dose?", True),
        ("I can imagine.", "And the dose?", True),
        ("This has been a long road for you.", "And the dose?", True),
        ("It is a long tablet.", "And the dose?", False),
        ("You must take it twice.", "And the dose?", False),
    ],
)
def test_two_staff_turns_may_hear_what_was_said(first: str, second: str, heard: bool) -> None:
    codes = given(("patient", "I was scared."), ("staff", first), ("patient", "No."), ("staff", second))
    assert is_heard(codes, "missed_feeling", 0) is heard
    assert [one.index for one in staff_after(codes.dialogue.turns, 0)] == [1, 3]


@pytest.mark.parametrize(
    ("kind", "words", "place", "heard"),
    [
        ("missed_feeling", "That must have been tough.", 2, True),
        ("missed_feeling", "It was a good idea to come in.", 2, True),
        ("missed_feeling", "Dang, that sucks.", 2, True),
        ("missed_feeling", "A good day to you.", 2, False),
        ("missed_feeling", "That must have been tough.", 3, False),  # the third staff turn comes too late
        ("half_met_feeling", "I'm so sorry.", 1, True),
        ("half_met_feeling", "I'm so sorry.", 2, False),  # information came first
    ],
)
def test_how_late_a_feeling_may_be_taken_up(kind: str, words: str, place: int, heard: bool) -> None:
    said = [("patient", "I was scared.")]
    for number in (1, 2, 3):
        said += [("staff", words if number == place else "Any allergies?"), ("patient", "No.")]
    assert is_heard(given(*said), kind, 0) is heard


@pytest.mark.parametrize(
    ("before", "heard"),
    [
        ((("staff", "Wow, that must be scary."),), True),
        ((("staff", "How did you feel?"),), False),
        ((("staff", "That must be scary."), ("patient", "Mm.")), False),  # not the words just before
        ((), False),
    ],
)
@pytest.mark.parametrize("kind", ["missed_feeling", "half_met_feeling"])
def test_a_feeling_that_staff_have_just_named_is_not_missed(
    kind: str, before: tuple[tuple[str, str], ...], heard: bool
) -> None:
    codes = given(*before, ("patient", "Yes, it was scary."), ("staff", "Any allergies?"))
    assert is_heard(codes, kind, len(before)) is heard


TERMS = ("cholecystitis", "orthopnea", "arthralgia")


@pytest.mark.parametrize(
    ("n", "words", "reply", "trouble"),
    [
        (3, 20, "Okay.", True),
        (2, 20, "Okay.", False),
        (3, 19, "Okay.", False),  # a list, which patients answer as if they knew
        (3, 120, "Okay.", True),
        (3, 121, "Okay.", False),  # lost in a long speech
        (1, 20, "Okay.", False),
        (1, 4, "What is that?", True),
        (1, 4, "Which bone is that?", True),
        (1, 4, "What does that mean?", True),
        (1, 121, "I don't understand.", True),
        (1, 4, "Is there a treatment?", False),
        (1, 4, "What do you think?", False),
    ],
)
def test_a_term_is_trouble_among_others_or_where_the_patient_asks(
    n: int, words: int, reply: str, trouble: bool
) -> None:
    said = f"You have {' and '.join(TERMS[:n])}"
    filled = " ".join([said, *["today"] * (words - len(said.split()))])
    dialogue = segment(readers.read(talk(("P", "Hi."), ("S", filled), ("P", reply))))
    codes = Codes(dialogue, Signals(dialogue))
    assert is_trouble(codes, 1) is trouble


@pytest.mark.parametrize(
    ("n", "kinds"),
    [
        (5, {"jargon"}),  # one of several
        (6, {"jargon_wall"}),  # too many to name one
    ],
)
def test_from_six_terms_on_a_turn_is_shown_as_a_wall_and_not_by_one_of_them(n: int, kinds: set[str]) -> None:
    many = ("cholecystitis", "orthopnea", "arthralgia", "dyspnea", "paresthesia", "hepatomegaly")
    text = f"You have {' and '.join(many[:n])}, and we will look after you here until it is better."
    dialogue = segment(readers.read(talk(("P", "Hi."), ("S", text), ("P", "Okay."))))
    codes = Codes(dialogue, Signals(dialogue))
    scores = {"jargon_density": jargon_density.score(codes)}
    assert {one.feedback.kind for one in candidates(codes, scores)} == kinds


@pytest.mark.parametrize(
    ("after", "wall"),
    [
        ("", True),
        ("So what does that mean? Your gallbladder is swollen.", False),
        ("What does all of this mean? Your gallbladder is swollen.", False),
        ("In plain words: your gallbladder is swollen.", False),
        ("I mean it.", True),
        ("What do they say at home?", True),
    ],
)
def test_terms_that_are_put_into_plain_words_together_are_no_wall(after: str, wall: bool) -> None:
    many = ("cholecystitis", "orthopnea", "arthralgia", "dyspnea", "paresthesia", "hepatomegaly")
    said = f"You have {' and '.join(many)}. {after}"
    dialogue = segment(readers.read(talk(("P", "Hi."), ("S", said), ("P", "Okay."))))
    assert is_wall(Codes(dialogue, Signals(dialogue)), 1) is wall


LATE = "My mother was ninety, and that was long ago, but in March my wife suddenly died"


@pytest.mark.parametrize(
    ("kind", "asked", "text", "quote", "moment", "none"),
    [
        ("explicit", "And your mother?", "She died, I'm scared", "scared", "half_met_feeling", False),
        ("explicit", "Any medical conditions?", "I have anxiety", "anxiety", "missed_feeling", True),
        ("explicit", "Any medical conditions?", "I have anxiety about it", "anxiety about it", "missed_feeling", False),
        ("explicit", "How have you been?", "So much anxiety", "anxiety", "missed_feeling", False),
        ("cue", "How is it?", "I never thought I'd end up like this", "end up like this", "missed_feeling", False),
        ("cue", "How is it?", "I never thought I'd end up like this", "end up like this", "half_met_feeling", True),
        ("cue", "How is it?", "My knee gives way and I fell", "knee gives way and I fell", "missed_feeling", True),
        ("cue", "Anything in the family?", "I'd rather not know", "rather not know", "missed_feeling", True),
        ("event", "How is it?", "My wife died in March", "died", "missed_feeling", False),
        ("event", "How is it?", "My father died in March", "died", "missed_feeling", True),
        ("event", "How is it?", LATE, "died", "missed_feeling", False),  # the mother stands too far before
    ],
)
def test_what_is_too_little_to_be_called_missed(
    kind: str, asked: str, text: str, quote: str, moment: str, none: bool
) -> None:
    codes = given(("staff", asked), ("patient", text))
    start = text.index(quote)
    opening = Code(1, start, start + len(quote), "opening", {"kind": kind})
    assert is_no_feeling(codes, opening, moment) is none
    assert not is_no_feeling(codes, None, moment)


@pytest.mark.parametrize(
    ("sides", "told"), [("psp", True), ("sps", True), ("ss", False), ("pss", False), ("ssp", True)]
)
def test_a_term_is_told_where_the_patient_speaks_beside_it(sides: str, told: bool) -> None:
    names = {"s": "staff", "p": "patient"}
    codes = given(*((names[side], "Yes.") for side in sides))
    place = len(sides) - 1 if sides == "pss" else max(i for i, side in enumerate(sides) if side == "s")
    assert is_to_patient(codes, place) is told


@pytest.mark.parametrize(("turn", "step", "found"), [(0, 1, 1), (1, 1, 3), (3, 1, None), (2, -1, 1), (1, -1, None)])
def test_the_nearest_turn_of_a_side(turn: int, step: int, found: int | None) -> None:
    turns = [SimpleNamespace(side=side) for side in ("patient", "staff", "patient", "staff")]
    assert nearest(turns, turn, "staff", step) == found  # type: ignore[arg-type]  # of a turn only its side is asked
    assert step < 0 or nearest(turns, turn, "staff") == found  # type: ignore[arg-type]
