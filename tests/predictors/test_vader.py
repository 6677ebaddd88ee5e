"""VADER's scores are the package's own, whatever is left out to be quick."""

from __future__ import annotations

import pytest
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from carescore.predictors.vader import LONGEST, MOST_EMOJI, scores

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


@pytest.mark.parametrize("sentence", SENTENCES)
def test_as_the_package_scores(sentence: str) -> None:
    theirs = SentimentIntensityAnalyzer().polarity_scores(sentence)
    assert scores([sentence]).tolist() == [[theirs[name] for name in ("neg", "neu", "pos", "compound")]]


def test_nothing_said() -> None:
    assert scores([]).shape == (0, 4)


def test_curly_apostrophes_change_nothing() -> None:
    assert scores(["I don’t like it, it isn’t good."]).tolist() == scores(["I don't like it, it isn't good."]).tolist()


def test_longer_sentences_are_cut_into_pieces() -> None:
    piece = " ".join(["so worried but good"] * (LONGEST // 4))
    assert scores([f"{piece} {piece}"])[0] == pytest.approx(scores([piece])[0])
    assert scores(["😁 " * (MOST_EMOJI + 1)]).tolist() == scores(["😁 " * MOST_EMOJI]).tolist()
