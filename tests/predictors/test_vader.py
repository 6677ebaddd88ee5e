"""VADER's scores are the package's own, whatever is left out to be quick."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vaderSentiment import vaderSentiment
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from carescore.predictors.vader import LONGEST, MOST_EMOJI, scores

ANALYZER = SentimentIntensityAnalyzer()
SENTENCES = (
    "Take one tablet in the morning.",
    "I am so sorry that you are in pain!",
    "It is not bad at all, but I am REALLY worried...",
    "That is kind of good, kind and least helpful.",
    "no no thanks :)",
    "“I'm fine,” she said – never so happy?!",
    " ".join(["so worried but good"] * (LONGEST // 4)),
    "😁 " * MOST_EMOJI,
    "Great 😁 thanks",
    "...",
)
_PHRASES = (*vaderSentiment.SPECIAL_CASES, *vaderSentiment.BOOSTER_DICT, *vaderSentiment.NEGATE)
_OF_RULES = (
    *(word for phrase in _PHRASES for word in phrase.split()),
    "no",
    "or",
    "so",
    "this",
    "at",
    "least",
    "doubt",
)
_OTHERS = ("good", "pain", "worried", "GOOD", "great!!", "love", "but", "the", "house", "we", "isn't", "NOT")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(_OF_RULES) | st.sampled_from(_OTHERS), min_size=1, max_size=9))
def test_as_the_package_scores_whatever_the_order_of_words(words: list[str]) -> None:
    test_as_the_package_scores(" ".join(words))


@pytest.mark.parametrize("sentence", SENTENCES)
def test_as_the_package_scores(sentence: str) -> None:
    theirs = ANALYZER.polarity_scores(sentence)
    assert scores([sentence]).tolist() == [[theirs[name] for name in ("neg", "neu", "pos", "compound")]]


def test_nothing_said() -> None:
    assert scores([]).shape == (0, 4)


def test_curly_apostrophes_change_nothing() -> None:
    assert scores(["I don’t like it, it isn’t good."]).tolist() == scores(["I don't like it, it isn't good."]).tolist()


def test_longer_sentences_are_cut_into_pieces() -> None:
    piece = " ".join(["so worried but good"] * (LONGEST // 4))
    assert scores([f"{piece} {piece}"])[0] == pytest.approx(scores([piece])[0])
    assert scores(["😁 " * (MOST_EMOJI + 1)]).tolist() == scores(["😁 " * MOST_EMOJI]).tolist()
