"""Whether a talk can be read: by its share of everyday English words, and of words at all."""

from __future__ import annotations

import pytest

from carescore import Role
from carescore.segmentation import Turn
from carescore.segmentation._language import is_english, is_words


def turns(*texts: str, foreign: bool = False) -> list[Turn]:
    return [Turn(i, "Nurse", Role.STAFF, text, foreign=foreign) for i, text in enumerate(texts)]


def said(english: int, other: int) -> str:
    """A turn of so many everyday English words and so many that are none."""
    return " ".join(["you"] * english + ["wie"] * other)


SPANISH = said(0, 2000)


@pytest.mark.parametrize(
    ("texts", "english"),
    [
        ((said(0, 49),), True),  # too short to tell
        ((said(0, 50),), False),
        (("の" * 399,), True),  # a script without spaces: eight letters are a word
        (("の" * 400,), False),
        ((said(5, 95),), True),
        ((said(4, 96),), False),
        ((said(30, 170), SPANISH), True),  # two hundred words of plain English need no further look
        ((said(30, 169), SPANISH), False),
        ((said(29, 171), SPANISH), False),
        ((said(60, 140), SPANISH), True),
    ],
)
def test_english_by_its_share_of_everyday_words(texts: tuple[str, ...], english: bool) -> None:
    assert is_english(turns(*texts)) is english


def test_turns_known_to_be_foreign_say_nothing_of_the_rest() -> None:
    assert is_english([*turns(SPANISH, foreign=True), *turns(said(1, 9))])
    assert not is_english([*turns(said(60, 0), foreign=True), *turns(said(0, 60))])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Yes, tomorrow 12 34", True),
        ("Yes, tomorrow 12 34 56", False),
        ("[NAME] (laughs) Yes.", False),
        ("", True),
    ],
)
def test_half_of_what_is_said_must_be_words(text: str, words: bool) -> None:
    assert is_words(turns(text)) is words
