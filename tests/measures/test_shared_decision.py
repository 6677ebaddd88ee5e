"""shared_decision: the items of OPTION-5, where there is a choice."""

from __future__ import annotations

import pytest
from conftest import quotes, scored, talk

NAME = "shared_decision"
CHOICE = "There are two ways to go."
HITS = [
    ("The other option is to wait three months.", "choice"),
    ("We could try the tablets first, or we could go straight to the injection.", "choice"),
    ("We can figure it out together.", "team"),
    ("You don't have to decide today.", "team"),
    ("There's more than one way to treat this.", "choice"),
    ("The good thing about the crown is that it's strong.", "trade_offs"),
    ("The downside is that it stains.", "trade_offs"),
    ("One lasts longer than the other.", "trade_offs"),
    ("Which one would you prefer?", "preference"),
    ("What matters more to you, speed or cost?", "preference"),
    ("Since you want fewer visits, the crown makes sense.", "integrate"),
]
NEAR_MISSES = [
    "I recommend the crown.",
    "So we'll do the crown. Does that sound okay?",
    "Here's what we'll do.",
    "Any questions?",
    "Would you prefer morning or afternoon?",
    "The other option is Thursday morning.",
    "You don't have any other options, I'm afraid.",
    "Are you interested in sports?",
    "Bend it the other way for me.",
    "You have a cough, which sounds like a cold.",
    "Do you take anything, either prescribed or over the counter?",
]


@pytest.mark.parametrize(("text", "label"), HITS)
def test_hits(text: str, label: str) -> None:
    rows = talk(("S", CHOICE), ("P", "Okay."), ("S", text))
    assert label in [found for found, _ in quotes(rows, NAME)[1:]]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_no_occasion(text: str) -> None:
    score = scored(talk(("P", "Okay."), ("S", text)), NAME)
    assert score.overall is None and not score.applicable


@pytest.mark.xfail(strict=True, reason="options named without a word for options")
@pytest.mark.parametrize(
    "text", ["Surgery is one thing, therapy is another.", "There's the patch and there's the pill."]
)
def test_known_failures(text: str) -> None:
    assert scored(talk(("P", "Okay."), ("S", text)), NAME).applicable


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        ([("S", CHOICE)], 10.0),
        ([("S", CHOICE), ("P", "Tell me more then."), ("S", "How do you feel about that?")], 20.0),
        ([("S", "How do you feel about that?"), ("P", "Fine."), ("S", CHOICE)], 10.0),
        ([("S", CHOICE), ("P", "Tell me more then."), ("S", "So we do the crown. Does that sound okay?")], 10.0),
        ([("S", CHOICE), ("P", "Tell me more then."), ("S", "The other option is to wait.")], 15.0),
    ],
)
def test_points(rows: list[tuple[str, str]], value: float) -> None:
    score = scored(talk(*rows, ("P", "Okay.")), NAME)
    assert score.overall is not None and score.overall.value == value


def test_a_choice_that_only_the_patient_sees_is_an_occasion() -> None:
    score = scored(talk(("S", "You need a crown."), ("P", "Is there another option?"), ("S", "No.")), NAME)
    assert score.overall is not None and score.overall.value == 0.0
    said = talk(("S", "Hello."), ("P", "My sister asked is there another option."), ("S", "I see."))
    assert not scored(said, NAME).applicable


def test_an_option_and_its_but_weigh() -> None:
    text = "There are two ways to go. The paint is quick, but it turns the spot black."
    assert [label for label, _ in quotes(talk(("P", "Yes."), ("S", text)), NAME)] == ["choice", "trade_offs"]


@pytest.mark.parametrize(("between", "asked"), [(1, True), (2, False)])
def test_a_view_is_a_preference_within_two_staff_turns_of_an_option(between: int, asked: bool) -> None:
    idle = [("P", "It is the left one."), ("S", "That is how it goes.")] * between
    rows = talk(("S", "There are two options."), *idle, ("P", "It is the left one."), ("S", "What do you think?"))
    assert ("preference" in [label for label, _ in quotes(rows, "shared_decision")]) is asked


@pytest.mark.parametrize(("length", "weighed"), [(100, True), (170, False)])
def test_a_but_weighs_an_option_near_it(length: int, weighed: bool) -> None:
    rows = talk(("P", "It is the left one."), ("S", f"There are two options {'x' * length} but it has to be done."))
    assert ("trade_offs" in [label for label, _ in quotes(rows, "shared_decision")]) is weighed


@pytest.mark.parametrize(("turns", "points"), [(1, 10.0), (2, 15.0), (3, 20.0), (4, 20.0)])
def test_levels_by_turns(turns: int, points: float) -> None:
    rows = [row for _ in range(turns) for row in (("S", "Would you prefer the tablets?"), ("P", "It is the left one."))]
    assert scored(talk(*rows), "shared_decision").value == points
