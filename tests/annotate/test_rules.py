"""The kept rules cut as spaCy cuts, or leave it to spaCy."""

from __future__ import annotations

import re
from itertools import product

import pytest
import spacy
from hypothesis import example, given, settings
from hypothesis import strategies as st

from carescore.annotate import rules

BLANK = spacy.blank("en").tokenizer
SIGNS = [*map(chr, range(0x21, 0x7F)), *"éÉßµ°£€–—…’"]
PARTS = [
    *"a Z 9 ’ ' \" ( ) . , : ; - / @ $ % * + & ! ? — …".split(),
    *"... -- 's n't I'm it's don't ill 'em o'clock Mr. a.m. km mg US$ 10 3.5 www. .com http:// :) and/or °C.".split(),
]


def same(chunk: str) -> bool:
    found = rules.cut(chunk)
    return found is None or list(found) == [token.text for token in BLANK(chunk)]


@pytest.mark.parametrize(
    ("chunk", "tokens"),
    [
        ("follow-up,", "follow - up ,"),
        ("(don't!)", "( do n't ! )"),
        ("mom's.", "mom 's ."),
        ("$25", "$ 25"),
        ("20mg", "20 mg"),
        ("well…", "well …"),
        ("9am.", "9 am ."),
        ("look...so", "look ... so"),
        ("José—yes", "José — yes"),
        ("I'm-I'm", "I'm - I'm"),
        ("it's-it's", "it's - it 's"),
        ("done.And", "done . And"),
        ("120/80", "120/80"),
        ("they:)", None),  # spaCy puts the smile together again
        ("see.there", None),  # an address of the web
        ("10.0.0.1", None),
        ("怖い", None),
        ("Ā" * rules.LONGEST, "Ā" * rules.LONGEST),
        ("Ā" * (rules.LONGEST + 1), None),
        ("ſ", "ſ"),
        ("ƀ", None),  # the first letter beyond
    ],
)
def test_cut(chunk: str, tokens: str | None) -> None:
    found = rules.cut(chunk)
    assert (found if found is None else " ".join(found)) == tokens
    assert same(chunk)


def test_one_sign_and_two_are_cut_as_spacy_cuts_them() -> None:
    assert [a + b for a, b in product(["", *SIGNS], SIGNS) if not same(a + b)] == []
    assert None not in map(rules.cut, SIGNS)


@settings(deadline=None)
@given(st.lists(st.sampled_from(PARTS) | st.sampled_from(SIGNS), min_size=1, max_size=6).map("".join))
@example("it's:)")
@example("'em-dash")
@example("(8)")
def test_everything_is_cut_as_spacy_cuts_it(chunk: str) -> None:
    assert same(chunk)


def test_every_chunk_with_a_cut_of_its_own_is_cut_so_among_signs() -> None:
    assert [chunk for one in rules.rules().special for chunk in (one, f"({one}", f"{one},") if not same(chunk)] == []


def test_no_cut_of_its_own_has_more_tokens_without_it_than_are_looked_at() -> None:
    assert max(len(re.findall(r"[^\W\d]+|.", one)) for one in rules.rules().special) <= rules.MOST
