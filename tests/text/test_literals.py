"""Literals: what a text must hold for a pattern to match is read off the pattern and loses nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carescore.codes import _call_patterns, _courtesy_patterns
from carescore.predictors.roles import features
from carescore.predictors.sentiment import news
from carescore.text.literals import Needed, holds, key, literals, read_off, searchable

CASES = [
    ("please", ("please",)),
    ("(?:go|come) on", ("come on", "go on")),
    (r"gonna|go\s+on", (" on", "nna")),
    (r"\b(?:i|we) can\b", ("i can", "we can")),
    (r"\w+ing(?: on)? it", ("ing it", "ing on it")),
    (r"_{2,}x", ("__x",)),
    (r"[ab]cd", ("acd", "bcd")),
    (r"i['’]m", ("i'm",)),
    ("Later", ("later",)),
    (r"\d+", ("",)),
    (r"go|\d", ("",)),
    (r"(?!not)go(?=on)", ("go",)),
]
PATTERNS = [
    *_courtesy_patterns.ALL.items(),
    *_call_patterns.ALL.items(),
    *features.PATTERN_OF.items(),
    *news.PATTERNS.items(),
]


@pytest.mark.parametrize(("pattern", "words"), CASES)
def test_literals(pattern: str, words: tuple[str, ...]) -> None:
    assert literals(re.compile(pattern, re.IGNORECASE)) == words


@pytest.mark.parametrize(("name", "pattern"), PATTERNS)
def test_what_is_kept_is_what_is_read_off(name: str, pattern: re.Pattern[str]) -> None:
    assert literals(pattern) == read_off(pattern)
    assert key(pattern) == key(re.compile(pattern.pattern, pattern.flags))
    assert key(pattern) not in (key(re.compile(f"{pattern.pattern}s")), key(re.compile(pattern.pattern, re.ASCII)))


@pytest.mark.parametrize(("name", "pattern"), PATTERNS)
def test_patterns_have_telling_literals(name: str, pattern: re.Pattern[str]) -> None:
    assert min(map(len, literals(pattern))) >= 2


@pytest.mark.parametrize(("name", "pattern"), PATTERNS)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_no_match_is_lost(name: str, pattern: re.Pattern[str], data: st.DataObject) -> None:
    text = data.draw(st.from_regex(re.compile(pattern.pattern, pattern.flags), alphabet=st.characters(codec="ascii")))
    if pattern.search(text):
        assert holds(searchable(text), literals(pattern))


def test_white_space_of_any_kind_is_a_space() -> None:
    assert searchable("Go\n\tON, I’m") == "go  on, i'm"
    assert _call_patterns.ON_HOLD.search("put you on a hold")


def test_a_pattern_is_worth_trying_where_a_literal_of_it_stands() -> None:
    needed = Needed.of({name: re.compile(pattern) for name, pattern in (("please", "please"), ("go", "go (?:on|in)"))})
    found = list(needed.worth_trying(["Please go\non", "Go away", "Come in, PLEASE"]))
    assert found == [{"please", "go"}, set(), {"please"}]


@pytest.mark.parametrize("texts", [[], [""], ["a"], ["été d'été", "ab"], ["go on", "\U0001f600 no"]])
def test_literals_of_any_length_and_script_are_found_where_they_stand(texts: list[str]) -> None:
    words = ("", "a", "ab", "été", "d'é", "on", "go on", "\U0001f600 n", "x", "xyz")
    found = list(Needed({word: (word,) for word in words}).worth_trying(texts))
    assert found == [{word for word in words if word in text} for text in texts]
