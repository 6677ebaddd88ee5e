"""empathy_phrases: kinds with their quotes, formulas apart, apologies graded, repeats capped."""

from __future__ import annotations

import pytest
from conftest import quotes, scored, talk

from carescore import readers
from carescore.annotate import Signals
from carescore.codes import Code, Codes
from carescore.codes.empathy import phrases
from carescore.measures import empathy_phrases
from carescore.segmentation import segment

NAME = "empathy_phrases"
HITS = [
    ("That must have been frightening.", "naming"),
    ("You sound worried about the results.", "naming"),
    ("So you're torn about the operation.", "naming"),
    ("you must be exhausted after all those nights", "naming"),
    ("That sounds really frustrating.", "naming"),
    ("That's a lot to take in.", "naming"),
    ("I can see why that upset you.", "understanding"),
    ("Anyone would be upset after two hours.", "understanding"),
    ("I know it's hard to keep the log every day.", "understanding"),
    ("No wonder you lost patience.", "understanding"),
    ("You've worked really hard on your brushing.", "respecting"),
    ("I'm glad you came in today.", "respecting"),
    ("We'll go at your pace.", "supporting"),
    ("Thank you for telling me.", "respecting"),
    ("You did the right thing.", "respecting"),
    ("I'll stay on the line with you.", "supporting"),
    ("It's so hard to quit.", "understanding"),
    ("You've been going through a lot.", "naming"),
    ("It's going to be hard for you.", "naming"),
    ("What worries you most?", "exploring"),
    ("Is there anything you're worried about?", "exploring"),
    ("What was that like for you?", "exploring"),
    ("Oh, I'm so sorry you're going through this.", "own words"),
]
NEAR_MISSES = [
    "Sorry, could you spell that?",
    "Sorry?",
    "Sorry, I didn't catch your name.",
    "Which leg, sorry, your left leg?",
    "That sounds good, see you Monday.",
    "I see. And your date of birth?",
    "You're early today.",
    "I'm afraid we're closed on Friday.",
    "I understand your frustration, but that is our policy.",
    "I hear you. However, the office closes at five.",
    "Don't worry about it.",
    "If you feel anxious, take one tablet.",
    "At least it's not cancer.",
    "You'll be fine.",
    "I know exactly how you feel.",
    "I understand.",
    "Good job!",
    "Are you worried or stressed?",
    "I can see that you were given antibiotics.",
    "They will be able to help you with your diet.",
    "Your lungs sound clear.",
    "Sorry, I should rephrase that.",
    "Bring the people you care about.",
    "Tell me your insurance number.",
    "It's good to see you.",
    "Congratulations on your retirement!",
    "If you're doing really well, skip the tablet.",
    "Make sure you're well hydrated.",
]
STOCK = [
    "I understand.",
    "I hear you.",
    "I'm sorry to hear that.",
    "I'm sorry to hear about your mom.",
    "I hope you feel better.",
    "We're going to take good care of you.",
    "I know exactly how you feel.",
]
APOLOGIES = [
    ("I'm sorry to hear about your mom.", "condolence"),
    ("Oh, I'm so sorry you're going through this.", "condolence"),
    ("I'm so sorry this happened to you.", "partial"),
    ("Sorry for the wait.", "partial"),
    ("That was our mistake, I'm sorry.", "full"),
    ("We lost your referral and that cost you a week; I'm sorry. I'm resending it now.", "full"),
    ("I gave you the wrong time, my mistake.", "full"),
    ("We should have called you.", "full"),
    ("I'm sorry you feel that way.", "pseudo"),
    ("Sorry if you were upset.", "pseudo"),
]
POLITE = [
    "Sorry, could you spell that?",
    "Sorry?",
    "Sorry, I didn't catch your name.",
    "Which leg, sorry, your left leg?",
    "Sorry, I should rephrase that.",
]
KNOWN_FAILURES = [  # a trainer would mark the kind
    ("How are you coping with all this?", "exploring"),
    ("It's good that you're getting help.", "respecting"),
    ("You're doing really well.", "respecting"),
    ("It’s completely understandable.", "understanding"),
    ("I can definitely understand the worry.", "understanding"),
    ("I wish I had an earlier slot.", "supporting"),
    ("We'll get to the bottom of this.", "supporting"),
    ("I'm glad to hear that you slept.", "respecting"),
    ("Congratulations on quitting!", "respecting"),
    ("I want to make sure you're comfortable.", "supporting"),
    ("You carry this with you all day long.", "naming"),
    ("What a year you have behind you.", "naming"),
    ("Let's face it side by side.", "supporting"),
]
KNOWN_FALSE = [  # a trainer would mark no empathy
    "It's hard to tell from this picture.",
]


class Given(Codes):
    """A conversation in which the codes are given instead of found."""

    def __init__(self, rows: list[tuple[str, str]], **given: list[Code]) -> None:
        dialogue = segment(readers.read(talk(*rows)))
        super().__init__(dialogue, Signals(dialogue))
        self.given = given

    def __getitem__(self, name: str) -> tuple[Code, ...]:
        return tuple(self.given.get(name, ()))


def found(*rows: tuple[str, str]) -> Codes:
    dialogue = segment(readers.read(talk(*rows)))
    return Codes(dialogue, Signals(dialogue))


def shown(turn: int, end: int, kind: str, stock: str = "no") -> Code:
    return Code(turn, 0, end, "empathy", {"kind": kind, "stock": stock})


def apology(grade: str, elements: str) -> Code:
    return Code(1, 0, 1, "apology", {"class": grade, "elements": elements})


def labels(text: str, before: str = "It was awful.") -> list[str]:
    return [label for label, _ in quotes(talk(("P", before), ("S", text)), NAME)]


@pytest.mark.parametrize(("text", "kind"), HITS)
def test_hits(text: str, kind: str) -> None:
    assert kind in labels(text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses(text: str) -> None:
    assert labels(text, "The bus was late.") == []


@pytest.mark.parametrize(("text", "kind"), KNOWN_FAILURES)
@pytest.mark.xfail(
    strict=True,
    raises=AssertionError,
    reason="the model counts too few single lines, and pictures or free words not at all",
)
def test_known_failures(text: str, kind: str) -> None:
    assert kind in labels(text)


@pytest.mark.parametrize("text", KNOWN_FALSE)
@pytest.mark.xfail(
    strict=True,
    raises=AssertionError,
    reason="the model takes a word of feeling, or a sorry that owns nothing, for empathy",
)
def test_known_false_finds(text: str) -> None:
    codes = found(("P", "The bus was late."), ("S", text))["empathy"]
    assert [code for code in codes if code.attributes["stock"] == "no"] == []


@pytest.mark.parametrize("text", STOCK)
def test_a_formula_is_counted_apart(text: str) -> None:
    score = scored(talk(("P", "It was awful."), ("S", text)), NAME)
    assert score.value == 0.0 and score.evidence == () and score.figures["stock"].value == 100.0


def test_only_staff_count() -> None:
    assert quotes(talk(("S", "Hello."), ("P", "That must have been frightening.")), NAME) == []


@pytest.mark.parametrize(("text", "grade"), APOLOGIES)
def test_apologies_are_graded_and_told_from_condolences(text: str, grade: str) -> None:
    (code,) = found(("P", "It was awful."), ("S", text))["apologies"]
    assert code.attributes.get("class", code.kind) == grade


@pytest.mark.parametrize("text", POLITE)
def test_a_polite_sorry_is_no_apology(text: str) -> None:
    assert found(("P", "The bus was late."), ("S", text))["apologies"] == ()


@pytest.mark.parametrize("text", ["I'm sorry you feel that way.", "Sorry if you were upset."])
def test_a_pseudo_apology_is_no_empathy(text: str) -> None:
    assert labels(text, "The bus was late.") == ["pseudo apology"]
    assert found(("P", "The bus was late."), ("S", text))["empathy"] == ()


def test_a_condolence_without_a_sorry() -> None:
    assert [code.kind for code in found(("P", "My wife died."), ("S", "My condolences."))["apologies"]] == [
        "condolence"
    ]


def test_a_bare_sorry_answers_a_feeling_only() -> None:
    def kinds(before: str) -> list[str]:
        return [code.kind for code in found(("P", before), ("S", "I'm so sorry."))["apologies"]]

    assert kinds("My wife died in June.") == ["condolence"]
    assert kinds("My name is Ada.") == []


@pytest.mark.parametrize(
    ("before", "reply", "hollow"),
    [
        ("I came all the way for the early slot.", "I understand your concern, but the slot is gone.", False),
        ("I came all the way for this.", "I understand your concern, but the policy says no.", True),
        ("I came for this.", "I understand your frustration, but let me see what I can do.", False),
        ("I came for this.", "I can see why that is upsetting, but that's our policy.", True),
    ],
)
def test_hollow_is_what_is_taken_back_without_a_word_of_the_patients(before: str, reply: str, hollow: bool) -> None:
    codes = found(("P", before), ("S", reply))
    assert [one.hollow for one in phrases(codes.dialogue, codes.signals, ())] == [hollow]
    assert labels(reply, before) == []


def test_turns_with_empathy_are_counted_by_staff_words() -> None:
    rows = [("P", "No no no no."), ("S", "One two three."), ("P", "No."), ("S", "One two three four five.")]
    score = empathy_phrases.score(Given(rows, empathy=[shown(1, 7, "naming"), shown(3, 3, "own words")]))
    assert score.value == 25.0 and score.by_role == {"staff": score.overall}
    assert [(e.turn, e.start, e.end, e.label) for e in score.evidence] == [(1, 0, 7, "naming"), (3, 0, 3, "own words")]


def test_a_wording_counts_three_times() -> None:
    rows = [row for _ in range(5) for row in (("P", "It hurts."), ("S", "That must have been frightening."))]
    assert [turn.turn for turn in scored(talk(*rows), NAME).evidence] == [1, 3, 5]


def test_repeats_are_told_by_their_words_whatever_their_case() -> None:
    said = ("Poor you.", "poor you!", "POOR YOU.", "Poor you.", "Poor thing.")
    rows = [row for text in said for row in (("P", "It hurts."), ("S", text))]
    codes = Given(rows, empathy=[shown(2 * i + 1, 8, "naming") for i in range(5)])
    assert [one.turn for one in empathy_phrases.score(codes).evidence] == [1, 3, 5, 9]


def test_stock_is_the_share_of_formulas_in_the_turns_that_count() -> None:
    rows = [row for text in ("Aa.", "Bb.", "Cc.", "Dd.") for row in (("P", "It hurts."), ("S", text))]
    codes = Given(rows, empathy=[shown(1, 2, "naming"), *(shown(i, 2, "own words", "yes") for i in (3, 5, 7))])
    score = empathy_phrases.score(codes)
    assert score.figures["stock"].value == 75.0 and [one.turn for one in score.evidence] == [1]


def test_stock_in_talk() -> None:
    rows = talk(("P", "No."), ("S", "That must have been frightening."), ("P", "It was."), ("S", "I understand."))
    assert scored(rows, NAME).figures["stock"].value == 50.0


def test_without_empathy_there_is_no_share_of_formulas() -> None:
    score = scored(talk(("P", "Hello."), ("S", "We open at nine.")), NAME)
    assert score.value == 0.0 and score.figures["stock"].value is None


def test_kinds() -> None:
    rows = [
        ("P", "It was awful."),
        ("S", "You sound worried."),
        ("P", "It was awful."),
        ("S", "What worries you most?"),
    ]
    assert scored(talk(*rows), NAME).figures["kinds"].value == 2.0


def test_kinds_are_distinct_and_neither_own_words_nor_formulas_are_one() -> None:
    rows = [row for text in ("Aa.", "Bb.", "Cc.", "Dd.", "Ee.") for row in (("P", "It hurts."), ("S", text))]
    given = [shown(1, 2, "naming"), shown(3, 2, "naming"), shown(5, 2, "respecting"), shown(7, 2, "own words")]
    codes = Given(rows, empathy=[*given, shown(9, 2, "supporting", "yes")])
    assert empathy_phrases.score(codes).figures["kinds"].value == 2.0


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("I'm sorry we lost your file. I'll send it again today.", 100.0),
        ("I'm so sorry this happened.", 50.0),
        ("I'm sorry if that upset you.", 0.0),
        ("Hello there.", None),
    ],
)
def test_elements_of_apologies(text: str, share: float | None) -> None:
    assert scored(talk(("P", "Nobody called."), ("S", text)), NAME).figures["apologies"].value == share


def test_a_condolence_is_asked_for_no_element_and_a_pseudo_apology_has_none() -> None:
    given = [apology("partial", "regret act"), apology("pseudo", "regret"), Code(1, 0, 1, "condolence")]
    codes = Given([("P", "It hurts."), ("S", "Oh.")], apologies=given)
    assert empathy_phrases.score(codes).figures["apologies"].value == 25.0


def test_the_policy_chooses_what_an_apology_is_asked_for() -> None:
    regret = apology("partial", "regret repair")
    assert empathy_phrases._elements([regret], "regret").value == 100.0
    assert empathy_phrases._elements([regret], "ownership").value == 50.0
