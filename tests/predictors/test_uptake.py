"""The uptake model: sets of words from the shared n-grams, and probabilities that follow re-use."""

from __future__ import annotations

import pytest

from carescore.predictors import load, uptake


def heard(prompt: str, reply: str) -> tuple[uptake.TurnWords, uptake.TurnWords]:
    grams, owner, _ = uptake.laid_out([(prompt, reply)])
    said = uptake.turn_words(grams, owner, [0, 1])
    return said[0], said[1]


def test_a_turn_as_sets() -> None:
    _, reply = heard("Hi.", "The crowns hurt. Do they hurt cold?")
    assert (reply.n_words, reply.n_sentences, reply.n_questions, reply.asks) == (8, 2, 1, True)
    assert reply.content == {"crown", "hurt", "cold"} and reply.first == {"crown", "hurt"}
    assert len(reply.pairs) == 6  # within sentences only, none with the mark of a sentence's start


@pytest.mark.parametrize(("a", "b"), [("crowns", "crown"), ("aching", "ach"), ("bed", "bed")])
def test_stems(a: str, b: str) -> None:
    assert uptake.stem(a) == b


def test_empty_turns() -> None:
    assert uptake.dense({0: uptake.TurnWords(), 1: uptake.TurnWords()}, [(0, 1)]).shape == (1, len(uptake.DENSE))
    assert uptake.judge(load.load("uptake").heads, *uptake.laid_out([])[:2], 0, []) == []


def test_copied() -> None:
    assert uptake.copied(*heard("The bill was forty dollars.", "The bill was forty dollars."))
    assert not uptake.copied(*heard("The bill was forty dollars.", "Forty dollars is wrong, let me check the bill."))


def test_re_use_raises_the_probability() -> None:
    said = "My daughter has been coughing since Monday."
    replies = ["So she has been coughing since Monday. Is the cough dry?", "Okay."]
    more, less = uptake.of_texts(load.load("uptake").heads, [(said, reply) for reply in replies])
    assert more > 0.6 > 0.3 > less
