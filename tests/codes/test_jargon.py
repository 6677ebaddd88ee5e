"""jargon: terms at their first use by staff, how sure it is of each, and walls of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from carescore import readers
from carescore.annotate import Signals
from carescore.codes import Code, Codes
from carescore.codes._terms import ADDRESSED, Term
from carescore.codes._terms import NOTE as NOTE_WORDS
from carescore.codes.jargon import FirstUse, as_seen, counts, first_uses
from carescore.predictors import jargon, load
from carescore.segmentation import segment

ROLES = {"S": "staff", "P": "patient"}


def codes_in(*rows: tuple[str, str]) -> Codes:
    dialogue = segment(readers.read(list(rows)), ROLES)
    return Codes(dialogue, Signals(dialogue))


def codes_of(*rows: tuple[str, str]) -> list[Code]:
    return list(codes_in(*rows)["jargon"])


def counted(text: str) -> list[str]:
    return [text[code.start : code.end] for code in codes_of(("P", "Hello."), ("S", text)) if counts(code)]


HITS = [
    ("take it b i d with food", "b i d"),
    ("you are npo after midnight", "npo after midnight"),
    ("we will check your inr on friday", "inr"),
    ("your eob came in the mail", "eob"),
    ("The echo showed your ef is low.", "your ef"),
    ("So no haematuria or blood.", "haematuria"),
    ("We have to wait for the prior auth.", "prior auth"),
]
NEAR_MISSES = [
    "Do you use an inhaler?",
    "Is there alcoholism in the family?",
    "I will give you an antibiotic.",
    "Are you in the gifted classes at school?",
    "She takes AP and IB classes at school.",
    "I would bid on that house.",
    "The bus leaves from terminal two.",
    "This is what we call otitis media, an ear infection.",
]


@pytest.mark.parametrize(("text", "term"), HITS)
def test_hits(text: str, term: str) -> None:
    assert term in counted(text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses(text: str) -> None:
    assert counted(text) == []


@pytest.mark.xfail(strict=True, reason="the words around a term do not weigh: a prescription's wording elsewhere")
def test_a_script_of_a_film() -> None:
    assert counted("That is a long script for a film.") == []


def test_attributes() -> None:
    rows = (("P", "Is it bruxism?"), ("S", "Yes, bruxism. And edema, which means swelling. And gastroparesis."))
    found = {
        code.attributes["class"] + code.attributes["known"] + code.attributes["explained"] for code in codes_of(*rows)
    }
    assert found == {"technicalyesno", "technicalnoyes", "technicalnono"}


@pytest.mark.parametrize(("sure", "expected"), [(0.4, True), (0.399, False)])
def test_a_term_counts_from_a_confidence(sure: float, expected: bool) -> None:
    attributes = {"class": "technical", "explained": "no", "known": "no", "plain": ""}
    assert counts(Code(0, 0, 1, "jargon", attributes, sure)) is expected
    assert not counts(Code(0, 0, 1, "jargon", {**attributes, "known": "yes"}, sure))
    assert not counts(Code(0, 0, 1, "jargon", {**attributes, "explained": "yes"}, sure))


TERMS = ["bruxism", "gastroparesis", "cholecystitis", "periodontitis"]


@pytest.mark.parametrize(("n", "walls"), [(4, 1), (3, 0)])
def test_a_wall_is_one_finding_with_its_extent(n: int, walls: int) -> None:
    text = f"You have {' and '.join(TERMS[:n])} today."
    found = [code for code in codes_of(("P", "Hi."), ("S", text)) if code.kind == "jargon_wall"]
    assert [text[code.start : code.end] for code in found] == [" and ".join(TERMS)] * walls


def test_a_wall_begins_with_its_first_term() -> None:
    said = [f"You have {TERMS[0]}.", f"There is {TERMS[1]} and {TERMS[2]}, and {TERMS[3]}, too."]
    rows = [("P", 0, 900, "Hi."), ("S", 1000, 2900, said[0]), ("S", 3000, 6000, said[1])]
    keys = ("speaker", "start_ms", "end_ms", "text")
    dialogue = segment(readers.read([dict(zip(keys, row, strict=True)) for row in rows]), ROLES)
    codes = Codes(dialogue, Signals(dialogue))
    assert [code.start_ms for code in codes["jargon"] if code.kind == "jargon_wall"] == [1000]


def test_what_is_dictated_is_not_said_to_the_patient() -> None:
    assert codes_of(("P", "Hi."), ("S", "Hey Dragon, patient has cholecystitis.")) == []


NOTE = ("S", "Ana Brown is a 62-year-old female with cholecystitis.")
SPACED = ("S", "Ana Brown is a 62 -year-old female with cholecystitis.")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((SPACED, ("P", "Hi."), ("S", "Hello.")), False),
        ((("P", "Bye."), NOTE), False),
        ((NOTE, ("P", "Hi."), ("S", "Hello.")), False),
        ((("P", "Hi."), NOTE, ("P", "Yes.")), True),  # in the patient's hearing
        ((("P", "Bye."), ("S", "You have cholecystitis.")), True),
        ((("P", "Bye."), ("S", "She is 62 and has cholecystitis.")), True),
    ],
)
def test_a_note_before_or_after_the_patients_part_is_not_said_to_them(
    rows: tuple[tuple[str, str], ...], said: bool
) -> None:
    assert bool(codes_of(*rows)) is said


@pytest.mark.parametrize(
    ("filler", "you", "said"),
    [
        (NOTE_WORDS - 3, 0, False),  # with the two words before and one after, as long as a note
        (NOTE_WORDS - 4, 0, True),
        (NOTE_WORDS, ADDRESSED - 1, False),
        (NOTE_WORDS, ADDRESSED, True),
    ],
)
def test_a_long_turn_after_the_patients_last_word_that_addresses_nobody_is_a_note(
    filler: int, you: int, said: bool
) -> None:
    text = " ".join(["She", "has", "cholecystitis", *["today"] * (filler - you), *["you"] * you])
    assert bool(codes_of(("P", "Bye."), ("S", text))) is said
    assert codes_of(("P", "Hi."), ("S", text), ("P", "Yes."))


def test_a_term_that_was_explained_before_is_known_and_told_once() -> None:
    rows = (("P", "Hi."), ("S", "You have bruxism, which means grinding."), ("P", "I see."), ("S", "So, bruxism."))
    assert [(code.turn, code.attributes["explained"]) for code in codes_of(*rows)] == [(1, "yes")]
    both = (("P", "Is it bruxism?"), ("S", "Bruxism, which means grinding."))
    assert [(code.attributes["known"], code.attributes["explained"]) for code in codes_of(*both)] == [("yes", "yes")]


@pytest.mark.parametrize(
    ("patient", "staff", "known"),
    [
        ("I have Crohn's disease.", "How long have you had Crohn's?", "yes"),
        ("I have cirrhosis of the liver.", "The cirrhosis is stable.", "yes"),
        ("It is my liver.", "The cirrhosis is stable.", "no"),
        ("I had a stress echo.", "You have cirrhosis.", "no"),
    ],
)
def test_who_says_a_term_in_full_knows_its_short_form(patient: str, staff: str, known: str) -> None:
    assert [code.attributes["known"] for code in codes_of(("P", patient), ("S", staff))] == [known]


@pytest.mark.parametrize(
    ("explained", "known", "counts"), [(False, False, True), (True, False, False), (False, True, False)]
)
def test_what_is_explained_or_known_is_not_held_against_staff(explained: bool, known: bool, counts: bool) -> None:
    term = Term(0, 0, 4, "term", "technical", "", "lexicon")
    assert FirstUse(term, explained, known).counts is counts


@pytest.mark.parametrize(
    ("text", "dictated"),
    [
        ("Hey Dragon, he has cholecystitis.", True),
        ("Dragon says cholecystitis.", True),
        ("Thank you, Dragon. You have cholecystitis.", False),
    ],
)
def test_what_is_said_to_a_machine_ends_with_its_sentence(text: str, dictated: bool) -> None:
    assert (codes_of(("P", "Hi."), ("S", text)) == []) is dictated


def test_without_a_confidence_a_term_does_not_count_and_confidence_has_four_decimals() -> None:
    attributes = {"class": "technical", "explained": "no", "known": "no", "plain": ""}
    assert not counts(Code(0, 0, 1, "jargon", attributes, None))
    (code,) = codes_of(("P", "Hi."), ("S", "You have cholecystitis."))
    assert code.confidence is not None and round(code.confidence, 4) == code.confidence
    assert round(code.confidence, 3) != code.confidence


@pytest.mark.parametrize(
    ("answer", "held"), [("No sputum.", False), ("Sputum?", True), ("What is sputum?", True), ("No, nothing.", True)]
)
def test_a_term_that_the_answer_uses_is_known_unless_it_asks_back(answer: str, held: bool) -> None:
    found = codes_of(("P", "Hello."), ("S", "Are you bringing up any sputum?"), ("P", answer), ("S", "All right."))
    assert any(counts(code) for code in found) == held


def test_what_the_model_of_terms_said_of_a_word_is_what_it_says_when_asked_again() -> None:
    said = [("S", "The biopsy shows a benign adenoma. Biopsy, then a colonoscopy."), ("P", "Okay.")]
    codes = codes_in(*said)
    uses = as_seen(codes, first_uses(codes))
    heads = load.load("terms").heads
    assert any(use.chance is not None for use in uses)
    anew = [replace(use, chance=None) for use in uses]
    assert jargon.dense(uses, heads) == pytest.approx(jargon.dense(anew, heads), abs=1e-12)


def test_what_is_explained_behind_a_note_is_explained() -> None:
    rows = (NOTE, ("P", "Hi."), ("S", "You have cholecystitis, which means a swollen gallbladder."), ("P", "I see."))
    assert [(code.turn, code.attributes["explained"]) for code in codes_of(*rows)] == [(2, "yes")]


@pytest.mark.parametrize(("speaker", "known"), [("Facilitator", "no"), ("P", "yes")])
def test_what_nobody_of_the_patients_side_said_is_not_known_to_it(speaker: str, known: str) -> None:
    rows = ((speaker, "Is it about cholecystitis?"), ("S", "You have cholecystitis."), ("P", "Oh dear."))
    assert [code.attributes["known"] for code in codes_of(*rows)] == [known]


def test_signs_make_no_note() -> None:
    text = " ".join(["She", "has", "cholecystitis", *["[sighs]"] * NOTE_WORDS])
    assert codes_of(("P", "Bye."), ("S", text))
