"""explanations: a term put in plain words where it is said, and what only looks like it."""

from __future__ import annotations

import pytest

from carescore import readers
from carescore.annotate import Signals
from carescore.codes import Code, Codes
from carescore.segmentation import segment

ROLES = {"S": "staff", "P": "patient"}


def codes_of(*rows: tuple[str, str]) -> tuple[Code, ...]:
    dialogue = segment(readers.read(list(rows)), ROLES)
    return Codes(dialogue, Signals(dialogue))["explanations"]


def ways(text: str) -> list[tuple[str, str]]:
    return [(code.attributes["term"], code.attributes["way"]) for code in codes_of(("P", "Hello."), ("S", text))]


HITS = [
    ("It is called bruxism, which means grinding your teeth.", "bruxism", "defined"),
    ("You have hypertension, that is, high blood pressure.", "hypertension", "defined"),
    ("This is what we call otitis media, an ear infection.", "otitis media", "apposed"),
    ("I will give you Xarelto, a medicine that thins the blood.", "Xarelto", "apposed"),
    ("There is some ecchymosis or bruising over the ankle.", "ecchymosis", "synonym"),
    ("Your gums are infected, and we call it periodontitis.", "periodontitis", "described"),
    ("You have gastroparesis. That means the stomach empties slowly.", "gastroparesis", "next sentence"),
    ("This is your blood thinner, enoxaparin.", "enoxaparin", "described"),
    ("I will give you another type of water pill now, furosemide, to get rid of the fluid.", "furosemide", "described"),
    ("And you get something for the cough, benzonatate.", "benzonatate", "described"),
    ("You take omeprazole, which, um, helps with the acid.", "omeprazole", "defined"),
    ("I would give you tamsulosin, which would let you pass water.", "tamsulosin", "defined"),
    ("Any palpitations or feeling like your heart is racing?", "palpitations", "defined"),
    ("Have you any neurological deficits, like seizures or weakness?", "neurological deficits", "defined"),
    ("We have agonists, including salbutamol.", "agonists", "defined"),
    ("Do you have allergic rhinitis where you would sneeze?", "allergic rhinitis", "defined"),
    ("Any palpitations, or feel like your heart is beating fast?", "palpitations", "defined"),
    ("Any sensation of palpitations or your heart is racing at all?", "palpitations", "defined"),
    ("There is one called suboxone. It reduces the craving.", "suboxone", "next sentence"),
    ("You get enoxaparin. This will stop clots.", "enoxaparin", "next sentence"),
    ("You are grinding your teeth at night. Bruxism.", "Bruxism", None),
    ("You grind, so it is bruxism, grinding your teeth.", "bruxism", "plain words"),
]
NEAR_MISSES = [
    "So no haematuria or blood.",
    "Any haematuria or blood?",
    "Have you had either haematuria or fever this week.",
    "This is what we call otitis media.",
    "You have something called cholecystitis.",
    "You have edema. That is good to know.",
    "Take your inhaler, prednisone and the rest.",
    "You need a cream, betamethasone and dressings.",
    "You get enoxaparin. It starts today.",
    "You take omeprazole, which you know.",
    "Any palpitations or feeling sick?",
    "Do you have angina like your father?",
    "Any palpitations like before?",
    "Any palpitations or the flu this morning?",
]


@pytest.mark.parametrize(("text", "term", "way"), HITS)
def test_hits(text: str, term: str, way: str | None) -> None:
    assert ways(text) == ([(term, way)] if way else [])


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses(text: str) -> None:
    assert ways(text) == []


REPLIES = [
    ("What is that?", "It's a kidney that leaks.", True),
    ("What is that?", "See you on Monday.", False),
    ("I have a dog.", "It's a kidney that leaks.", False),
    (f"What is that [sighs] {'now ' * 9}", "It's a kidney that leaks.", True),  # 12 words
    (" ".join(["What is that word I am asking you now as I know nobody with it?"]), "It's a kidney that leaks.", False),
]


@pytest.mark.parametrize(("asked", "reply", "explains"), REPLIES)
def test_an_answer_explains_when_the_patient_asked_shortly(asked: str, reply: str, explains: bool) -> None:
    found = codes_of(("P", "Hi."), ("S", "It is nephropathy."), ("P", asked), ("S", reply))
    assert [code.attributes["way"] for code in found] == (["next turn"] if explains else [])


def test_the_patients_words_are_nobodys_explanation() -> None:
    assert codes_of(("S", "Hello."), ("P", "It is called bruxism, which means grinding your teeth.")) == ()


def test_an_explanation_reaches_from_the_term_to_the_end_of_its_gloss() -> None:
    text = "You have bruxism, which means grinding. Bye."
    code = codes_of(("P", "Hi."), ("S", text))[0]
    assert text[code.start : code.end].startswith("bruxism, which means grinding")


@pytest.mark.parametrize(("words", "explains"), [(12, True), (13, False)])
def test_who_says_more_than_twelve_words_has_changed_the_subject(words: int, explains: bool) -> None:
    asked = " ".join(["What", "is", "that", *["now"] * (words - 3)])
    found = codes_of(("P", "Hi."), ("S", "It is nephropathy."), ("P", asked), ("S", "It's a kidney that leaks."))
    assert bool(found) is explains


def test_the_last_turn_has_no_reply() -> None:
    assert codes_of(("P", "Hi."), ("S", "It is nephropathy."), ("P", "What is that?")) == ()
    assert codes_of(("P", "Hi."), ("S", "It is nephropathy.")) == ()


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("You have bruxism. That means you grind.", "next sentence"),
        ("Hello. You have bruxism. That means you grind.", "next sentence"),
        ("You have bruxism. It is Monday. That means you grind.", None),
    ],
)
def test_the_sentence_behind_the_terms_own_explains(text: str, way: str | None) -> None:
    assert [found for _, found in ways(text)] == ([way] if way else [])


@pytest.mark.parametrize(("probability", "explains"), [(0.5, True), (0.51, False)])
def test_a_word_that_is_likely_medical_explains_nothing(probability: float, explains: bool) -> None:
    text = "There is some ecchymosis or foozolin over the ankle."
    dialogue = segment(readers.read([("P", "Hello."), ("S", text)]), ROLES)
    signals = Signals(dialogue)
    at = text.index("foozolin")
    vars(signals)["terms"] = ((1, at, at + 8, probability),)
    found = [code.attributes["term"] for code in Codes(dialogue, signals)["explanations"]]
    assert ("ecchymosis" in found) is explains


def test_a_term_of_the_lexicon_explains_no_other() -> None:
    assert ways("There is some ecchymosis or edema over the ankle.") == []


@pytest.mark.parametrize(("speaker", "explains"), [("P", True), ("Nurse", False)])
def test_what_a_colleague_asks_is_no_question_of_the_patient(speaker: str, explains: bool) -> None:
    rows = (("P", "Hi."), ("S", "It is nephropathy."), (speaker, "What is that?"), ("S", "It's a kidney that leaks."))
    assert bool(codes_of(*rows)) is explains
