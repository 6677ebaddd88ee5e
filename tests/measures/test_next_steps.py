"""next_steps: who, what and when of what staff say will happen; examinations, questions and quotes are none."""

from __future__ import annotations

import pytest
from conftest import quotes, scored, talk

HITS = [
    ("I'll call you on Thursday before noon.", "full"),
    ("Maria will call you tomorrow about the claim.", "full"),
    ("Please stop the aspirin tonight.", "full"),
    ("Come back in six months, we'll check the crown.", "full"),
    ("Take one tablet twice a day with food.", "full"),
    ("You need to get your blood checked on Monday.", "full"),
    ("We're gonna repeat the scan in 3 months.", "full"),
    ("so i wan na see you back in two weeks , okay ?", "full"),
    ("I’ll text you by Friday.", "full"),
    ("I've booked you in for May 4 at 9.", "full"),
    ("I'm putting you down for the 14th at two.", "full"),
    ("Can you come in fifteen minutes early?", "full"),
    ("Nothing to eat or drink after midnight.", "full"),
    ("I'm sending the prescription to your pharmacy.", "no time"),
    ("I'll see what I can do.", "vague"),
    ("I'd like to refer you to a skin specialist.", "no time"),
    ("let's go ahead and order some labs", "no time"),
    ("The other thing I'd like to do is give you a spray.", "no time"),
    ("I would recommend rinsing with salt water.", "no time"),
    ("Avoid hot drinks.", "no time"),
    ("Someone will call you.", "no owner"),
    ("The form needs to be signed before Monday.", "no owner"),
    ("You'll get a letter next week.", "no owner"),
    ("We'll be in touch.", "vague"),
    ("Hopefully we'll send it next week.", "vague"),
    ("Call us if it gets worse.", "safety net"),
    ("If you have a fever, come back in.", "safety net"),
]
NEAR_MISSES = [
    "I'm going to listen to your chest now.",
    "Let's take a look at the X-ray.",
    "I'm going to ask you a few questions.",
    "Let me do a quick physical exam.",
    "Go ahead and take a deep breath.",
    "What will you do on Monday?",
    "Did you take the tablets yesterday?",
    "You should feel better soon.",
    "You'll feel a little pinch.",
    "They told me I should call you on Friday.",
    "I don't think we need to change the tablets.",
    "I will do a quick exam.",
    "I called the lab yesterday.",
    "You need to calm down.",
    "Can you call that pain or pressure?",
    "I'll need your date of birth.",
    "It's up to you, and you can change your mind.",
    "Hey, Dragon, order a chest film.",
    "I'll be honest with you.",
    "I'm happy to see you.",
    "[NAME]",
    "👍",
]


@pytest.mark.parametrize(("text", "label"), HITS)
def test_hits(text: str, label: str) -> None:
    assert [found for found, _ in quotes(talk(("P", "And now?"), ("S", text)), "next_steps")] == [label]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses(text: str) -> None:
    assert quotes(talk(("P", "And now?"), ("S", text)), "next_steps") == []


@pytest.mark.parametrize(
    "text",
    [
        "In a year, unless something changes.",  # elliptical answer to "when do I come back?"
        "Nobody likes it, you don't use the pump in front of guests.",  # a remark that reads as advice
        "I need one more film of that wrist.",  # a test asked for without a verb
    ],
)
@pytest.mark.xfail(strict=True, reason="known failures: ellipsis, a remark, no verb")
def test_known_failures(text: str) -> None:
    wanted = 0 if text.startswith("Nobody") else 1
    assert len(quotes(talk(("P", "And now?"), ("S", text)), "next_steps")) == wanted


def test_contractions_in_capitals() -> None:
    assert len(quotes(talk(("P", "And now?"), ("S", "I'LL CALL YOU TOMORROW.")), "next_steps")) == 1


def test_a_turn_of_5000_words_is_read_in_its_steps() -> None:
    found = quotes(talk(("P", "And now?"), ("S", "I'll call you and then we wait for the lab " * 500)), "next_steps")
    assert 100 < len(found) <= 500


def test_share_of_full_steps_and_what_is_apart() -> None:
    rows = talk(
        ("P", "And now?"),
        ("S", "I'll call you on Thursday. We'll send the form. We'll be in touch. Call us if it swells."),
        ("P", "Yes, Thursday works."),
    )
    score = scored(rows, "next_steps")
    assert score.overall is not None and score.overall.value == pytest.approx(100 / 3)
    assert {name: figure.value for name, figure in score.figures.items()} == {
        "full": 1.0,
        "agreed": 100.0,
        "vague": pytest.approx(100 / 3),
        "safety_net": 1.0,
    }


def test_a_refused_step_is_not_agreed() -> None:
    rows = talk(("P", "And?"), ("S", "I'll call you on Thursday."), ("P", "No, not on Thursday."))
    assert scored(rows, "next_steps").figures["agreed"].value == 0.0


def test_without_a_step_there_is_no_share() -> None:
    score = scored(talk(("P", "My tooth hurts."), ("S", "I see.")), "next_steps")
    assert score.overall is None and not score.applicable and score.figures["full"].value == 0.0


def test_patients_promises_do_not_count() -> None:
    assert quotes(talk(("S", "Yes."), ("P", "I'll call you tomorrow.")), "next_steps") == []


def test_you_can_is_a_step_only_late_or_with_a_time() -> None:
    early = talk(("S", "You can take the bus."), *[("P", "Fine."), ("S", "I see.")] * 4)
    late = talk(*[("S", "I see."), ("P", "Fine.")] * 4, ("S", "You can take the mouthwash."))
    assert (quotes(early, "next_steps"), len(quotes(late, "next_steps"))) == ([], 1)


def test_talk_without_full_stops_holds_several_steps() -> None:
    text = (
        "okay so what i'm gonna do is i'm gonna order a blood test for you today just to see how the kidneys are and then "
        "i'm gonna refer you to the eye clinic for the pressure that you told me about and i want you to come back in two weeks"
    )
    found = quotes(talk(("P", "and now"), ("S", text)), "next_steps")
    assert [label for label, _ in found] == ["full", "no time", "full"]


def test_you_can_is_a_step_from_six_tenths_on() -> None:
    def found(place: int) -> int:
        rows = [("S" if i % 2 == place % 2 else "P", "It is the left one.") for i in range(10)]
        rows[place] = ("S", "You can stop the drops.")
        return len(quotes(talk(*rows), "next_steps"))

    assert found(6) == 1 and found(5) == 0


@pytest.mark.parametrize(("filler", "steps"), [(28, 1), (36, 2)])
def test_a_stretch_of_more_than_forty_words_is_cut(filler: int, steps: int) -> None:
    text = f"i'll send the form {'well ' * filler}and i'll call the lab"
    assert len(quotes(talk(("P", "And?"), ("S", text)), "next_steps")) == steps


@pytest.mark.parametrize(("between", "steps"), [(7, 1), (8, 2)])
def test_two_steps_of_a_stretch_are_twelve_words_apart(between: int, steps: int) -> None:
    text = f"{'well ' * 30}i'll send the form {'well ' * between}i'll call the lab"
    assert len(quotes(talk(("P", "And?"), ("S", text)), "next_steps")) == steps
