"""What people are called: sets that do not overlap but where one is made of others, all of them single words."""

from __future__ import annotations

from itertools import combinations

import pytest

from carescore.text import people

SETS = {name: words for name, words in vars(people).items() if isinstance(words, frozenset)}
PARTS = "PARTNERS PARENTS SIBLINGS OFFSPRING GRANDPARENTS GRANDCHILDREN FARTHER YOUNG PROFESSIONS".split()


@pytest.mark.parametrize(("one", "other"), list(combinations(PARTS, 2)))
def test_a_word_stands_in_one_part_alone(one: str, other: str) -> None:
    assert not SETS[one] & SETS[other]


@pytest.mark.parametrize("name", SETS)
def test_words_are_single_and_in_small_letters(name: str) -> None:
    assert all(word.isalpha() and word == word.lower() for word in SETS[name])


def test_titles_with_a_full_stop_are_titles() -> None:
    assert people.ABBREVIATED_TITLES < people.TITLES < people.ADDRESSES
