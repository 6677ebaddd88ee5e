"""Words that may be jargon: abbreviations, spelled letters, and what a model takes for medical, but for names."""

from __future__ import annotations

import pytest

from carescore import readers
from carescore.annotate import Signals
from carescore.codes import Codes
from carescore.codes._terms import _of_school, terms
from carescore.segmentation import segment


def found(text: str, word: str = "", probability: float = 0.9) -> list[tuple[str, str]]:
    """(quote, how it was found) where the model gives a word of the text a probability of being medical."""
    dialogue = segment(readers.read([("Patient", "Hello."), ("Nurse", text)]))
    signals = Signals(dialogue)
    at = text.find(word)
    vars(signals)["terms"] = ((1, at, at + len(word), probability),) if word else ()
    return [(text[term.start : term.end], term.found) for term in Codes(dialogue, signals).once(terms)]


@pytest.mark.parametrize(
    ("text", "word", "probability", "looked_at"),
    [
        ("We start foozolin today.", "foozolin", 0.3, True),
        ("We start foozolin today.", "foozolin", 0.29, False),
        ("We start Foozolin today.", "Foozolin", 0.85, True),  # within a sentence it may be a name
        ("We start Foozolin today.", "Foozolin", 0.84, False),
        ("Foozolin is next.", "Foozolin", 0.3, True),
        ("Foozolin is next.", "Foozolin", 0.29, False),
        ("Good. Foozolin is next.", "Foozolin", 0.3, True),
        ("Good. Foozolin is next.", "Foozolin", 0.29, False),
        ("How is your foozolin class at school?", "foozolin", 0.9, False),
        ("My colleague, nurse Foozolin, will see you.", "Foozolin", 0.9, False),
    ],
)
def test_words_that_the_model_takes_for_medical(text: str, word: str, probability: float, looked_at: bool) -> None:
    assert found(text, word, probability) == ([(word, "unusual")] if looked_at else [])


@pytest.mark.parametrize(
    ("text", "abbreviations"),
    [
        ("The QZQ is low.", ["QZQ"]),
        ("The QQQ is low.", []),
        ("The q z q is low.", ["q z q"]),
        ("THE QZQ IS LOW TODAY", []),  # everything is in capitals
        ("Are you in the QZQ class?", []),
        ("OK, the TV is on.", []),
    ],
)
def test_abbreviations(text: str, abbreviations: list[str]) -> None:
    assert [quote for quote, _ in found(text)] == abbreviations


def test_a_phrase_of_the_lexicon_is_one_term_and_leaves_the_rest_of_its_turn() -> None:
    text = "Your EOB came, and we start foozolin."
    assert found(text, "foozolin") == [("EOB", "lexicon"), ("foozolin", "unusual")]
    assert found(text, "EOB") == [("EOB", "lexicon")]


@pytest.mark.parametrize(
    ("text", "school"),
    [
        ("You take foozolin at school.", True),
        ("School is where you take foozolin.", True),
        ("School is out. You take foozolin.", False),
        ("You take foozolin. School is out.", False),
        ("You take foozolin! School is out. Is it?", False),
        ("Is it? School has foozolin", True),
    ],
)
def test_a_sentence_about_school(text: str, school: bool) -> None:
    assert _of_school(text, text.index("foozolin")) is school


def test_capitals_that_look_medical_are_one_term() -> None:
    assert found("We use POCUS today.", "POCUS") == [("POCUS", "capitals")]
