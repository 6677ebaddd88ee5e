"""Patterns compiled when first used: what they find, what they are equal to, and when a fault in them shows."""

from __future__ import annotations

import pickle
import re
from copy import deepcopy

import pytest

from carescore.text.regex import either_case, lazy, one_of


@pytest.mark.parametrize(
    ("text", "found"), [("Go on, go in", ["Go", "go"]), ("gone", []), ("", [])], ids=["words", "near-miss", "nothing"]
)
def test_it_finds_what_the_compiled_pattern_finds(text: str, found: list[str]) -> None:
    pattern = lazy(r"\bgo\b", re.IGNORECASE)
    for _ in range(2):  # compiled by the first use, at hand in the second
        assert pattern.findall(text) == found
        assert [match[0] for match in pattern.finditer(text)] == found
        assert (pattern.search(text) is not None) == bool(found)
        assert pattern.sub("-", text) == re.sub(r"(?i)\bgo\b", "-", text)
    assert pattern.groups == 0


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (one_of({"mum", "mummy"}, ["a.b"]), "mummy", "mummy"),  # the longer one first
        (one_of({"mum", "mummy"}, ["a.b"]), "a.b", "a.b"),
        (one_of({"mum", "mummy"}, ["a.b"]), "axb", None),  # words, not patterns
        (one_of({"mum"}), "Mum", None),
        (either_case({"mum"}), "Mum", "Mum"),
        (either_case({"mum"}), "mum", "mum"),
        (either_case({"mum"}), "MUM", None),
    ],
)
def test_any_of_some_words(pattern: str, text: str, found: str | None) -> None:
    match = re.match(pattern, text)
    assert (match and match[0]) == found


def test_equal_sets_make_equal_patterns() -> None:
    assert one_of({"a", "b"}, {"c"}) == one_of({"c", "b"}, {"a", "b"}) == "(?:a|b|c)"


def test_it_is_compiled_when_first_used() -> None:
    pattern = lazy("never asked for")
    assert vars(pattern).keys() == {"pattern", "flags"}
    assert pattern.match("never") is None
    assert "match" in vars(pattern)


def test_a_fault_shows_when_it_is_used() -> None:
    pattern = lazy("(")
    with pytest.raises(re.error):
        pattern.search("")


def test_equal_patterns_are_one_also_when_copied_and_sent_to_another_process() -> None:
    pattern = lazy("a|b", re.IGNORECASE)
    assert pattern is lazy("a|b", re.IGNORECASE)
    assert pattern is not lazy("a|b")
    assert pickle.loads(pickle.dumps(pattern)) is pattern
    assert deepcopy([pattern])[0] is pattern


def test_bytes() -> None:
    assert lazy(rb"\s+").split(b"a b") == [b"a", b"b"]
