"""deescalation: the ladder of the patient's anger, what staff did about it, and how far it came down."""

from __future__ import annotations

import pytest
from conftest import quotes, scored, talk

from carescore import Role
from carescore.measures.deescalation import _levels
from carescore.segmentation import Turn

NAME = "deescalation"
ANGRY = ("P", "You people never call back.")
LEVELS = [
    ("This is ridiculous.", 1),
    ("How many times do I have to spell it?", 1),
    ("I'm really fed up with waiting.", 1),
    ("You people never call back.", 2),
    ("you're useless", 2),
    ("You overcharged me.", 2),
    ("I want to speak to your manager.", 3),
    ("I'm calling my lawyer.", 3),
    ("I'll post a review about this.", 3),
    ("Cancel everything.", 3),
]
NEAR_MISSES = [
    "I'd like to leave a good review.",
    "My husband is a lawyer.",
    "They told me this is ridiculous.",
    "I'm not angry with you.",
    "You doctors are good.",
    "My mother said you people never call back.",
    "I'm leaving on Friday for the coast.",
    "We moved to a different clinic last year.",
    "I already take aspirin.",
]
UNHEARD = ["Oh, wonderful service, truly.", "I will remember your name.", "Is anybody awake over there?"]


@pytest.mark.parametrize(("text", "level"), LEVELS)
def test_levels(text: str, level: int) -> None:
    score = scored(talk(("S", "Hello."), ("P", text), ("S", "Okay.")), NAME)
    assert score.figures["peak"].value == level


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses(text: str) -> None:
    assert not scored(talk(("S", "Hello."), ("P", text), ("S", "Okay.")), NAME).applicable


@pytest.mark.parametrize("text", UNHEARD)
@pytest.mark.xfail(strict=True, reason="sarcasm and veiled threats have no words of their own")
def test_known_failures(text: str) -> None:
    assert scored(talk(("S", "Hello."), ("P", text), ("S", "Okay.")), NAME).applicable


@pytest.mark.parametrize(
    ("reply", "act"),
    [
        ("You're right, nobody called.", "reduces: agree"),
        ("That must be so frustrating.", "reduces: acknowledges"),
        ("We should have called you, I'm sorry.", "reduces: apologises"),
        ("Would you prefer a call now or at two?", "reduces: choice"),
        ("I want to hear this properly.", "reduces: listen"),
        ("Here's what I can do for you.", "reduces: solve"),
        ("Calm down.", "inflames: calm down"),
        ("That's our policy.", "inflames: policy wall"),
        ("Why didn't you call us?", "inflames: why challenge"),
        ("I understand your frustration, but no.", "inflames: hollow"),
        ("Hold please.", "inflames: hold"),
        ("If you keep shouting I'll hang up.", "inflames: threat first"),
        ("Your name? Your number? What day was it?", "inflames: stacked questions"),
    ],
)
def test_acts(reply: str, act: str) -> None:
    assert act in [label for label, _ in quotes(talk(ANGRY, ("S", reply), ("P", "Fine.")), NAME)]


def test_acts_count_only_after_a_step() -> None:
    rows = talk(("S", "Calm down."), ("P", "This is ridiculous."), ("S", "Calm down."), ("P", "Fine."))
    assert not [label for label, _ in quotes(rows, NAME) if label.startswith("inflames")]


def test_a_reason_makes_a_hold_fair() -> None:
    rows = talk(ANGRY, ("S", "Hold please, so that I can find your file."), ("P", "Fine."))
    assert "inflames: hold" not in [label for label, _ in quotes(rows, NAME)]


def test_all_the_way_down() -> None:
    rows = talk(
        *(ANGRY, ("S", "You're right, nobody called you, and I'm sorry."), ("P", "Well, it took a week.")),
        *(("S", "I'll call you back myself at two."), ("P", "Okay, thank you.")),
    )
    score = scored(rows, NAME)
    assert score.overall is not None and score.overall.value == 100.0
    assert score.figures["calmed"].value == 100.0 and score.figures["end"].value == 0.0
    assert (score.figures["reduce"].value or 0) >= 2 and score.figures["inflame"].value == 0.0


def test_it_stays_where_it_was() -> None:
    rows = talk(ANGRY, ("S", "That's our policy."), ("P", "You're useless."))
    score = scored(rows, NAME)
    assert score.overall is not None and score.overall.value == 0.0


@pytest.mark.parametrize("text", ["I'm hanging up.", "I'll go elsewhere.", "Forget it. [hangs up]"])
def test_an_exit_is_no_success(text: str) -> None:
    score = scored(talk(ANGRY, ("S", "That's our policy."), ("P", text)), NAME)
    assert score.figures["end"].value == 3.0 and score.overall is not None and score.overall.value == 0.0


def test_violence_is_quoted_and_not_scored() -> None:
    score = scored(talk(ANGRY, ("S", "Hold please."), ("P", "I'm going to hit you."), ("S", "Sir.")), NAME)
    assert score.overall is None and not score.applicable and [e.label for e in score.evidence] == ["danger"]


def test_shouting_is_one_step_more() -> None:
    rows = talk(("S", "Hello."), ("P", "THIS IS RIDICULOUS! I HAVE HAD ENOUGH!"), ("S", "Okay."))
    assert scored(rows, NAME).figures["peak"].value == 2.0


def figures(*rows: tuple[str, str]) -> dict[str, float | None]:
    return {name: figure.value for name, figure in scored(talk(*rows), NAME).figures.items()}


THREAT, FLAT = ("P", "I want to speak to your manager."), ("P", "It is the left one.")


@pytest.mark.parametrize(("reply", "end"), [("It is the left one.", 2.0), ("Thank you, it is the left one.", 1.0)])
def test_a_turn_without_a_sign_is_one_step_down_and_a_thankful_one_two(reply: str, end: float) -> None:
    assert figures(("S", "Hi."), THREAT, ("S", "That is how it goes."), ("P", reply))["end"] == end


def test_acts_are_weighed_from_level_two_on() -> None:
    calm = ("S", "Here's what I can do for you.")
    assert figures(("S", "Hi."), ("P", "This is ridiculous."), calm)["reduce"] is None
    assert figures(("S", "Hi."), ("P", "you're useless"), calm)["reduce"] == 1.0


def test_three_staff_turns_answer_a_step() -> None:
    calm, idle = ("S", "Here's what I can do for you."), [("S", "That is how it goes."), FLAT]
    assert figures(THREAT, *idle * 2, calm)["reduce"] == 1.0
    assert figures(THREAT, *idle * 3, calm)["reduce"] == 0.0


def test_calmed_looks_three_patient_turns_ahead() -> None:
    kept = [("S", "That is how it goes."), THREAT]
    assert figures(THREAT, *kept * 2, ("S", "That is how it goes."), FLAT)["calmed"] == 100.0
    assert figures(THREAT, *kept * 3, ("S", "That is how it goes."), FLAT)["calmed"] == 75.0


def test_two_questions_are_not_stacked() -> None:
    labels = [label for label, _ in quotes(talk(ANGRY, ("S", "Your name? Your number?"), ("P", "Fine.")), NAME)]
    assert "inflames: stacked questions" not in labels


def test_leaving_is_leaving_in_the_last_two_patient_turns() -> None:
    leaves, idle = ("P", "I'm hanging up."), [("S", "That is how it goes."), FLAT]
    assert figures(("S", "Hi."), leaves, *idle)["end"] == 3.0
    assert figures(("S", "Hi."), leaves, *idle * 2)["end"] == 1.0


@pytest.mark.parametrize(
    ("text", "label"), [("I'm calling my lawyer.", "level 3: threat"), ("I'm hanging up.", "level 3: exit")]
)
def test_the_level_of_a_sign_is_in_its_quote(text: str, label: str) -> None:
    assert label in [name for name, _ in quotes(talk(("S", "Hello."), ("P", text), ("S", "Okay.")), NAME)]


def test_nothing_is_higher_than_a_threat() -> None:
    assert figures(("S", "Hello."), ("P", "I'm calling my lawyer!!"), ("S", "Okay."))["peak"] == 3.0


def test_acts_are_per_step_and_answers_are_as_long_as_their_words() -> None:
    found = figures(ANGRY, ("S", "That's our policy."), FLAT)
    assert (found["inflame"], found["concise"]) == (1.0, 3.0)


def test_nobody_begins_angry() -> None:
    calm = [Turn(i, "Ana", Role.PATIENT, "It hurts.", None, None) for i in (1, 3)]
    assert _levels(calm, [], set()) == [0, 0]
