"""empathy_strength: what counts as an empathic reply in care, and which turns of the patient ask for one."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest
from conftest import EXAMPLES, quotes, scored, talk

import carescore
from carescore import readers
from carescore.annotate import Signals
from carescore.codes import Code, Codes
from carescore.codes._exchange import answers
from carescore.measures import empathy_strength
from carescore.segmentation import segment

SCARED = ("P", "I'm really scared about the operation.")
COUNT = [
    "That must be frightening for you.",
    "What worries you most about it?",
    "I understand your worry, and the operation is scary. Tell me what scares you.",
]
KNOWN_FAILURES = [  # a trainer would mark the feeling as met
    "I'm so sorry you have to go through that, it sounds terrifying.",
    "How are you coping with all of this?",
    "Oh, come and sit here with me for a moment.",
]
DO_NOT = [
    "I understand.",
    "I get it, I get it.",
    "Don't worry, it'll be fine.",
    "I understand your concern, but that's our policy.",
    "I'm sorry if you were upset.",
    "I'm sorry you feel that way.",
    "You need to calm down.",
    "Okay. Do you have any allergies?",
    "And how long have you had the pain?",
    "Account number, please?",
    "The operation is on Monday at nine.",
    "Do you feel any numbness in the leg?",
    "Any stress or worries at home?",
]
LATE = [
    SCARED,
    ("S", "Which day is it?"),
    ("P", "Monday."),
    ("S", "At which hospital?"),
    ("P", "St Ann's."),
    ("S", COUNT[0]),
]
IN_TIME = [*LATE[:3], LATE[5]]
LEVELS = ("emotional_reactions", "interpretations", "explorations")


class Given(Codes):
    """A talk of one opening and one reply after the other, with the codes and levels given instead of found."""

    def __init__(self, *levels: tuple[int, int, int]) -> None:
        dialogue = segment(readers.read(talk(*([("P", "It hurts."), ("S", "Say where.")] * len(levels)))))
        by_turn = [own for reply in levels for own in ((0, 0, 0), reply)]
        shown = {name: [own[i] for own in by_turn] for i, name in enumerate(LEVELS)}
        super().__init__(dialogue, cast(Signals, SimpleNamespace(empathy_levels=shown)))
        self.given: dict[str, list[Code]] = {"feelings": [], "responses_to_feelings": []}

    def __getitem__(self, name: str) -> tuple[Code, ...]:
        return tuple(self.given[name])

    def add(self, opening: int, reply: int, outcome: str = "met", family: str = "emotion") -> None:
        feeling = Code(opening, 0, 3, "opening", {"kind": "explicit", "family": family})
        response = Code(reply, 0, 3, "response", {"outcome": outcome, "reply": "first"}, None, opening)
        self.given["feelings"].append(feeling)
        self.given["responses_to_feelings"].append(response)


@pytest.mark.parametrize("text", COUNT)
def test_replies_that_count(text: str) -> None:
    assert [quote for _, quote in quotes(talk(SCARED, ("S", text)), "empathy_strength")] == [text]


@pytest.mark.parametrize("text", KNOWN_FAILURES)
@pytest.mark.xfail(
    strict=True,
    raises=AssertionError,
    reason="the model judges single lines with caution, and hears no plain warm wish",
)
def test_known_failures(text: str) -> None:
    assert [quote for _, quote in quotes(talk(SCARED, ("S", text)), "empathy_strength")] == [text]


@pytest.mark.parametrize("text", DO_NOT)
def test_replies_that_do_not(text: str) -> None:
    rate = scored(talk(SCARED, ("S", text)), "empathy_strength").overall
    assert rate is not None and rate.value == 0.0


def test_a_word_of_feeling_late_in_a_long_turn_is_no_answer() -> None:
    long = "right so we will look at the leg and then the arm and then the chart " * 8 + "and sorry it is cold in here"
    rate = scored(talk(SCARED, ("S", long)), "empathy_strength").overall
    assert rate is not None and rate.value == 0.0


def test_without_a_voiced_feeling_there_is_no_occasion() -> None:
    score = scored(talk(("P", "It's on the left side."), ("S", COUNT[0])), "empathy_strength")
    assert not score.applicable and score.overall is None


def test_a_success_and_a_feeling_denied_are_no_occasions() -> None:
    for said in ("I'm so proud, I finally quit!", "No, I'm not worried about it at all."):
        assert not scored(talk(("P", said), ("S", COUNT[0])), "empathy_strength").applicable


def test_a_feeling_that_nobody_could_answer_is_no_occasion() -> None:
    assert not scored(talk(("S", "Hello, how can I help?"), SCARED), "empathy_strength").applicable


def test_the_second_staff_turn_may_still_answer_and_the_third_may_not() -> None:
    for rows in (LATE, IN_TIME):
        assert [turn.index for turn in answers(segment(readers.read(talk(*rows))), 0)] == [1, 3]
    assert scored(talk(*LATE), "empathy_strength").value == 0.0


def test_the_second_staff_turn_answers() -> None:
    assert scored(talk(*IN_TIME), "empathy_strength").value == 100.0


def test_the_rate_asks_for_a_met_feeling_and_a_level() -> None:
    codes = Given((2, 0, 1), (0, 0, 0), (1, 1, 1), (2, 2, 2))
    for turn, outcome in ((0, "met"), (2, "met"), (4, "partly"), (6, "dismissed")):
        codes.add(turn, turn + 1, outcome)
    score = empathy_strength.score(codes)
    assert score.value == 25.0 and score.by_role == {"staff": score.overall}
    assert [score.figures[name].value for name in LEVELS] == [25.0, 0.0, 25.0]
    assert score.figures["strength"].value == 0.75
    assert [(e.turn, e.start, e.end, e.label) for e in score.evidence] == [
        (1, 0, 10, "emotional reaction 2, exploration 1")
    ]


def test_good_news_is_no_occasion_beside_others() -> None:
    codes = Given((2, 0, 0), (0, 1, 0))
    codes.add(0, 1, family="progress")
    codes.add(2, 3)
    score = empathy_strength.score(codes)
    assert score.value == 100.0 and [e.turn for e in score.evidence] == [3]
    assert score.figures["strength"].value == 1.0


def test_one_reply_may_meet_two_feelings() -> None:
    codes = Given((0, 0, 0), (2, 0, 0))
    codes.add(0, 3)
    codes.add(2, 3)
    assert empathy_strength.score(codes).value == 100.0


def test_the_rate_counts_its_evidence_by_mechanism() -> None:
    rows = talk(SCARED, ("S", COUNT[2]), SCARED, ("S", "Okay. Which day?"), ("P", "Monday."), ("S", "Thank you."))
    score = scored(rows, "empathy_strength")
    assert score.overall is not None and score.overall.value == 50.0 and len(score.evidence) == 1
    assert score.figures["explorations"].value == 50.0 and score.figures["emotional_reactions"].value == 0.0


def both_calls() -> list[float]:
    names = ("billing-call-handled-well.vtt", "billing-call-handled-badly.srt")
    scores = [carescore.score(EXAMPLES / name, only=["empathy_strength"]).scores["empathy_strength"] for name in names]
    return [score.value for score in scores if score.value is not None]


def test_the_good_call_and_the_bad_one_are_told_apart() -> None:
    good, bad = both_calls()
    assert good >= 50.0 and bad == 0.0
