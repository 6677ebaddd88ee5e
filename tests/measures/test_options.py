"""options: alternatives in one choice; slots and threats are none; no choice, no score."""

from __future__ import annotations

import pytest
from conftest import quotes, scored, talk

SIZES = [
    ("We could split the payment, or we could look at the discount plan.", 2.0),
    ("There are two ways we can do this.", 2.0),
    ("There are three options here.", 3.0),
    ("There are several ways we can treat this: a filling or a crown.", 2.0),
    ("Either we do a filling today, or we could wait.", 2.0),
    ("There are several ways we can treat this.", 1.0),  # none of them is named
    ("Would you like a video visit or should I keep the slot here?", 2.0),
    ("One option is a filling. Another option is a crown. Or we could wait.", 3.0),
    ("If you'd rather wait, we can leave it for now.", 2.0),
]
NONE = [
    "Either you calm down or I'll hang up.",
    "Would you like a seat?",
    "You can also get it from the sun.",
    "Do you want it or not?",
    "Do you want to pay now, or do you want a plan, or what?",
]


@pytest.mark.parametrize(("text", "size"), SIZES)
def test_sizes(text: str, size: float) -> None:
    score = scored(talk(("P", "And now?"), ("S", text)), "options")
    assert score.overall is not None and score.overall.value == size


@pytest.mark.parametrize("text", NONE)
def test_near_misses(text: str) -> None:
    assert scored(talk(("P", "I see."), ("S", text)), "options").applicable is False


def test_two_dates_are_one_way() -> None:
    rows = talk(("P", "When?"), ("S", "Do you want Tuesday at 9 or Friday at 3?"))
    score = scored(rows, "options")
    assert score.overall is not None and score.overall.value == 1.0
    assert [label for label, _ in quotes(rows, "options")] == ["slots"]


def test_a_choice_without_options_is_0() -> None:
    score = scored(talk(("P", "What are my options?"), ("S", "You take the tablets.")), "options")
    assert score.overall is not None and score.overall.value == 0.0


def test_alternatives_far_apart_are_two_choices() -> None:
    far = [("P", "I see."), ("S", "Right.")] * 4
    rows = talk(("S", "Another option is a crown."), *far, ("S", "Another way is to call."))
    assert scored(rows, "options").figures["choices"].value == 2.0


@pytest.mark.xfail(strict=True, reason="known failure: alternatives without any of the words of choosing")
def test_bare_alternatives() -> None:
    score = scored(talk(("P", "And now?"), ("S", "A filling takes an hour. A crown lasts longer.")), "options")
    assert score.overall is not None and score.overall.value == 2.0


@pytest.mark.parametrize(
    ("between", "most"),
    [([("P", "And?"), ("C", "And then?")], 3.0), ([("P", "And?"), ("C", "And then?"), ("P", "Which one?")], 2.0)],
)
def test_alternatives_within_three_turns_are_one_choice(between: list[tuple[str, str]], most: float) -> None:
    rows = talk(("S", "Another option is a crown."), *between, ("S", "An alternative is a bridge."))
    assert scored(rows, "options").value == most
