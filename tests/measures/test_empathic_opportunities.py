"""empathic_opportunities: what is a feeling voiced, and whether it is met, partly met, missed or dismissed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from conftest import quotes, scored, talk

from carescore import readers
from carescore.annotate import Signals
from carescore.codes import Code, Codes
from carescore.measures import Score
from carescore.measures.empathic_opportunities import MEASURE
from carescore.predictors.codes import HEADS, OUTCOMES, SENTENCE_HEADS, HeadOdds
from carescore.predictors.linear import FloatArray
from carescore.segmentation import segment

NAME = "empathic_opportunities"
Rows = list[dict[str, object]]
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
    "It's not anything that I'm too worried about.",
    "It's not that I'm worried, it just hurts.",
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
    "It takes a lot of butter.",
    "My phone doesn't hold a charge anymore.",
]
KNOWN_FAILURES = [
    ("Last time… well, you know.", True),
    ("I keep picturing the worst.", True),
    ("So that's it for the mountains, then.", True),
    ("The film last night was scary.", False),
    ("I was scared stiff of dogs as a child, haha.", False),
    ("My grandfather died of a stroke when he was eighty.", False),
    ("My uncle passed away from a stroke.", False),
    ("It's more difficult to breathe at night.", False),
]
OUTCOMES_OF = [
    ("My daughter was terrified too, the same as you.", "met"),
    ("It's completely understandable to be scared.", "met"),
    ("That must be frightening. What worries you most?", "met"),
    ("You sound scared.", "met"),
    ("So you're scared of the operation.", "met"),
    ("Tell me more about that.", "met"),
    ("I'm so sorry you're going through this.", "partly"),  # a stock phrase
    ("I understand.", "partly"),
    ("I'm sorry you feel that way.", "partly"),
    ("And do you have any allergies?", "missed"),
    ("Mm, okay. Date of birth?", "missed"),
    ("Okay. The next slot is at nine.", "missed"),
    ("There's nothing to be worried about.", "dismissed"),
    ("I see.", "partly"),
    ("Scared, okay, and any allergies?", "missed"),
    ("Calm down, please.", "dismissed"),
]
NO = ("P", "No.")
# (what staff and patient say after FEAR, the outcome that a trainer would mark)
KNOWN_WRONG_OUTCOMES = [
    ((("S", "Anyone would be scared before an operation."),), "met"),
    ((("S", "Oh, don't cry."),), "dismissed"),
    ((("S", "I'll ask the surgeon to call you tomorrow."),), "partly"),
    ((("S", "It takes an hour and you go home the same day."),), "partly"),
    ((("S", "Any allergies?"), NO, ("S", "You said you're scared. That must be frightening.")), "met"),
    ((("S", "Any allergies?"), NO, ("S", "You sound really frightened. What worries you most?")), "met"),
]


class Given(Codes):
    """Codes of a conversation with the openings and what became of them given, so that only the arithmetic is judged.

    outcomes: (turn of the opening, outcome, reply) of each; openings: more turns with one that nobody could answer.
    """

    def __init__(self, rows: Rows, outcomes: tuple[tuple[int, str, str], ...], openings: tuple[int, ...] = ()) -> None:
        dialogue = segment(readers.read(rows))
        super().__init__(dialogue, Signals(dialogue))
        places = sorted({*(turn for turn, _, _ in outcomes), *openings})
        self.given = {
            "feelings": tuple(Code(turn, 0, 4, "opening", {"kind": "cue", "family": "cue"}, 0.9) for turn in places),
            "responses_to_feelings": tuple(
                Code(turn + 1, 0, 2, "response", {"outcome": outcome, "reply": reply}, 0.9, turn)
                for turn, outcome, reply in outcomes
            ),
        }

    def __getitem__(self, name: str) -> tuple[Code, ...]:
        return self.given[name] if name in self.given else super().__getitem__(name)


def given(*outcomes: tuple[str, str], openings: tuple[int, ...] = ()) -> Score:
    """The score where every second turn is an opening of such an outcome and reply."""
    rows = talk(*((FEAR, ("S", "Any allergies?")) * (len(outcomes) + 1))[: 2 * len(outcomes) + 1])
    placed = tuple((2 * i, outcome, reply) for i, (outcome, reply) in enumerate(outcomes))
    return MEASURE.score(Given(rows, placed, openings))


class Fixed(Signals):
    """Signals where the model gives every opening one outcome, and each staff turn its own log-odds of meeting one."""

    def __init__(self, rows: Rows, outcome: str, met: dict[int, float], dismissed: float = -8.0) -> None:
        super().__init__(segment(readers.read(rows)))
        n = len(self.dialogue.turns)
        turns = {name: np.full(n, -8.0) for name in HEADS} | {"dismissed": np.full(n, dismissed)}
        for turn, odds in met.items():
            turns["met"][turn] = odds
        limits = dict.fromkeys(HEADS, 0.0)
        vars(self)["judged"] = HeadOdds(turns, np.zeros((len(self.sentences), len(SENTENCE_HEADS))), limits, limits)
        self.outcome = outcome

    def replies(self, openings: Sequence[int]) -> FloatArray:
        row = [0.8 if name == self.outcome else 0.1 for name in OUTCOMES]
        return np.array([row] * len(openings))


def responses(signals: Signals) -> list[tuple[int, str, str]]:
    """(turn, outcome, reply) of every response."""
    found = Codes(signals.dialogue, signals)["responses_to_feelings"]
    return [(code.turn, code.attributes["outcome"], code.attributes["reply"]) for code in found]


def openings(rows: Rows) -> list[int]:
    """The turns that hold an opening, answered or not."""
    dialogue = segment(readers.read(rows))
    return [code.turn for code in Codes(dialogue, Signals(dialogue))["feelings"]]


def outcomes(rows: Rows) -> list[str]:
    return [label.partition(":")[0] for label, _ in quotes(rows, NAME)]


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


@pytest.mark.parametrize(("text", "there"), KNOWN_FAILURES)
@pytest.mark.xfail(
    strict=True,
    reason="hints without a word for them; feelings of a film or of long ago; family history and symptoms as facts",
)
def test_known_failures(text: str, there: bool) -> None:
    assert bool(voiced(text)) is there


def test_a_confident_relative_hints_at_no_feeling() -> None:
    rows = talk(FEAR, ("C", "He will manage, he always does, believe me."), ("S", "You sound scared."))
    assert openings(rows) == [0]


def test_a_parent_speaks_for_the_child() -> None:
    assert voiced("She's terrified of needles.", "C") == ["emotion"]


def test_staff_feelings_are_no_opportunity() -> None:
    words = "I'm worried about my sugar."
    assert voiced(words) == ["emotion"]
    assert not scored(talk(("S", words), ("P", "Okay."), ("S", "Yes.")), NAME).applicable


@pytest.mark.parametrize(("reply", "outcome"), OUTCOMES_OF)
def test_outcomes(reply: str, outcome: str) -> None:
    rows = talk(FEAR, ("S", reply))
    score = scored(rows, NAME)
    assert outcomes(rows) == [outcome]
    assert score.value == (100.0 if outcome == "met" else 0.0)


@pytest.mark.parametrize(("rest", "outcome"), KNOWN_WRONG_OUTCOMES)
@pytest.mark.xfail(
    strict=True, reason="facts and help taken for passing over; met in general or in the second reply only"
)
def test_known_wrong_outcomes(rest: tuple[tuple[str, str], ...], outcome: str) -> None:
    assert outcomes(talk(FEAR, *rest)) == [outcome]


def test_the_answer_to_a_met_opening_is_the_reply_that_meets_it_better() -> None:
    rows = talk(FEAR, ("S", "Any allergies?"), NO, ("S", "That must be frightening."))
    assert responses(Fixed(rows, "met", {1: -3.0, 3: 1.0})) == [(3, "met", "second")]
    assert responses(Fixed(rows, "met", {1: 1.0, 3: -3.0})) == [(1, "met", "first")]
    assert responses(Fixed(rows, "partly", {1: -3.0, 3: 1.0})) == [(1, "partly", "first")]


def test_a_missed_opening_is_dismissed_where_the_first_reply_denies_or_dismisses_it() -> None:
    passed, denied = (talk(FEAR, ("S", text)) for text in ("Any allergies?", "There's nothing to be worried about."))
    promised = talk(FEAR, ("S", "Don't worry, we'll give you something to relax."))
    assert responses(Fixed(passed, "missed", {})) == [(1, "missed", "first")]
    assert responses(Fixed(passed, "missed", {}, dismissed=0.0)) == [(1, "dismissed", "first")]
    assert responses(Fixed(denied, "missed", {})) == [(1, "dismissed", "first")]
    assert responses(Fixed(denied, "partly", {})) == [(1, "partly", "first")]
    assert responses(Fixed(promised, "missed", {})) == [(1, "missed", "first")]


def test_the_second_reply_may_still_meet_it_but_is_no_first_reply() -> None:
    score = given(("met", "second"), ("met", "first"), ("met", "first"), ("partly", "first"))
    assert (score.value, score.figures["first_reply"].value) == (75.0, 50.0)


def test_only_what_is_met_in_the_first_reply_is_a_first_reply() -> None:
    score = given(("partly", "first"), ("dismissed", "first"))
    assert (score.value, score.figures["first_reply"].value) == (0.0, 0.0)


def test_the_third_reply_is_too_late() -> None:
    kind = ("S", "You sound scared.")
    rest = [("S", "Any allergies?"), NO, ("S", "Do you smoke?"), NO, kind]
    assert outcomes(talk(FEAR, *rest)) == ["missed"]
    assert responses(Fixed(talk(FEAR, *rest), "met", {1: -3.0, 3: -2.0, 5: 3.0})) == [(3, "met", "second")]


def test_what_nobody_could_answer_does_not_count() -> None:
    rows = talk(("S", "Goodbye."), FEAR)
    assert openings(rows) == [1] and not scored(rows, NAME).applicable
    score = given(("met", "first"), openings=(2,))
    assert (score.value, len(score.evidence)) == (100.0, 1)


def test_what_the_family_cuts_off_does_not_count() -> None:
    reply = ("S", "You sound scared.")
    rows = talk(FEAR, ("C", "The car is parked outside."), reply)
    assert openings(rows) == [0] and not scored(rows, NAME).applicable
    assert scored(talk(FEAR, reply), NAME).value == 100.0


def test_without_an_opening_there_is_no_figure() -> None:
    score = given()
    assert score.overall is None and not score.applicable and score.figures == {}


def test_the_outcomes_add_up_to_the_quotes() -> None:
    score = given(("missed", "first"), ("met", "first"), ("dismissed", "first"), ("partly", "first"), ("met", "second"))
    labels = [item.label for item in score.evidence]
    assert labels == ["missed: cue", "met: cue", "dismissed: cue", "partly: cue", "met: cue"]
    assert [item.turn for item in score.evidence] == [0, 2, 4, 6, 8]
    assert (score.value, score.by_role["staff"].value) == (40.0, 40.0)
    assert [score.figures[name].value for name in ("partly", "missed", "dismissed")] == [20.0, 20.0, 20.0]


def test_the_outcomes_of_a_conversation_add_up_to_the_quotes() -> None:
    rows = talk(
        *(FEAR, ("S", "Any allergies?"), ("P", "No."), ("S", "Do you smoke?")),
        *(FEAR, ("S", "That must be frightening."), FEAR, ("S", "There's nothing to be afraid of.")),
    )
    score = scored(rows, NAME)
    assert [item.label.split(":")[0] for item in score.evidence] == ["missed", "met", "dismissed"]
    assert score.overall is not None
    shares = [score.overall.value, *(score.figures[name].value for name in ("partly", "missed", "dismissed"))]
    assert [round(share or 0, 1) for share in shares] == [33.3, 0.0, 33.3, 33.3]
