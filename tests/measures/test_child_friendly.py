"""child_friendly: tell-show-do, praise, children's words; fear words and threats against."""

from __future__ import annotations

import pytest
from conftest import quotes, scored, talk

import carescore
from carescore.measures import Rate, Score
from carescore.measures.child_friendly import MEASURE

NAME = "child_friendly"
HELLO = [("S", "Hi buddy, hello Mom."), ("C", "Hello."), ("P", "Hi.")]
HITS = [
    ("First I'll count your teeth.", "tell"),
    ("Let me tell you what comes next.", "tell"),
    ("Feel it on your finger.", "show"),
    ("Now I do just what I showed you.", "do"),
    ("Here we go, just like that.", "do"),
    ("You kept your hand so still.", "praise"),
    ("Great job opening so wide.", "praise"),
    ("This gives you a tooth picture.", "child word"),
    ("Now comes the needle.", "fear word"),
    ("It won’t hurt.", "fear word"),
    ("Be a big boy now.", "threat"),
    ("If you don't open, Mom goes out.", "threat"),
]
NEAR_MISSES = ["Good boy.", "You kept the letter, I think.", "How was school?"]


def child(*rows: tuple[str, str]) -> Score:
    return carescore.score(talk(*HELLO, *rows), only=[NAME]).scores[NAME]


def test_slots_are_no_count_of_quotes() -> None:
    score = child(("S", "First I'll count your teeth. Be a big boy now."), ("P", "Okay."))
    assert isinstance(score.overall, Rate) and score.overall.count != len(score.evidence)
    assert not MEASURE.counts


@pytest.mark.parametrize(("text", "label"), HITS)
def test_hits(text: str, label: str) -> None:
    assert label in [found for found, _ in quotes(talk(*HELLO, ("S", text), ("P", "Okay.")), NAME)]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses(text: str) -> None:
    assert quotes(talk(*HELLO, ("S", text), ("P", "Okay.")), NAME) == []


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        ([("S", "First I'll count. Feel it. Here we go. You kept so still. A tooth picture!"), ("P", "Wow.")], 100.0),
        ([("S", "First I'll count. Feel it. Here we go."), ("P", "Wow.")], 60.0),
        ([("S", "First I'll count. It won't hurt."), ("P", "Hm.")], 0.0),
        ([("S", "Here comes the shot. Be a big boy."), ("P", "No!")], 0.0),
        ([("S", "Hold still. Now the x-ray."), ("P", "No!")], 0.0),
    ],
)
def test_slots(rows: list[tuple[str, str]], value: float) -> None:
    score = child(*rows)
    assert score.overall is not None and score.overall.value == value


def test_plain_words_to_the_parent_are_no_fear_words() -> None:
    text = "He needs a needle to numb it, and then the drill."
    score = child(("S", "Let's get a tooth picture."), ("C", "What then?"), ("S", text), ("C", "Oh."))
    assert score.figures["fear_words"].value == 0.0
    assert child(("S", text), ("P", "Oh.")).figures["fear_words"].value != 0.0


@pytest.mark.parametrize(
    "rows",
    [
        [("S", "Now comes the needle."), ("P", "Okay.")],
        [("S", "First I'll numb it. Feel it?"), ("P", "A little.")],
        [("S", "Sweetie, sign here."), ("P", "Okay.")],
    ],
)
def test_adults_are_no_occasion(rows: list[tuple[str, str]]) -> None:
    assert not carescore.score(talk(*rows), only=[NAME]).scores[NAME].applicable


def test_a_label_can_say_that_a_child_speaks() -> None:
    rows = [{"speaker": "Dentist", "text": "Open up, now the x-ray."}, {"speaker": "Child", "text": "No."}]
    score = carescore.score(rows, roles={"Dentist": "staff", "Child": "patient"}, only=[NAME]).scores[NAME]
    assert score.overall is not None and score.overall.value == 0.0


@pytest.mark.xfail(strict=True, reason="a story of the dentist's own making; the tokenizer cuts 'Mr.' two ways")
@pytest.mark.parametrize("text", ["The little bees buzz on the flower now.", "Mr. Thirsty drinks it up."])
def test_known_failures(text: str) -> None:
    assert quotes(talk(*HELLO, ("S", text), ("P", "Bzz.")), NAME)


def test_two_childrens_words_are_a_child_and_one_where_a_parent_is() -> None:
    one, two = "Here comes the tooth picture.", "Here comes the tooth picture, buddy."
    assert not scored(talk(("P", "It is the left one."), ("S", one)), "child_friendly").applicable
    assert scored(talk(("P", "It is the left one."), ("S", two)), "child_friendly").applicable
    assert scored(talk(("C", "Hi."), ("P", "It is the left one."), ("S", one)), "child_friendly").applicable


@pytest.mark.parametrize(("text", "praised"), [("You kept your hand still.", True), ("You kept that up.", False)])
def test_praise_names_what_was_done(text: str, praised: bool) -> None:
    rows = talk(("P", "It is the left one."), ("S", f"Tooth picture, buddy. {text}"))
    assert ("praise" in [label for label, _ in quotes(rows, "child_friendly")]) is praised


def test_a_turn_between_the_parents_turns_is_not_to_the_child() -> None:
    said = ("S", "You kept your hand so still.")
    assert [label for label, _ in quotes(talk(*HELLO, said, ("P", "Okay.")), NAME)] == ["praise"]
    between = talk(*HELLO, ("C", "She is good."), said, ("C", "Thank you."))
    assert quotes(between, NAME) == []
    last = talk(*HELLO, ("C", "She is good."), said)
    assert quotes(last, NAME) == []
    first = talk(said, ("C", "She is good."), *HELLO)
    assert quotes(first, NAME) == []
    one_side = talk(*HELLO, ("C", "She is good."), said, ("P", "Okay."))
    assert [label for label, _ in quotes(one_side, NAME)] == ["praise"]
