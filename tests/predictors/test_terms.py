"""The model of terms: what it reads, and what it never judges in a dialogue."""

from __future__ import annotations

import pytest

from carescore.predictors import load, terms
from carescore.text.syllables import is_pronounced, syllables

HEADS = load.load("terms").heads


@pytest.mark.parametrize("term", ["nephrolithiasis", "hydroxyzine", "osteomyelitis", "axillary lymph node dissection"])
def test_terms(term: str) -> None:
    assert terms.predict(HEADS, [term])[0] > 0.9


@pytest.mark.parametrize("word", ["yesterday", "grandmother", "neighbours", "remembering", "see you tomorrow"])
def test_everyday_words(word: str) -> None:
    assert terms.predict(HEADS, [word])[0] < 0.3


def test_grams_mark_the_ends_and_hide_digits() -> None:
    assert terms.grams("It 12")[:3] == ["=it", "<i", "it"]
    assert "=0" in terms.grams("It 12")


def test_spoken_words_are_long_whole_and_not_everyday() -> None:
    text = "Yesterday the [Nephrolithiasis] came back, nephro- nephrolithiasis, hm."
    assert [text[start:end] for _, start, end, _ in terms.spoken(HEADS, [text])] == ["nephrolithiasis"]


def test_nothing_to_judge() -> None:
    assert terms.spoken(HEADS, ["", "12 😀"]) == [] and len(terms.predict(HEADS, [])) == 0


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("a", 1),
        ("zywicki", 3),
        ("'bout", 1),
        ("don't", 1),
        ("hypertension", 4),
        ("grelmate", 2),
        ("brrr", 1),
        ("ölig", 2),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_pronounced() -> None:
    found = [is_pronounced(word) for word in ("doctor", "doctor's", "doctors", "nephrolithiasis", "", "doctorx")]
    assert found == [True, True, True, False, False, False]
