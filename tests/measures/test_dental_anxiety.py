"""dental_anxiety: what staff do after a fear voiced in dental talk."""

from __future__ import annotations

import pytest
from conftest import quotes, scored, talk

NAME = "dental_anxiety"
FEAR = ("P", "I'm terrified of the dentist, honestly.")
HITS = [
    ("That must have been awful.", "acknowledge"),
    ("Thank you for telling me.", "acknowledge"),
    ("What made last time hard?", "explore"),
    ("Which part is the worst for you?", "explore"),
    ("What is it about the injection that bothers you?", "explore"),
    ("The gel numbs the gum first.", "explain"),
    ("We can stop for a break whenever you want.", "solution"),
    ("A lot of our patients feel that way.", "acknowledge"),
    ("This next part might feel cold.", "preview"),
    ("On a scale of one to ten, how anxious are you?", "explore"),
    ("I'll explain what each thing does.", "explain"),
    ("We can go slowly and take breaks.", "solution"),
    ("Raise your left hand and I stop.", "control signal"),
    ("You'll feel cold, then pressure.", "preview"),
    ("Are you okay so far?", "check-in"),
    ("Shall we pause?", "check-in"),
    ("There's nothing to be scared of.", "premature reassurance"),
    ("Just relax.", "premature reassurance"),
]
NEAR_MISSES = ["Have a seat.", "Your insurance covers two cleanings.", "Open wide."]


@pytest.mark.parametrize(("text", "label"), HITS)
def test_hits(text: str, label: str) -> None:
    assert label in [found for found, _ in quotes(talk(("S", "Hi."), FEAR, ("S", text)), NAME)]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses(text: str) -> None:
    assert [label for label, _ in quotes(talk(("S", "Hi."), FEAR, ("S", text)), NAME)] == ["fear voiced"]


@pytest.mark.parametrize(
    "fear",
    [
        "I hate the drill.",
        "I get really nervous in this chair.",
        "I'm a big baby about dentists.",
        "The needle scares me, it's why I put off this filling.",
        "I had a panic attack in the dental chair once.",
        "I gag when they X-ray my teeth.",
        "i'm so nervous about the root canal",
    ],
)
def test_fears(fear: str) -> None:
    assert scored(talk(("S", "Hi."), ("P", fear), ("S", "I see.")), NAME).applicable


@pytest.mark.parametrize(
    "text",
    [
        "It's sore when I bite on that tooth.",
        "I'm not scared of the dentist.",
        "I'm scared it's my heart.",
        "I'm afraid I lost my dentist's letter.",
        "My sister said she's scared of the drill.",
        "I'm nervous about the eye surgery.",
    ],
)
def test_no_dental_fear(text: str) -> None:
    assert not scored(talk(("S", "Hi."), ("P", text), ("S", "I see.")), NAME).applicable


@pytest.mark.xfail(strict=True, reason="fear that is shown and not named")
def test_known_failure() -> None:
    assert scored(
        talk(("S", "Hi."), ("P", "My hands are wet, and it's only a filling."), ("S", "Hm.")), NAME
    ).applicable


def test_slots_count_from_the_fear_on() -> None:
    before = [("S", "Raise your hand and I stop."), FEAR, ("S", "Okay.")]
    assert [label for label, _ in quotes(talk(*before), NAME)] == ["fear voiced"]
    score = scored(talk(*before, ("P", "Hm."), ("S", "That must have been awful. Shall we pause?")), NAME)
    assert score.overall is not None and score.overall.value == pytest.approx(200 / 7)


@pytest.mark.parametrize(
    ("reply", "count"), [("Don't worry. Which part is worst?", 1.0), ("Which part is worst? Don't worry.", 0.0)]
)
def test_reassurance_is_premature_before_the_fear_is_taken_up(reply: str, count: float) -> None:
    assert scored(talk(("S", "Hi."), FEAR, ("S", reply)), NAME).figures["premature"].value == count


def test_three_dental_words_make_a_dental_talk() -> None:
    fear, step = ("P", "I'm so scared."), ("S", "Raise your hand and I'll stop.")
    tooth = [("S", "That tooth."), ("P", "It is the left one.")]
    assert not scored(talk(*tooth, *tooth, fear, step), "dental_anxiety").applicable
    assert scored(talk(*tooth, *tooth, *tooth, fear, step), "dental_anxiety").applicable


@pytest.mark.parametrize("text", ["I'm not scared of the drill.", "He said he was scared of the drill."])
def test_fear_denied_or_told_of_others(text: str) -> None:
    assert not scored(talk(("P", text), ("S", "That is how it goes.")), "dental_anxiety").applicable


def test_reassurance_is_premature_only_before_the_fear_was_met() -> None:
    def early(*staff: str) -> float | None:
        rows = [
            ("P", "I'm scared of the drill."),
            *(row for s in staff for row in (("S", s), ("P", "It is the left one."))),
        ]
        return scored(talk(*rows), "dental_anxiety").figures["premature"].value

    met, soothed = "What scares you the most about it?", "There is nothing to be scared of."
    assert early(soothed, met) == 1.0 and early(met, soothed) == 0.0


AFRAID = ("P", "I'm terrified of the drill.")


def found_after(*staff: str) -> list[str]:
    rows = [AFRAID, *(row for text in staff for row in (("S", text), ("P", "It is so.")))]
    return [label for label, _ in quotes(talk(*rows), "dental_anxiety")]


def test_reassurance_is_premature_only_before_the_fear_is_taken_up() -> None:
    assert found_after("You'll be fine.", "I can see that you are scared.") == [
        "fear voiced",
        "premature reassurance",
        "acknowledge",
    ]
    assert "premature reassurance" not in found_after("I can see that you are scared.", "You'll be fine.")
    assert "premature reassurance" not in found_after("I can see that you are scared. You'll be fine.")


def test_what_stands_before_the_fear_does_not_answer_it() -> None:
    rows = [("P", "Hello."), ("S", "Raise your hand and I'll stop the drill."), AFRAID, ("S", "I see it.")]
    assert [label for label, _ in quotes(talk(*rows), "dental_anxiety")] == ["fear voiced"]
