"""disrespect: acts that hurt, the ordinary lines next to them, and what a repair takes off."""

from __future__ import annotations

import math
from types import SimpleNamespace

import numpy as np
import pytest
from conftest import quotes, scored, talk

import carescore
from carescore import readers
from carescore.annotate import Signals
from carescore.codes import Code, Codes
from carescore.codes.disrespect import UNLIKELY, repaired
from carescore.measures import Rate, Score
from carescore.measures.disrespect import MEASURE
from carescore.predictors.codes import HEADS, SENTENCE_HEADS, HeadOdds
from carescore.segmentation import segment

NAME = "disrespect"
Rows = list[dict[str, object]]
COLD = (
    ("S", "What is it now?"),
    ("P", "I've been waiting for an hour and nobody has told me anything."),
    ("S", "So has everybody else. You'll just have to wait."),
    ("P", "That is not fair, I'm in pain."),
)
HITS = [
    ("You need to calm down.", "calm_down"),
    ("Calm down, ma'am.", "calm_down"),
    ("Just relax.", "calm_down"),
    ("You should have called sooner.", "blame"),
    ("you should’ve brought the form", "blame"),
    ("If you'd flossed, we would not be here.", "blame"),
    ("That's our policy.", "policy_wall"),
    ("It's just policy, sorry about that.", "policy_wall"),
    ("That's not my job.", "defensiveness"),
    ("I already told you that.", "defensiveness"),
    ("I just work here.", "defensiveness"),
    ("It's not a big deal.", "dismissal"),
    ("It's nothing.", "dismissal"),
    ("We all wait.", "dismissal"),
    ("Why didn't you come earlier?", "why_challenge"),
    ("Why are you late?", "why_challenge"),
    ("Sit. Open. Don't move.", "command"),
    ("Listen. I have other patients.", "command"),
    ("Okay, sweetie, sign here.", "familiarity"),
    ("You people never bring the card.", "contempt"),
    ("Because I said so.", "pressure"),
]
# what is found even when nothing but "Yes." stands around it
ALONE = {
    "If you'd flossed, we would not be here.",
    "It's not a big deal.",
    "It's nothing.",
    "Why didn't you come earlier?",
    "Because I said so.",
    "Why are you late?",
    "You people never bring the card.",
}
NEAR_MISSES = [
    "You should hear back by noon.",
    "You should have the results by Friday.",
    "You should have been told, and I'm sorry.",
    "Why don't we look at Tuesday?",
    "Why don't you have a seat over here?",
    "Why is that? Because the nerve is close.",
    "Let's relax your jaw.",
    "Just relax your shoulders.",
    "Just relax and take a deep breath.",
    "Open wide. Don't move. Good.",
    "Deep breath. Hold it. And breathe out.",
    "What makes it worse?",
    "They told you to calm down, and that made it worse.",
    "I'm not saying you should have called.",
    "The gum needs a day to calm down.",
    "Once things calm down we can try again.",
    "It's nothing to be ashamed of.",
    "We want to make sure it's nothing.",
    "That's not a problem at all.",
    "Our policy is to call first because the schedule changes.",
    "That's our policy, but I can move you to Tuesday.",
    "Like I said, I will see you in two weeks.",
    "Oh dear, that sounds painful.",
    "Tea with honey may help.",
    "Sit down please.",
]
# (what came before, what staff say, whether a trainer would mark it)
KNOWN_FAILURES = [
    *(((("P", "Yes."),), text, True) for text, _ in HITS if text not in ALONE),
    (COLD, "We want to make sure it's nothing.", False),
    (COLD, "I'm not saying you should have called.", False),
    (COLD, "Just relax your shoulders.", False),
    (COLD, "They told you to calm down, and that made it worse.", False),
    (COLD, "It's nothing to be ashamed of.", False),
]


class Given(Codes):
    """Codes of a conversation with the acts of disrespect given, so that only the arithmetic is judged."""

    def __init__(self, rows: Rows, acts: tuple[tuple[int, str], ...]) -> None:
        dialogue = segment(readers.read(rows))
        super().__init__(dialogue, Signals(dialogue))
        self.acts = tuple(self._act(turn, words) for turn, words in acts)

    def _act(self, turn: int, words: str) -> Code:
        start = self.dialogue.turns[turn].text.index(words)
        end = start + len(words)
        back = repaired(self.dialogue, self.dialogue.turns[turn], end)
        return Code(turn, start, end, NAME, {"kind": "blame", "repaired": "yes" if back else "no"}, 0.9)

    def __getitem__(self, name: str) -> tuple[Code, ...]:
        return self.acts if name == NAME else super().__getitem__(name)


def given(rows: Rows, *acts: tuple[int, str]) -> Score:
    return MEASURE.score(Given(rows, acts))


def judged_at(rows: Rows, chance: float, counts_from: float = 1.0) -> list[str]:
    """The kinds found where the model gives every turn the same chance, counting by itself from counts_from."""
    dialogue = segment(readers.read(rows))
    signals = Signals(dialogue)
    odds = [math.log(p / (1 - p)) if p < 1 else math.inf for p in (chance, counts_from)]
    turns = {name: np.full(len(dialogue.turns), odds[0]) for name in HEADS}
    limits = dict.fromkeys(HEADS, odds[1])
    sentences = np.zeros((len(signals.sentences), len(SENTENCE_HEADS)))
    vars(signals)["judged"] = HeadOdds(turns, sentences, limits, limits)
    return [code.attributes["kind"] for code in Codes(dialogue, signals)[NAME]]


def last(before: tuple[tuple[str, str], ...], text: str) -> list[str]:
    """What is found in the staff turn after a conversation."""
    report = carescore.score(talk(*before, ("S", text)), only=[NAME])
    return [e.label for e in report.scores[NAME].evidence if e.turn == len(before)]


@pytest.mark.parametrize(("text", "label"), HITS)
def test_hits_in_a_cold_conversation(text: str, label: str) -> None:
    assert last(COLD, text) == [label]


@pytest.mark.parametrize(("text", "label"), [hit for hit in HITS if hit[0] in ALONE])
def test_hits_alone(text: str, label: str) -> None:
    assert last((("P", "Yes."),), text) == [label]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses(text: str) -> None:
    assert quotes(talk(("P", "Yes."), ("S", text)), NAME) == []


@pytest.mark.parametrize("text", [text for text in NEAR_MISSES if (COLD, text, False) not in KNOWN_FAILURES])
def test_near_misses_in_a_cold_conversation(text: str) -> None:
    assert last(COLD, text) == []


@pytest.mark.parametrize(("before", "text", "there"), KNOWN_FAILURES)
@pytest.mark.xfail(strict=True, reason="one line without a conversation; suspicion that cold turns before raise")
def test_known_failures(before: tuple[tuple[str, str], ...], text: str, there: bool) -> None:
    assert bool(last(before, text)) is there


@pytest.mark.parametrize(("text", "label"), HITS)
def test_wording_counts_unless_the_model_speaks_against_it(text: str, label: str) -> None:
    rows = talk(("P", "Yes."), ("S", text))
    assert judged_at(rows, UNLIKELY + 0.01) == [label]
    assert judged_at(rows, UNLIKELY - 0.01) == []


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_have_no_wording_that_counts(text: str) -> None:
    assert judged_at(talk(("P", "Yes."), ("S", text)), 0.9) == []


def test_what_the_model_alone_finds_is_tone() -> None:
    rows = talk(("P", "I forgot."), ("S", "Well, isn't that convenient."))
    assert judged_at(rows, 0.6, counts_from=0.5) == ["tone"]
    assert judged_at(rows, 0.4, counts_from=0.5) == []


def test_irony_after_an_excuse_is_heard() -> None:
    assert last((("P", "I forgot."),), "Well, isn't that convenient.") == ["tone"]


def test_only_staff_are_judged() -> None:
    words = "Calm down! That's not my job."
    assert last(COLD, words) == ["calm_down"]
    assert judged_at(talk(("P", words), ("S", "I hear you.")), 0.9) == []
    assert quotes(talk(("P", words), ("S", "I hear you.")), NAME) == []


def test_pet_names_for_a_child_are_no_familiarity() -> None:
    words = ("S", "Okay, sweetie, want to see the mirror?")
    child = talk(("C", "She is six."), ("P", "I'm Mia."), words)
    assert judged_at(talk(("P", "I'm Mia."), words), 0.9) == ["familiarity"]
    assert judged_at(child, 0.9) == [] and quotes(child, NAME) == []


def test_every_act_is_quoted_and_counted_per_ten_staff_turns() -> None:
    rows = talk(*COLD, ("S", "That's not my job."), ("P", "Whose is it?"), ("S", "Because I said so."))
    score = scored(rows, NAME)
    acts = score.figures["acts"]
    assert isinstance(acts, Rate) and len(score.evidence) >= 2
    assert (acts.count, acts.per) == (len(score.evidence), 4)
    assert score.value == pytest.approx(len(score.evidence) / 4 * 10)


BLAME = ("S", "You should have called sooner.")
TRIED = ("P", "I tried.")


@pytest.mark.parametrize(
    ("reply", "value", "share"),
    [
        ("Date of birth?", 5.0, 0.0),
        ("I'm sorry, that came out wrong.", 2.5, 100.0),
        ("I apologise for that.", 2.5, 100.0),
        ("You're right, I didn’t mean to blame you.", 2.5, 100.0),
        ("I'm sorry you feel that way.", 5.0, 0.0),
        ("I'm sorry if that upset you.", 5.0, 0.0),
        ("I'm sorry, but you did not call.", 5.0, 0.0),
    ],
)
def test_a_repair_halves_the_act_and_a_pseudo_apology_repairs_nothing(reply: str, value: float, share: float) -> None:
    score = given(talk(BLAME, TRIED, ("S", reply)), (0, "You should have called"))
    assert (score.value, score.figures["acts"].value, score.figures["repaired"].value) == (value, 5.0, share)


def test_a_repair_in_a_real_conversation_halves_the_act() -> None:
    words = "If you'd flossed, we would not be here."
    start = (("S", "What is it now?"), COLD[1], ("S", words), TRIED)
    plain = scored(talk(*start, ("S", "Date of birth?")), NAME)
    mended = scored(talk(*start, ("S", "I'm sorry, that came out wrong.")), NAME)
    assert [plain.value, mended.value] == pytest.approx([10 / 3, 5 / 3])
    assert len(plain.evidence) == len(mended.evidence) == 1


def test_a_repair_counts_after_the_act_in_its_turn_but_not_before_it() -> None:
    after = talk(("S", "You should have called. I shouldn't have said that."), TRIED)
    before = talk(("S", "I'm sorry. You should have called."), TRIED)
    shares = [given(rows, (0, "You should have called")).figures["repaired"].value for rows in (after, before)]
    assert shares == [100.0, 0.0]


def test_what_the_patient_says_repairs_nothing() -> None:
    rows = talk(BLAME, ("P", "I'm sorry, that's my mistake."), ("S", "Date of birth?"))
    assert given(rows, (0, "You should have called")).figures["repaired"].value == 0.0


@pytest.mark.parametrize(("between", "share"), [(1, 100.0), (2, 0.0)])
def test_a_repair_too_late_does_not_count(between: int, share: float) -> None:
    rest = [("S", "Name?"), ("P", "It is Ann."), ("S", "Date of birth?"), ("P", "The third of May.")][: between * 2]
    rows = talk(BLAME, TRIED, *rest, ("S", "I'm sorry about before."))
    assert given(rows, (0, "You should have called")).figures["repaired"].value == share


def test_without_an_act_there_is_none_to_repair() -> None:
    score = given(talk(("S", "I'm sorry."), ("P", "Thank you.")))
    assert score.value == 0.0 and score.figures["repaired"].value is None and score.evidence == ()


def meant(text: str, label: str) -> bool:
    """Whether a phrase of a label is found in a staff turn that the model is not against."""
    return label in judged_at(talk(("P", "Yes."), ("S", text)), 0.5)


@pytest.mark.parametrize(
    ("text", "label", "found"),
    [
        ("That's our policy.", "policy_wall", True),
        (f"That's our policy {'x' * 151} because.", "policy_wall", False),  # a way out within 160 characters
        (f"That's our policy {'x' * 152} because.", "policy_wall", True),
        ("Things will calm down.", "calm_down", False),
        ("Calm down.", "calm_down", True),
        ("Just relax.", "calm_down", True),
        ("Just relax your shoulders.", "calm_down", False),
        ("Okay, honey, sit.", "familiarity", True),
        ("Tea with honey may help.", "familiarity", False),
        ("Sit. Open. Don't move.", "command", True),
        ("Sit. Open. Don't move your jaw.", "command", False),
        ("It's nothing.", "dismissal", True),
        ("I am sure it's nothing.", "dismissal", False),
    ],
)
def test_what_stands_around_an_act(text: str, label: str, found: bool) -> None:
    assert meant(text, label) is found


def test_a_child_is_called_sweetie() -> None:
    rows = talk(("C", "She is scared."), ("S", "Okay, sweetie, open up for me."))
    assert "familiarity" not in judged_at(rows, 0.5)


@pytest.mark.parametrize(("chance", "found"), [(0.12345, 0.123), (0.98765, 0.988)])
def test_confidence_has_three_decimals(chance: float, found: float) -> None:
    dialogue = segment(readers.read(talk(("P", "Yes."), ("S", "Calm down."))))
    signals = Signals(dialogue)
    vars(signals)["judged"] = SimpleNamespace(
        found=lambda head: np.zeros(2, bool), probabilities=lambda head: np.array([0.0, chance])
    )
    assert [code.confidence for code in Codes(dialogue, signals)[NAME]] == [found]


@pytest.mark.parametrize(("chance", "found"), [(0.1, 1), (0.0999, 0)])
def test_a_phrase_needs_a_tenth(chance: float, found: int) -> None:
    dialogue = segment(readers.read(talk(("P", "Yes."), ("S", "Calm down."))))
    signals = Signals(dialogue)
    vars(signals)["judged"] = SimpleNamespace(
        found=lambda head: np.zeros(2, bool), probabilities=lambda head: np.array([0.0, chance])
    )
    assert len(Codes(dialogue, signals)[NAME]) == found
