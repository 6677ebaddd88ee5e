"""The shared n-grams: sentences, tokens, grouping and counting."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carescore.text import ngrams
from carescore.text.ngrams import UNKNOWN, Grams, Numbers, analyze, sentence_grams, spans, split, tokens
from carescore.text.prose import Prose

TEXTS = st.lists(st.text(alphabet="ab' .?!5\n", max_size=30), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Hi. How are you?", ["Hi.", "How are you?"]),
        ("Dr. Lee is in. Wait...  ok", ["Dr. Lee is in.", "Wait...", "ok"]),
        ("one\ntwo", ["one", "two"]),
        ("It is 3.5 mg.", ["It is 3.5 mg."]),
        ("  ", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert split(text) == parts


def test_tokens_and_grams() -> None:
    assert tokens("I’m 42, isn't it?") == ["i'm", "0", "isn't", "it", "?"]
    assert sentence_grams("Go on") == ["go", "on", "^ go", "go on"]
    assert "are ^" not in analyze("How are. You") and "are you" not in analyze("How are. You")


@given(TEXTS)
def test_spans_cover_every_word(texts: list[str]) -> None:
    for text in texts:
        covered = "".join(text[start:end] for start, end in spans(text))
        assert sorted("".join(c for c in covered if c.isalnum())) == sorted(c for c in text if c.isalnum())


@given(TEXTS)
def test_no_token_crosses_the_end_of_a_sentence(texts: list[str]) -> None:
    assert Prose(texts).text_tokens == [tokens(text) for text in texts]


@given(TEXTS)
def test_grouping_adds_counts(texts: list[str]) -> None:
    grams = Grams.of(texts).grouped([0] * len(texts), 1)
    _, ids, counts = grams.counts
    found = {grams.vocabulary[i]: int(n) for i, n in zip(ids, counts, strict=True)}
    assert found == Counter(gram for text in texts for gram in analyze(text))


def test_rows_left_out() -> None:
    grams = Grams.of(["a b", "c"]).grouped([-1, 0], 1)
    assert [grams.vocabulary[i] for i in grams.counts[1]] == ["c", "^ c"]


def test_terms_keep_their_numbers_and_grams_learn_of_new_ones() -> None:
    numbers = Numbers()
    first = numbers.give(["a", "b"])
    assert numbers.of(["b", "c", "a"]).tolist() == [first[1], UNKNOWN, first[0]]
    second = numbers.give(["c", "a"])
    assert second.tolist() == [2, first[0]] and len(numbers) == 3
    assert numbers.of(["c"]).tolist() == [second[0]]


def test_the_table_of_numbers_is_a_dict_in_less_memory() -> None:
    numbers = Numbers()
    known: dict[str, int] = {}
    terms = [f"{a} {b}" for a in range(150) for b in "aeiou" * 10]  # every term ten times, 750 of them
    for at in range(0, len(terms), 997):
        some = terms[at : at + 997]
        known.update(zip(some, numbers.give(some).tolist(), strict=True))
    assert sorted(known.values()) == list(range(len(numbers))) == list(range(750))
    asked = [*terms[::7], "0", ""]
    assert numbers.of(asked).tolist() == [known.get(term, UNKNOWN) for term in asked]
    assert numbers.of([]).tolist() == []


def test_a_table_grows_and_finds_terms_whose_place_is_taken() -> None:
    numbers = Numbers()
    terms = [str(number) for number in range(6000)]  # more than a new table holds
    given = numbers.give(terms)
    assert (numbers.of(terms) == given).all() and len(set(given.tolist())) == 6000


@pytest.mark.parametrize("cells", [0, 1 << 17])
def test_grams_are_counted_alike_in_a_table_and_by_sorting(cells: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ngrams, "_TABLE", cells)
    grams = Grams.from_lists([["b", "a", "b"], [], ["a", "c", "c", "c"]])
    assert [column.tolist() for column in grams.counts] == [[0, 0, 2, 2], [0, 1, 1, 2], [2, 1, 1, 3]]
