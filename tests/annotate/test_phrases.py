"""Finding phrases: character offsets, the longest of overlapping ones, typographic quotes."""

from __future__ import annotations

import pytest

from carescore.annotate.lexicons import load, meanings, names, parse
from carescore.annotate.parse import tokens
from carescore.annotate.phrases import Finder

HEAD = "# lexicon: {}\n# version: 1\n# licence: MIT\n# source: own\n# labels: {}\npattern\tlabel\n"
ONE = parse("one", HEAD.format("one", "apology") + "i'm sorry\tapology\ni'm sorry that happened\tapology\n")
TWO = parse("two", HEAD.format("two", "other") + "sorry that\tother\n")


def found(*texts: str) -> dict[str, list[tuple[int, str]]]:
    finder = Finder.of([ONE, TWO])
    hits = finder.find(tokens(texts))
    return {name: [(h.turn, texts[h.turn][h.start : h.end]) for h in items] for name, items in hits.items()}


def test_longest_wins_within_a_lexicon_and_lexicons_do_not_disturb_each_other() -> None:
    hits = found("Well, I’m sorry that happened.", "I'm sorry!")
    assert hits == {"one": [(0, "I’m sorry that happened"), (1, "I'm sorry")], "two": [(0, "sorry that")]}


def test_nothing_found() -> None:
    assert found("Hello.", "") == {"one": [], "two": []}


def test_phrases_of_every_length_at_both_ends_of_a_text() -> None:
    lexicon = parse(
        "three",
        HEAD.format("three", "one, two, three, four")
        + "okay\tone\nfor now\ttwo\nthat's it\tthree\ni don't know\tfour\n",
    )
    finder = Finder.of([lexicon])
    hits = finder.find(tokens(["Okay", "I don't", "for", "I don't know", "OK, that's it for now"]))["three"]
    assert [(hit.turn, hit.entry.label) for hit in hits] == [(0, "one"), (3, "four"), (4, "three"), (4, "two")]


@pytest.mark.parametrize("lexicon", names())
def test_every_phrase_of_every_lexicon_is_found_by_its_last_row(lexicon: str) -> None:
    loaded = load(lexicon)
    said = dict(list(meanings(loaded).items())[::29])
    finder = Finder.of([loaded])
    for _ in range(2):
        found = finder.find(tokens(said))[lexicon]
        assert {hit.turn for hit in found} == set(range(len(said)))
    whole = {hit.turn: hit.entry.label for hit in found if hit.end - hit.start == len(list(said)[hit.turn])}
    assert all(entry.label == whole.get(turn, entry.label) for turn, entry in enumerate(said.values()))


def test_of_two_rows_with_one_phrase_the_later_counts_whichever_is_met_first() -> None:
    lexicon = parse("four", HEAD.format("four", "one, two") + "(blood|sugar) test\tone\nblood (test|count)\ttwo\n")
    for texts in (["blood test"], ["sugar test", "blood test"], ["blood count", "blood test"]):
        hits = Finder.of([lexicon]).find(tokens(texts))["four"]
        assert hits[-1].entry.label == "two"


PRODUCT = parse(
    "five",
    HEAD.format("five", "one") + "(can|could|would) (you|we) [please|just] (call back|send (it|them)|wait)\tone\n",
)


@pytest.mark.parametrize("order", [1, -1])
def test_words_that_come_one_after_the_other_give_what_they_give_together(order: int) -> None:
    said = list(meanings(PRODUCT))[::order]
    finder = Finder.of([PRODUCT])
    before = [finder.find(tokens([text]))["five"] for text in said]
    together = Finder.of([PRODUCT]).find(tokens(said))["five"]
    assert [(hit.start, hit.end) for found in before for hit in found] == [(hit.start, hit.end) for hit in together]
    assert len(together) == len(said) == len({hit.turn for hit in together})
    assert finder.find(tokens(["Could you (please) call back?", "Would we send", "can you please wait them"]))["five"][
        -1
    ].end == len("can you please wait")


def test_phrases_are_spelt_out_when_their_words_are_met() -> None:
    finder = Finder.of([PRODUCT])
    finder.find(tokens(["Could you wait?"]))
    assert set(finder.meaning) == {("could", "you", "wait")}
