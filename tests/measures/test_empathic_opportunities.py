"""empathic_opportunities: what is a feeling voiced, and whether it is met, partly met, missed or dismissed."""

from __future__ import annotations

import pytest
from conftest import quotes, scored, talk

NAME = "empathic_opportunities"
FEAR = ("P", "Honestly, I'm really scared about the surgery.")
HITS = [
    ("I'm scared of the drill.", "emotion"),
    ("We've been so worried about him.", "emotion"),
    ("honestly i'm furious about this bill", "emotion"),
    ("My daughter gets really anxious before every visit.", "emotion"),
    ("It's just so frustrating, nobody can tell me anything.", "emotion"),
    ("I’m a little nervous about the scan.", "emotion"),
    ("Those pills freaked me out.", "emotion"),
    ("I've been under a lot of stress at work.", "emotion"),
    ("It's hard to focus at work.", "challenge"),
    ("I feel like a burden to everyone.", "emotion"),
    ("I burst into tears in the car park.", "emotion"),
    ("My main concern is the bleeding.", "emotion"),
    ("That kind of scares me.", "emotion"),
    ("It's been really hard since the move.", "challenge"),
    ("I lost my job in March.", "challenge"),
    ("I'm struggling with the new diet.", "challenge"),
    ("We lost our baby last spring.", "loss"),
    ("My wife died in June.", "loss"),
    ("My mom died of this.", "loss"),
    ("I haven't slept since the letter came.", "cue"),
    ("I can't sleep because of the pain.", "cue"),
    ("It's really getting me down.", "cue"),
    ("Am I going to be okay?", "cue"),
    ("Is it something serious?", "cue"),
    ("Should I be worried about that?", "cue"),
    ("What if it comes back?", "cue"),
    ("It's affecting my whole life.", "cue"),
    ("I ca n't take it anymore .", "cue"),
    ("I hope it's not cancer.", "cue"),
    ("I just don't know what to do.", "cue"),
    ("I'm so proud of myself, ten days without a cigarette.", "progress"),
    ("I was so relieved when they called.", "progress"),
    ("My mother passed away from lung cancer.", "loss"),
    ("Her dementia has progressed since Easter.", "loss"),
    ("I had to stop gardening.", "challenge"),
    ("I can't even tie my shoes.", "challenge"),
    ("I can't dance like I used to.", "challenge"),
    ("I have been on disability since the fall.", "challenge"),
    ("The insurance won't cover it.", "challenge"),
    ("I wish I could go back to the choir.", "cue"),
    ("I just want it to stop.", "cue"),
    ("Nothing worked.", "cue"),
    ("I feel like a new person.", "progress"),
]
NEAR_MISSES = [
    "It's sore when I bite.",
    "I'm happy to pay by card.",
    "I'm not worried about it.",
    "I wasn't really scared, no.",
    "No worries.",
    "I'm afraid I don't remember the name.",
    "I hate to bother you, but what time is it?",
    "They were a little concerned about my blood pressure.",
    "He told me I was depressed, which is nonsense.",
    "It's hard to say, maybe three days.",
    "It is hard to swallow.",
    "The skin looks red and angry around the edges.",
    "I have an upset stomach.",
    "My grandfather died of a stroke when he was eighty.",
    "I lost ten pounds over the summer.",
    "It gets relieved when I take an aspirin.",
    "I sleep on two pillows.",
    "The pain is a seven.",
    "I live alone.",
    "Nothing concerning, no.",
    "Are you worried about it?",
    "As far as I'm concerned that's fine.",
    "Thank you so much, bye.",
    "I had a stress test last year.",
    "I can't work from home.",
    "I'm divorced.",
    "She keeps losing her balance.",
    "There is some pressure in my face.",
    "Doctor Ibsen just said that I was depressed.",
    "There is nothing that I'm concerned about.",
    "It's nothing I can't handle.",
    "My uncle passed away from a stroke.",
    "It takes a lot of butter.",
    "My phone doesn't hold a charge anymore.",
    "It's more difficult to breathe at night.",
]
UNHEARD = [
    ("Last time… well, you know.", True),
    ("I keep picturing the worst.", True),
    ("So that's it for the mountains, then.", True),
    ("The film last night was scary.", False),
    ("I was scared stiff of dogs as a child, haha.", False),
]


def voiced(text: str, speaker: str = "P") -> list[str]:
    rows = talk(("S", "Hello."), (speaker, text), ("S", "Okay, thank you."))
    return [label.partition(": ")[2] for label, _ in quotes(rows, NAME)]


@pytest.mark.parametrize(("text", "kind"), HITS)
def test_hits(text: str, kind: str) -> None:
    assert voiced(text) == [kind]


@pytest.mark.parametrize(("text", "kind"), HITS[::4])
def test_hits_without_capitals_and_marks(text: str, kind: str) -> None:
    assert voiced(text.lower().rstrip(".?")) == [kind]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_no_opportunity(text: str) -> None:
    score = scored(talk(("S", "Hello."), ("P", text), ("S", "Okay, thank you.")), NAME)
    assert score.overall is None and not score.applicable


@pytest.mark.parametrize(("text", "there"), UNHEARD)
@pytest.mark.xfail(strict=True, reason="hints without a word for them; feelings of a film or of long ago")
def test_known_failures(text: str, there: bool) -> None:
    assert bool(voiced(text)) is there


def test_a_parent_speaks_for_the_child() -> None:
    assert voiced("She's terrified of needles.", "C") == ["emotion"]


def test_staff_feelings_are_no_opportunity() -> None:
    assert not scored(talk(("S", "I'm worried about your sugar."), ("P", "Okay."), ("S", "Yes.")), NAME).applicable


@pytest.mark.parametrize(
    ("reply", "outcome", "level"),
    [
        ("My daughter was terrified too, the same as you.", "met", 6),
        ("It's completely understandable to be scared.", "met", 5),
        ("Anyone would be scared before an operation.", "met", 5),
        ("That must be frightening. What worries you most?", "met", 4),
        ("You sound scared.", "met", 3),
        ("So you're scared of the operation.", "met", 3),
        ("I'm so sorry you're going through this.", "met", 3),
        ("Tell me more about that.", "met", 3),
        ("I'll ask the surgeon to call you tomorrow.", "partly", 2),
        ("It takes an hour and you go home the same day.", "partly", 2),
        ("I see.", "partly", 1),
        ("I understand.", "partly", 1),
        ("And do you have any allergies?", "missed", 0),
        ("Mm, okay. Date of birth?", "missed", 0),
        ("Okay. The next slot is at nine.", "missed", 0),
        ("Scared, okay, and any allergies?", "missed", 0),
        ("There's nothing to be worried about.", "dismissed", 0),
        ("Oh, don't cry.", "dismissed", 0),
        ("Calm down, please.", "dismissed", 0),
        ("I'm sorry you feel that way.", "partly", 2),
    ],
)
def test_outcomes(reply: str, outcome: str, level: int) -> None:
    rows = talk(FEAR, ("S", reply))
    score = scored(rows, NAME)
    assert [label.split(":")[0] for label, _ in quotes(rows, NAME)] == [outcome]
    assert score.figures["level"].value == level


def test_the_second_reply_may_still_meet_it_but_is_no_first_reply() -> None:
    rows = talk(FEAR, ("S", "Any allergies?"), ("P", "No."), ("S", "You said you're scared. That must be frightening."))
    score = scored(rows, NAME)
    assert score.overall is not None and score.overall.value == 100.0
    assert score.figures["first_reply"].value == 0.0


def test_the_third_reply_is_too_late() -> None:
    rest = [("S", "Any allergies?"), ("P", "No."), ("S", "Do you smoke?"), ("P", "No."), ("S", "You sound scared.")]
    assert [label.split(":")[0] for label, _ in quotes(talk(FEAR, *rest), NAME)] == ["missed"]


def test_what_nobody_could_answer_does_not_count() -> None:
    assert not scored(talk(("S", "Goodbye."), FEAR), NAME).applicable


def test_what_the_family_cuts_off_does_not_count() -> None:
    rows = talk(FEAR, ("C", "He will manage, he always does, believe me."), ("S", "You sound scared."))
    assert not scored(rows, NAME).applicable


def test_the_outcomes_add_up_to_the_quotes() -> None:
    rows = talk(
        *(FEAR, ("S", "Any allergies?"), ("P", "No."), ("S", "Do you smoke?")),
        *(FEAR, ("S", "That must be frightening."), FEAR, ("S", "There's nothing to be afraid of.")),
    )
    score = scored(rows, NAME)
    assert [item.label.split(":")[0] for item in score.evidence] == ["missed", "met", "dismissed"]
    assert score.overall is not None
    shares = [score.overall.value, *(score.figures[name].value for name in ("partly", "missed", "dismissed"))]
    assert [round(share or 0, 1) for share in shares] == [33.3, 0.0, 33.3, 33.3]
